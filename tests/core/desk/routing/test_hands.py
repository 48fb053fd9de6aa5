"""Absence, hand-over and claims: work neither sticks to the absent, nor gets lost, nor is done
twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.desk.roster import Stretch, roster
from firebell.core.desk.routing import (
    Claim,
    ClaimedError,
    Custody,
    NothingToHandBackError,
    Owned,
    Rules,
    back_at,
    claim,
    hand_back,
    hand_over,
    to_release,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
RULES = Rules()


def at(hours: float) -> datetime:
    return NOW + timedelta(hours=hours)


DUTY = roster(
    [Stretch(1, at(0), at(8)), Stretch(2, at(4), at(8)), Stretch(3, at(-8), at(0))],
)


@pytest.mark.parametrize(
    ("owner", "due", "released"),
    [
        (1, 0.1, False),  # there
        (2, 4.4, True),  # back too late to answer in time
        (2, 4.5, False),
        (3, 99, True),  # not on the roster any more
        (3, None, False),  # it waits for the person
    ],
)
def test_what_the_absent_cannot_answer_in_time_is_released(owner, due, released):
    owned = Owned(7, owner, at(due) if due is not None else None, 3)
    found = to_release([owned], DUTY, NOW, RULES)
    assert [one.case for one in found] == ([7] if released else [])
    if released:
        assert found[0].back == (at(4) if owner == 2 else None)


def test_the_next_duty():
    assert (back_at(DUTY, 1, at(2)), back_at(DUTY, 2, NOW), back_at(DUTY, 3, NOW)) == (
        at(2),
        at(4),
        None,
    )


@given(
    st.lists(st.tuples(st.integers(1, 3), st.integers(0, 48), st.integers(1, 12)), max_size=6),
    st.lists(st.tuples(st.integers(1, 3), st.none() | st.integers(0, 60)), max_size=8),
    st.integers(0, 48),
)
def test_nobody_on_duty_loses_a_case_and_none_is_kept_that_will_be_late(shifts, cases, hour):
    people = roster(Stretch(who, at(start), at(start + long)) for who, start, long in shifts)
    owned = [
        Owned(n, who, at(due) if due is not None else None, 3) for n, (who, due) in enumerate(cases)
    ]
    now = at(hour)
    released = {one.case for one in to_release(owned, people, now, RULES)}
    for one in owned:
        back = back_at(people, one.owner, now)
        late = one.due is not None and (back is None or back + RULES.return_margin > one.due)
        assert (one.case in released) == (late and not people.is_on_duty(one.owner, now))


def test_handed_over_and_back_the_thread_is_whole():
    front = Custody("front", owner=4)
    there = hand_over(front, "law", at(1), "May we say that?")
    assert (there.team, there.owner) == ("law", None)
    further = hand_over(there, "press", at(2), "And in public?")
    assert [(one.from_team, one.from_owner) for one in further.out] == [("front", 4), ("law", None)]
    back, knows = hand_back(further)
    assert (back, knows) == (there, None)
    home, knows = hand_back(back)
    assert (home.team, home.out, knows) == ("front", (), 4)
    with pytest.raises(NothingToHandBackError):
        hand_back(home)


@given(st.lists(st.sampled_from("abc"), max_size=8))
def test_as_many_steps_back_as_forth_lead_home(teams):
    custody, steps = Custody("home", owner=1), 0
    for team in teams:
        if team != custody.team:
            custody, steps = hand_over(custody, team, NOW, "Please look"), steps + 1
    for _ in range(steps):
        custody, knows = hand_back(custody)
    assert (custody.team, custody.out) == ("home", ())
    assert not steps or knows == 1


@pytest.mark.parametrize(("team", "asks"), [("front", "Look"), ("law", "  ")])
def test_a_hand_over_goes_elsewhere_and_says_what_it_asks(team, asks):
    with pytest.raises(ValueError, match=r"already|asked"):
        hand_over(Custody("front"), team, NOW, asks)


def test_who_opens_a_case_to_answer_holds_it_for_a_while():
    held = claim(None, 1, NOW, RULES)
    assert held == Claim(1, at(0.25))
    with pytest.raises(ClaimedError) as refused:
        claim(held, 2, at(0.2), RULES)
    assert refused.value.claim == held
    assert claim(held, 1, at(0.2), RULES).until == at(0.45)
    assert claim(held, 2, at(0.25), RULES).person == 2


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 20)), max_size=30))
def test_never_two_at_a_time(tries):
    held, minute, taken = None, 0, []
    for person, later in tries:
        minute += later
        now = NOW + timedelta(minutes=minute)
        try:
            held = claim(held, person, now, RULES)
            taken.append((now, held))
        except ClaimedError:
            assert held.holds(now)
            assert held.person != person
    for (_at, one), (then, other) in pairwise(taken):
        assert one.person == other.person or one.until <= then
