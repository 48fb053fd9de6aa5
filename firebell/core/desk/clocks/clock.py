"""One clock: a due time that stands still, goes on, is moved, and is kept or breached.

- **It runs** by the open time of the calendar that its rule names. It is breached when its due time
  is past and it was not stopped by then; stopped in the very moment it is kept. A breach is never
  taken back.
- **It stands still** with what is left of its open time, and goes on with that.
- **Another priority or channel** moves it. Where the new rule, counted from the clock's start,
  would be due later than before, it is due then. Otherwise it is due when the new rule, counted
  from the change, is due, but no later than before. So nobody breaches a promise before it is
  given, and nobody gains time by raising a priority. While it stands still the change waits until
  it goes on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from firebell.core.desk.clocks.policy import ClockKind, Policy, Rule
from firebell.core.desk.hours import add, add_time, between

NOTHING = timedelta(0)


class Standing(StrEnum):
    RUNNING = "running"
    FROZEN = "frozen"
    STOPPED = "stopped"  # what was promised was done, in time or not
    DROPPED = (
        "dropped"  # it is no longer called for: settled without an answer, no promise any more
    )


class Code(StrEnum):
    STARTED = "started"
    SOONER = "sooner"  # changed, and due sooner
    LATER = "later"
    KEPT = "kept"  # changed, and due as before
    FROZEN = "frozen"
    RESUMED = "resumed"
    BREACHED = "breached"
    STOPPED = "stopped"
    DROPPED = "dropped"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that gave a clock its value, with the value that it gave.

    `minutes` of `calendar` are what holds; `priority` and `channel` stand where they chose it;
    `left` is open time where the clock stands still, `used` what had passed where it ended.
    """

    code: Code
    at: datetime
    minutes: int
    calendar: str
    due: datetime | None = None
    priority: int | None = None
    channel: str | None = None
    left: timedelta | None = None
    used: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A rule, and the priority and channel that chose it."""

    rule: Rule
    priority: int
    channel: str


@dataclass(frozen=True, slots=True)
class Clock:
    """`round` counts the clocks of a kind in a case from 1. `chosen` is the rule that holds,
    `minutes` and `calendar` are those that the due time came from. `due` is None while it stands
    still; then `left` is open time of `calendar`. `frozen`: since and until when, None if it still
    is."""

    kind: ClockKind
    round: int
    started: datetime
    chosen: Chosen
    minutes: int
    calendar: str
    due: datetime | None
    standing: Standing = Standing.RUNNING
    left: timedelta | None = None
    stopped: datetime | None = None
    breached_at: datetime | None = None
    frozen: tuple[tuple[datetime, datetime | None], ...] = ()
    waiting_change: Chosen | None = None
    turns: tuple[Turn, ...] = ()

    @property
    def breached(self) -> bool:
        return self.breached_at is not None

    @property
    def live(self) -> bool:
        """Is something still promised by it?"""
        return self.standing in (Standing.RUNNING, Standing.FROZEN)


def start(kind: ClockKind, number: int, at: datetime, chosen: Chosen, policy: Policy) -> Clock:
    rule = chosen.rule
    due = add(policy.calendars[rule.calendar], at, rule.minutes)
    fresh = Clock(kind, number, at, chosen, rule.minutes, rule.calendar, due)
    return _turned(fresh, Code.STARTED, at, chose=True)


def look(clock: Clock, at: datetime) -> Clock:
    """The same clock, breached if its due time is past by then."""
    if clock.standing != Standing.RUNNING or clock.breached:
        return clock
    if clock.due is None or at <= clock.due:
        return clock
    return _turned(replace(clock, breached_at=clock.due), Code.BREACHED, clock.due)


def freeze(clock: Clock, at: datetime, policy: Policy) -> Clock:
    if clock.standing != Standing.RUNNING:
        return clock
    still = replace(clock, standing=Standing.FROZEN, frozen=(*clock.frozen, (at, None)))
    if not clock.breached:
        still = replace(still, due=None, left=_left(clock, at, policy))
    return _turned(still, Code.FROZEN, at)


def resume(clock: Clock, at: datetime, policy: Policy) -> Clock:
    if clock.standing != Standing.FROZEN:
        return clock
    going = _going_on(clock, at, policy, Code.RESUMED)
    waiting = clock.waiting_change
    return change(going, at, waiting, policy) if waiting else going


def change(clock: Clock, at: datetime, chosen: Chosen, policy: Policy) -> Clock:
    """What another rule makes of a clock; see the module."""
    if clock.standing == Standing.FROZEN:
        return replace(clock, waiting_change=chosen)
    was = clock.due
    if was is None or chosen == clock.chosen:
        return clock
    clock = replace(clock, chosen=chosen)
    due = was if clock.breached else _due_by(clock, at, policy, was)
    if due == was:
        return _turned(clock, Code.KEPT, at, chose=True)
    rule = chosen.rule
    moved = replace(clock, due=due, minutes=rule.minutes, calendar=rule.calendar)
    return _turned(moved, Code.LATER if due > was else Code.SOONER, at, chose=True)


def _due_by(clock: Clock, at: datetime, policy: Policy, was: datetime) -> datetime:
    """When a running clock is due by the rule that is chosen since `at`."""
    rule = clock.chosen.rule
    calendar, minutes = policy.calendars[rule.calendar], timedelta(minutes=rule.minutes)
    left = minutes - used(clock, at, policy, rule.calendar)
    from_start = add_time(calendar, at, max(left, NOTHING))
    return from_start if from_start > was else min(was, add_time(calendar, at, minutes))


def stop(clock: Clock, at: datetime, policy: Policy, code: Code = Code.STOPPED) -> Clock:
    """Ended: what was promised is done, or (`Code.DROPPED`) no longer called for."""
    if not clock.live:
        return clock
    frozen = _thawed(clock, at)
    standing = Standing.DROPPED if code == Code.DROPPED else Standing.STOPPED
    ended = replace(clock, stopped=at, standing=standing, frozen=frozen, waiting_change=None)
    return _turned(ended, code, at, passed=used(ended, at, policy, clock.calendar))


def reopen(clock: Clock, at: datetime, policy: Policy) -> Clock:
    """A clock that was stopped goes on from where it stood, as if it had stood still since."""
    assert clock.stopped is not None  # only what was stopped is opened again
    left = clock.left
    if left is None and not clock.breached:
        left = _left(clock, clock.stopped, policy)
    still = replace(clock, left=left, frozen=(*clock.frozen, (clock.stopped, None)), stopped=None)
    return _going_on(still, at, policy, Code.REOPENED)


def used(clock: Clock, at: datetime, policy: Policy, calendar: str) -> timedelta:
    """Open time of a calendar from a clock's start until `at`, without what it stood still."""
    hours = policy.calendars[calendar]
    total = between(hours, clock.started, at)
    for since, until in clock.frozen:
        total -= between(hours, min(since, at), min(until or at, at))
    return total


def _left(clock: Clock, at: datetime, policy: Policy) -> timedelta:
    assert clock.due is not None  # it runs, or ran until now
    return between(policy.calendars[clock.calendar], at, max(at, clock.due))


def _going_on(clock: Clock, at: datetime, policy: Policy, code: Code) -> Clock:
    due = clock.due
    if not clock.breached:
        assert clock.left is not None  # it stood still before it was due
        due = add_time(policy.calendars[clock.calendar], at, clock.left)
    going = replace(
        clock,
        standing=Standing.RUNNING,
        due=due,
        left=None,
        frozen=_thawed(clock, at),
        waiting_change=None,
    )
    return _turned(going, code, at)


def _thawed(clock: Clock, at: datetime) -> tuple[tuple[datetime, datetime | None], ...]:
    return tuple((since, until or at) for since, until in clock.frozen)


def _turned(
    clock: Clock,
    code: Code,
    at: datetime,
    *,
    chose: bool = False,
    passed: timedelta | None = None,
) -> Clock:
    turn = Turn(
        code,
        at,
        clock.minutes,
        clock.calendar,
        clock.due,
        clock.chosen.priority if chose else None,
        clock.chosen.channel if chose else None,
        clock.left,
        passed,
    )
    return replace(clock, turns=(*clock.turns, turn))
