from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.improve import complaint_states, idea_states
from firebell.core.improve.authority import Ruling, Terms, may_grant, ruling
from firebell.core.improve.complaint_states import Known, Lacking, State, Verb, after, pressure

TERMS = Terms(most=50, limits={"agent": 20, "lead": 90})


@pytest.mark.parametrize(
    ("role", "value", "said"),
    [
        ("agent", 20, Ruling.GIVE),
        ("agent", 21, Ruling.ASK),
        ("agent", 51, Ruling.REFUSE),
        ("agent", 0, Ruling.REFUSE),
        ("agent", -5, Ruling.REFUSE),
        ("lead", 50, Ruling.GIVE),
        ("lead", 51, Ruling.REFUSE),
        ("volunteer", 1, Ruling.ASK),
    ],
)
def test_who_may_give_what(role, value, said):
    assert ruling(TERMS, role, value) == said


def test_nobody_grants_what_they_asked_for():
    assert may_grant(TERMS, "lead", 30, asked_by_oneself=False)
    assert not may_grant(TERMS, "lead", 30, asked_by_oneself=True)
    assert not may_grant(TERMS, "agent", 30, asked_by_oneself=False)


amounts = st.integers(0, 200)


@given(amounts, st.dictionaries(st.sampled_from(["agent", "lead"]), amounts), amounts)
def test_nobody_gets_more_than_another_could_have_given(most, limits, value):
    terms = Terms(most, limits)
    for role in ("agent", "lead", "volunteer"):
        said = ruling(terms, role, value)
        assert (said == Ruling.REFUSE) == (value == 0 or value > most)
        if said == Ruling.GIVE:
            assert value <= terms.limit(role) <= most


EVERYTHING = Known(finding=True, remedy=True, cause=True)


@pytest.mark.parametrize(
    ("state", "verb", "known", "found"),
    [
        ("open", Verb.DECIDE, Known(), Lacking.FINDING),
        ("open", Verb.DECIDE, Known(finding=True, remedy=True), State.DECIDED),
        ("open", Verb.CLOSE, EVERYTHING, Lacking.STEP),
        ("decided", Verb.CLOSE, Known(finding=True, remedy=True), Lacking.CAUSE),
        ("decided", Verb.CLOSE, EVERYTHING, State.CLOSED),
        ("closed", Verb.REOPEN, Known(), State.OPEN),
    ],
)
def test_a_complaint_moves_on_when_enough_is_known(state, verb, known, found):
    assert after(state, verb, known) == found


@given(
    st.lists(st.tuples(st.sampled_from(list(Verb)), st.booleans(), st.booleans(), st.booleans()))
)
def test_a_closed_complaint_was_told_why_and_what(steps):
    state: State = State.OPEN
    for verb, finding, remedy, cause in steps:
        found = after(state, verb, Known(finding, remedy, cause))
        if found == State.CLOSED:
            assert (finding, remedy, cause) == (True, True, True)
        state = found if isinstance(found, State) else state


@given(st.integers(-60, 60), st.integers(0, 30))
def test_a_deadline_comes_near_before_it_passes(days, warn):
    today = date(2026, 3, 10)
    told = [pressure(today + timedelta(days=days - n), today, warn) for n in range(90)]
    order = {"": 0, "near": 1, "passed": 2}
    assert sorted(told, key=order.__getitem__) == told
    assert pressure(None, today, warn) == complaint_states.Pressure.NONE


def test_every_state_can_be_left():
    assert all(complaint_states.TABLE[state] for state in complaint_states.State)
    assert all(idea_states.TABLE[state] for state in idea_states.State)
    assert idea_states.after("new", idea_states.Verb.REOPEN) is None
    assert idea_states.after("planned", idea_states.Verb.FINISH) == idea_states.State.DONE
