"""What people answer moves a threshold, and never past what was promised."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from firebell.core.triggers.rules.matching import match
from firebell.core.triggers.rules.tuning import LEAST, MOST, STEP, moved, tuned
from tests.core.triggers.rules.making import scene, sound, trigger


@given(st.lists(st.booleans(), max_size=50))
def test_it_stays_within_its_limits(answers):
    assert LEAST <= tuned(answers) <= MOST


@given(st.lists(st.booleans(), max_size=50), st.booleans())
def test_each_answer_moves_it_its_way_by_a_step_at_most(answers, useful):
    before, after = tuned(answers), tuned([*answers, useful])
    assert after <= before if useful else after >= before
    assert 1 / STEP <= after / before <= STEP
    assert after == moved(before, useful)


@given(st.lists(st.booleans(), max_size=20), st.floats(0.01, 500), st.floats(1 / 52, 50))
def test_no_answers_ever_make_it_ring_more_than_the_budget_allows(answers, weeks, budget):
    one = sound(return_weeks=weeks)
    (plain,) = match(trigger(budget=budget), [one], scene(one))
    (moved_by_them,) = match(trigger(budget=budget, tuned=tuned(answers)), [one], scene(one))
    assert moved_by_them.score <= plain.score


def test_only_useful_answers_change_nothing():
    assert tuned([True] * 9) == 1
