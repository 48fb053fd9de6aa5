"""Who is told of a clock, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.desk.clocks import (
    Anchor,
    ClockKind,
    Escalation,
    Event,
    EventKind,
    Step,
    Warn,
    When,
    clocks,
    notices,
    usual_policy,
    warns_at,
)
from firebell.core.desk.hours import OfficeCalendar, Span, between, is_open
from firebell.core.desk.roster import Stretch, roster

OFFICE = OfficeCalendar("UTC", ((Span(540, 1_020),),) * 5 + ((), ()))
POLICY = replace(usual_policy(OFFICE), escalation=Escalation(hours="office", at_once=1))
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
OWNER, LEAD, OTHER = 1, 2, 3
ROLES = {"owner": (OWNER,), "lead": (LEAD, OTHER)}


def at(hours: float = 0, days: int = 0) -> datetime:
    return MONDAY + timedelta(days=days, hours=hours)


ALWAYS = roster([Stretch(person, at(-1_000)) for person in (OWNER, LEAD, OTHER)])
NOBODY = roster([])


def first_response(since: datetime, priority: int, policy=POLICY):
    event = Event(since, EventKind.WORD, priority, "mastodon")
    return clocks([event], policy, since).latest(ClockKind.FIRST_RESPONSE)


def told(since, priority, people=ALWAYS, policy=POLICY):
    return notices(first_response(since, priority, policy), policy, ROLES, people)


def test_a_warning_to_the_owner_and_a_breach_to_the_lead():
    warning, late = told(at(), 3)
    assert (warning.step, warning.at, warning.person) == ("warn", at(3), OWNER)
    assert (late.step, late.at, late.person) == ("late", at(4), LEAD)
    assert {warning.when, late.when} == {When.ON_TIME}


@pytest.mark.parametrize(
    ("warn", "hours"),
    [(Warn(0.5, 10), 2), (Warn(0.75, 90), 2.5), (Warn(1, 0), 4), (Warn(0.5, 999), 0)],
)
def test_the_share_or_the_minutes_whichever_is_earlier(warn, hours):
    policy = replace(POLICY, warn=warn)
    assert warns_at(first_response(at(), 3, policy), policy) == at(hours)


def test_a_warning_is_counted_in_open_time():
    friday = at(7, days=4)
    clock = first_response(friday, 3)
    assert (warns_at(clock, POLICY), clock.due) == (at(2, days=7), at(3, days=7))


def test_no_warning_comes_before_what_set_the_due_time():
    events = [
        Event(at(), EventKind.WORD, 1, "mastodon"),
        Event(at(3.9), EventKind.WAITING),
        Event(at(10), EventKind.RESUMED),
    ]
    clock = clocks(events, POLICY, at(10)).latest(ClockKind.RESOLUTION)
    assert (clock.due, warns_at(clock, POLICY)) == (at(10.1), at(10))


def test_nobody_is_told_in_the_night_unless_the_priority_says_so():
    evening = at(10)
    assert [one.at for one in told(evening, 2)] == [at(0, days=1)] * 2
    assert {one.when for one in told(evening, 2)} == {When.AFTER_QUIET}
    assert [one.at for one in told(evening, 1)] == [at(10) + timedelta(minutes=5), at(10.25)]


def test_the_first_on_duty_is_told_where_nobody_is():
    comes = roster([Stretch(OTHER, at(6), at(7)), Stretch(OWNER, at(5), at(5.5))])
    warning, late = told(at(), 3, comes)
    assert (warning.at, warning.person, warning.when) == (at(5), OWNER, When.FIRST_ON_DUTY)
    assert (late.at, late.person, late.role) == (at(5), OWNER, "owner")
    only_leads = roster([Stretch(OTHER, at(6), at(7)), Stretch(LEAD, at(6), at(7))])
    assert [(one.at, one.person) for one in told(at(), 3, only_leads)] == [(at(6), LEAD)] * 2


def test_whoever_comes_only_at_night_is_told_when_the_quiet_is_over_or_not():
    nights = roster([Stretch(LEAD, at(10), at(12)), Stretch(LEAD, at(20), at(26))])
    assert [one.at for one in told(at(), 3, nights)] == [at(24), at(24)]


def test_who_is_gone_before_the_quiet_is_over_is_not_waited_for():
    people = roster([Stretch(LEAD, at(10), at(12)), Stretch(OTHER, at(30), at(31))])
    assert {(one.at, one.person) for one in told(at(), 3, people)} == {(at(30), OTHER)}


def test_what_may_not_wait_is_told_to_nobody_and_says_so():
    assert [(one.at, one.person, one.when) for one in told(at(), 1, NOBODY)] == [
        (at() + timedelta(minutes=5), None, When.NOBODY),
        (at(0.25), None, When.NOBODY),
    ]
    assert {(one.person, one.when) for one in told(at(), 3, NOBODY)} == {(None, When.NOBODY)}


def test_absence_passes_it_on():
    away = roster([Stretch(OWNER, at()), Stretch(LEAD, at())], [Stretch(OWNER, at(2), at(5))])
    assert [one.person for one in told(at(), 3, away)] == [LEAD, LEAD]


def test_steps_speak_of_some_clocks_and_priorities_and_come_after_open_minutes():
    steps = (
        Step("chief", Anchor.DUE, ("lead",), 60, (ClockKind.FIRST_RESPONSE,), (3,)),
        Step("end", Anchor.DUE, ("lead",), 0, (ClockKind.RESOLUTION,)),
    )
    policy = replace(POLICY, escalation=Escalation(steps, at_once=0))
    (chief,) = told(at(3.5), 3, policy=policy)
    assert (chief.meant, chief.at) == (at(0.5, days=1), at(0.5, days=1))
    assert told(at(), 4, policy=policy) == ()


def test_a_clock_that_does_not_run_tells_nothing():
    events = [Event(at(), EventKind.WORD, 3, "mastodon"), Event(at(1), EventKind.WAITING)]
    still = clocks(events, POLICY, at(2)).latest(ClockKind.RESOLUTION)
    assert (notices(still, POLICY, ROLES, ALWAYS), warns_at(still, POLICY)) == ((), None)
    events[1] = Event(at(1), EventKind.CLOSED)
    done = clocks(events, POLICY, at(2)).latest(ClockKind.RESOLUTION)
    assert (notices(done, POLICY, ROLES, ALWAYS), warns_at(done, POLICY)) == ((), None)


@given(
    st.integers(0, 20_000),
    st.integers(1, 5),
    st.lists(st.tuples(st.integers(1, 3), st.integers(0, 400), st.integers(1, 60)), max_size=8),
)
def test_told_are_only_those_on_duty_and_in_hours_unless_urgent(minute, priority, shifts):
    people = roster(Stretch(who, at(start), at(start + long)) for who, start, long in shifts)
    clock = first_response(at() + timedelta(minutes=minute), priority)
    for one in notices(clock, POLICY, ROLES, people):
        assert one.meant <= one.at
        assert (one.person is None) == (one.when == When.NOBODY)
        if one.person is not None:
            assert people.is_on_duty(one.person, one.at)
            assert one.person in ROLES[one.role]
        assert is_open(OFFICE, one.at) or priority == 1
        assert priority > 1 or one.at == one.meant
    calendar = POLICY.calendars[clock.calendar]
    warned = between(calendar, warns_at(clock, POLICY), clock.due)
    assert warned == timedelta(minutes=max(clock.minutes / 4, 10))
