"""Who is to be told of a clock, and when: before it is breached, when it is, and after.

A step of the policy has its moment by the clock. Told is the first of its roles that has somebody
on duty then. In the quiet hours nobody is told unless the priority says so: the notice waits until
they are over. Where nobody is on duty it waits for the first who comes; one that may not wait goes
to nobody in particular, which whoever sends it must make heard.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from firebell.core.desk.clocks.clock import Clock, Code
from firebell.core.desk.clocks.policy import Anchor, ClockKind, Policy, Step
from firebell.core.desk.hours import OfficeCalendar, add, next_open, subtract_time
from firebell.core.desk.roster import Roster

_SETS_DUE = (Code.STARTED, Code.SOONER, Code.LATER, Code.RESUMED, Code.REOPENED)


class When(StrEnum):
    ON_TIME = "on_time"
    AFTER_QUIET = "after_quiet"  # it waits for the hours in which people may be told
    FIRST_ON_DUTY = "first_on_duty"  # nobody was there: it waits for the first who comes
    NOBODY = "nobody"  # nobody is there, and it may not wait or nobody ever comes


@dataclass(frozen=True, slots=True)
class Notice:
    """`meant` is the step's own moment, `at` when it is told. (clock, round, step) names it."""

    clock: ClockKind
    round: int
    step: str
    anchor: Anchor
    meant: datetime
    at: datetime
    person: int | None
    role: str
    when: When


def warns_at(clock: Clock, policy: Policy) -> datetime | None:
    """When people are warned that a running clock will be breached; None if it does not run.

    Counted back from the due time in open time, and no earlier than what set that.
    """
    if clock.due is None or not clock.live:
        return None
    share = clock.minutes * (1 - policy.warn.share)
    left = timedelta(minutes=min(clock.minutes, max(share, policy.warn.minutes)))
    back = subtract_time(policy.calendars[clock.calendar], clock.due, left)
    set_at = [turn.at for turn in clock.turns if turn.code in _SETS_DUE]
    return min(clock.due, max(back, *set_at))


def notices(
    clock: Clock,
    policy: Policy,
    roles: Mapping[str, Sequence[int]],
    roster: Roster,
) -> tuple[Notice, ...]:
    """What is to be told of a running clock as it stands, in order of time.

    `roles`: the people of each role that a step may name, whom to prefer first; the case's owner
    stands under `owner`. A clock that stands still or is stopped tells nothing.
    """
    if clock.due is None or not clock.live:
        return ()
    priority = clock.chosen.priority
    steps = [one for one in policy.escalation.steps if one.speaks_of(clock.kind, priority)]
    found = [_notice(clock, step, policy, roles, roster) for step in steps]
    return tuple(sorted(found, key=lambda one: one.at))


def _notice(
    clock: Clock,
    step: Step,
    policy: Policy,
    roles: Mapping[str, Sequence[int]],
    roster: Roster,
) -> Notice:
    meant = _moment(clock, step, policy)
    escalation = policy.escalation
    people = [(role, person) for role in step.tell for person in roles.get(role, ())]
    if clock.chosen.priority <= escalation.at_once:
        at, when, told = meant, When.ON_TIME, _there(people, roster, meant)
    else:
        hours = policy.calendars[escalation.hours] if escalation.hours else None
        at, when, told = _patient(people, roster, hours, meant)
    role, person = told or ("", None)
    said = when if told else When.NOBODY
    return Notice(clock.kind, clock.round, step.name, step.anchor, meant, at, person, role, said)


def _moment(clock: Clock, step: Step, policy: Policy) -> datetime:
    assert clock.due is not None  # looked at by whoever asks
    start = clock.due
    if step.anchor == Anchor.WARNING:
        start = warns_at(clock, policy) or start
    return add(policy.calendars[clock.calendar], start, step.after)


def _patient(
    people: Sequence[tuple[str, int]],
    roster: Roster,
    hours: OfficeCalendar | None,
    meant: datetime,
) -> tuple[datetime, When, tuple[str, int] | None]:
    at = next_open(hours, meant) if hours else meant
    when = When.ON_TIME if at == meant else When.AFTER_QUIET
    told = _there(people, roster, at)
    if told is None:
        coming = min(_comings(people, roster, hours, at), default=None)
        if coming is not None:
            at, when, told = coming, When.FIRST_ON_DUTY, _there(people, roster, coming)
    return at, when, told


def _there(
    people: Sequence[tuple[str, int]], roster: Roster, at: datetime
) -> tuple[str, int] | None:
    return next((one for one in people if roster.is_on_duty(one[1], at)), None)


def _comings(
    people: Iterable[tuple[str, int]],
    roster: Roster,
    hours: OfficeCalendar | None,
    at: datetime,
) -> Iterator[datetime]:
    """When each person is first on duty in hours in which they may be told."""
    for _role, person in people:
        for since, until in roster.from_then_on(person, at):
            told = next_open(hours, since) if hours else since
            if told < until:
                yield told
                break
