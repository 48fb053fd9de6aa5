"""What a trigger matches, how loud it makes it, and whose the alert is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.triggers.alerts import AlertRules, follow
from firebell.core.triggers.rules.matching import match, match_all
from firebell.core.triggers.rules.trigger import Brands, Scope
from tests.core.triggers.rules.making import HOUR, LISTENS, scene, sound, trigger

WEEKS = st.floats(0.001, 1e6)
BUDGETS = st.floats(1 / 52, 50)
RINGS = AlertRules().on


def score_of(one, rule):
    """0 where nothing matched."""
    return next((found.score for found in match(rule, [one], scene(one))), 0.0)


@given(budget=BUDGETS, tuned=st.floats(1, 8), weeks=WEEKS)
def test_it_rings_exactly_for_what_is_as_rare_as_the_budget_demands(budget, tuned, weeks):
    rule = trigger(budget=budget, tuned=tuned)
    assert (score_of(sound(return_weeks=weeks), rule) >= RINGS) == (weeks >= tuned / budget)


@given(budget=BUDGETS, hold=st.floats(0.2, 0.95), weeks=st.tuples(WEEKS, WEEKS))
def test_the_rarer_the_louder(budget, hold, weeks):
    rule = trigger(budget=budget, hold=hold)
    less, more = (score_of(sound(return_weeks=one), rule) for one in sorted(weeks))
    assert 0 <= less <= more <= 1


@given(
    budget=BUDGETS,
    heard=st.lists(st.tuples(st.integers(0, 300), WEEKS | st.none(), st.floats(0.01, 0.99))),
    rarer=st.floats(1, 8),
)
def test_half_the_budget_or_a_rarer_threshold_never_rings_more(budget, heard, rarer):
    sounds = [sound(at=300 * at, return_weeks=weeks, score=own) for at, weeks, own in heard]
    rings = [
        {one.at for one in match(rule, sounds, scene(*sounds)) if one.score >= RINGS}
        for rule in (
            trigger(budget=budget),
            trigger(budget=budget / 2),
            trigger(budget=budget, tuned=rarer),
        )
    ]
    assert rings[1] <= rings[0]
    assert rings[2] <= rings[0]


@given(budget=BUDGETS, hold=st.floats(0.2, 0.95), part=st.floats(0.01, 0.999))
def test_it_lasts_down_to_the_part_that_is_held(budget, hold, part):
    """A hair to either side of the part: the edge itself is a matter of rounding."""
    rule = trigger(budget=budget, hold=hold)
    weeks = part / budget
    score = score_of(sound(return_weeks=weeks), rule)
    assert score < RINGS
    if abs(part - hold) > 1e-6:
        assert (score >= AlertRules().off) == (part > hold)


@given(own=st.floats(0.01, 0.99))
def test_a_sound_without_a_return_period_keeps_its_own_score(own):
    assert score_of(sound(score=own), trigger()) == pytest.approx(own)


def test_a_trigger_without_the_effect_only_joins():
    (one,) = match(trigger(effects=({"name": "say", "words": "x"},)), [sound()], scene(sound()))
    assert AlertRules().off <= one.score < RINGS
    assert follow([one], HOUR, None) == []


@pytest.mark.parametrize(
    ("scope", "own", "hears"),
    [
        (Scope(), False, True),
        (Scope(Brands.OWN), True, True),
        (Scope(Brands.OWN), False, False),
        (Scope(Brands.COMPETITORS), False, True),
        (Scope(Brands.COMPETITORS), True, False),
        (Scope(Brands.CHOSEN, frozenset({1})), True, True),
        (Scope(Brands.CHOSEN, frozenset({2})), True, False),
    ],
)
def test_the_scope_says_which_brands_are_heard(scope, own, hears):
    here = scene(sound(), own=own)
    assert bool(match(trigger(scope=scope), [sound()], here)) == hears


def test_a_scope_of_channels_takes_what_most_of_it_comes_from():
    bluesky = sound(("channel", "bluesky", "negative"), observed=30)
    here = scene(sound(), bluesky)
    on = trigger(scope=Scope(channels=("bluesky",)))
    assert [one.series.dimension for one in match(on, here.heard, here)] == ["brand", "channel"]
    assert match(trigger(scope=Scope(channels=("email",))), here.heard, here) == []


def test_what_nobody_claims_rings_nothing_and_still_says_where_it_comes_from():
    heard = sound(), sound(("channel", "bluesky", "negative"), observed=38)
    only_brand = trigger({**LISTENS, "dimensions": ["brand"]}, {"name": "rare"})
    (alert,) = follow(match_all([only_brand], scene(*heard)), HOUR, None)
    assert (alert.channel, alert.trigger, alert.opened_by) == ("bluesky", 1, 1)
    assert follow(match_all([], scene(*heard)), HOUR, None) == []


def test_an_alert_knows_who_opened_it_whose_the_worst_is_and_who_joined():
    buzz = trigger({**LISTENS, "measures": ["total"]}, {"name": "rare"}, id=1)
    bitter = trigger({**LISTENS, "measures": ["negative"]}, {"name": "rare"}, id=2)
    many = trigger({**LISTENS, "measures": ["negative"]}, {"name": "at_least", "number": 20}, id=3)
    heard = [
        sound(("brand", "", "total"), at=0, observed=90, expected=9),
        sound(at=300, observed=60),
    ]
    (alert,) = follow(match_all([buzz, bitter, many], scene(*heard)), 600, None)
    assert (alert.opened_by, alert.kind) == (1, "negative")
    assert {alert.trigger, *alert.joined} == {1, 2, 3}
    assert len(alert.joined) == 2


@given(
    heard=st.lists(st.tuples(st.integers(0, 12), st.integers(1, 3), st.floats(0.01, 0.99))),
    budgets=st.lists(BUDGETS, min_size=1, max_size=3),
)
def test_all_triggers_of_a_brand_make_one_alert_while_it_lasts(heard, budgets):
    sounds = [
        sound(
            (["brand", "channel", "topic"][part - 1], "x" * (part > 1), "negative"),
            300 * at,
            score=own,
        )
        for at, part, own in heard
    ]
    rules = [trigger(id=number, budget=one) for number, one in enumerate(budgets, 1)]
    alerts = follow(match_all(rules, scene(*sounds)), HOUR, None)
    assert len(alerts) <= 1


def test_the_cool_down_is_that_of_the_trigger_that_rings_again():
    heard = [sound(at=0), sound(at=2 * HOUR)]
    for cool_down, alerts in ((HOUR, 2), (3 * HOUR, 1)):
        rule = trigger(cool_down=cool_down)
        assert len(follow(match_all([rule], scene(*heard)), 9 * HOUR, None)) == alerts


def test_the_least_severity_is_that_of_the_trigger():
    low = sound(observed=12, expected=4)
    rule = trigger(effects=({"name": "ring"}, {"name": "least_severity", "severity": 8}))
    (alert,) = follow(match_all([rule], scene(low)), HOUR, None)
    assert alert.severity == 8
    (again,) = follow(match_all([rule], scene(replace(low, at=600))), HOUR, alert)
    assert (again.severity, again.peak_at) == (8, 0)


def test_a_trigger_that_is_switched_off_hears_nothing():
    assert match(trigger(active=False), [sound()], scene(sound())) == []
