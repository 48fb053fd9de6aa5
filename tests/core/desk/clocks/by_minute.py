"""A slow, obvious reference for the clocks of a case: walk through every minute.

Everything happens on whole minutes. A minute of open time in which a clock runs uses it up; a clock
is due when nothing is left.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from firebell.core.desk.clocks import ClockKind, EventKind, Policy
from tests.core.desk.hours.by_minute import ByMinute

MINUTE = timedelta(minutes=1)
RESPONSES = (ClockKind.FIRST_RESPONSE, ClockKind.NEXT_RESPONSE)


@dataclass
class SlowClock:
    kind: ClockKind
    started: datetime
    chosen: tuple[int, str]
    calendar: str
    due: datetime | None
    left: int = 0
    stopped: datetime | None = None
    dropped: bool = False
    breached_at: datetime | None = None
    frozen: bool = False
    wanted: tuple[int, str] | None = None  # a change that waits until it goes on
    ran: list[datetime] = field(default_factory=list)


class SlowCase:
    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.calendars = {name: ByMinute(one) for name, one in policy.calendars.items()}
        self.clocks: list[SlowClock] = []
        self.chosen = (0, "")
        self.unanswered = self.answered = self.waiting = False
        self.closed_at: datetime | None = None

    def run(self, events, now: datetime) -> list[SlowClock]:
        at = events[0].at
        while at <= now:
            for clock in self.clocks:
                if not clock.stopped and clock.due and clock.due < at:
                    clock.breached_at = clock.breached_at or clock.due
            for event in events:
                if event.at == at:
                    self.happen(event)
            for clock in self.clocks:
                if not clock.stopped and not clock.frozen:
                    clock.ran.append(at)
            at += MINUTE
        return self.clocks

    def happen(self, event) -> None:
        was = self.chosen
        self.chosen = (event.priority or was[0], event.channel or was[1])
        if was != self.chosen:
            for clock in self.clocks:
                if not clock.stopped:
                    self.change(clock, event.at)
        what = {EventKind.WAITING: self.wait}.get(event.kind) or getattr(self, event.kind)
        what(event)

    def word(self, event) -> None:
        self.resumed(event)
        self.reopened(event)
        if not self.unanswered:
            self.unanswered = True
            self.begin(RESPONSES[self.answered], event.at)

    def answer(self, event) -> None:
        self.end(RESPONSES, event.at)
        self.unanswered, self.answered = False, True

    def automatic(self, event) -> None:
        pass

    def changed(self, event) -> None:
        pass

    def wait(self, event) -> None:
        if self.closed_at:
            return
        self.waiting = True
        for clock in self.clocks:
            if not clock.stopped and not clock.frozen and clock.kind in self.policy.freezes:
                clock.frozen = True
                if not clock.breached_at:
                    clock.left = self.count(clock.calendar, event.at, clock.due)
                    clock.due = None

    def resumed(self, event) -> None:
        self.waiting = False
        for clock in self.clocks:
            if not clock.stopped and clock.frozen:
                self.go_on(clock, event.at)
                if clock.wanted:
                    self.change(clock, event.at)

    def closed(self, event) -> None:
        if self.closed_at:
            return
        for clock in self.clocks:
            clock.dropped = clock.dropped or (not clock.stopped and clock.kind in RESPONSES)
        self.end(tuple(ClockKind), event.at)
        self.closed_at, self.unanswered, self.waiting = event.at, False, False

    def reopened(self, event) -> None:
        closed_at, self.closed_at = self.closed_at, None
        mine = [clock for clock in self.clocks if clock.kind == ClockKind.RESOLUTION]
        if mine and not mine[-1].stopped:
            return
        if mine and closed_at and event.at - closed_at <= self.policy.reopen_within:
            clock = mine[-1]
            if clock.due and not clock.breached_at:
                clock.left = self.count(clock.calendar, clock.stopped, clock.due)
            clock.stopped = None
            self.go_on(clock, event.at)
            self.change(clock, event.at)
        else:
            self.begin(ClockKind.RESOLUTION, event.at)

    def begin(self, kind: ClockKind, at: datetime) -> None:
        rule = self.policy.rule(kind, *self.chosen)
        due = self.walk(rule.calendar, at, rule.minutes)
        self.clocks.append(SlowClock(kind, at, self.chosen, rule.calendar, due))

    def end(self, kinds, at: datetime) -> None:
        for clock in self.clocks:
            if clock.kind in kinds and not clock.stopped:
                clock.stopped, clock.frozen, clock.wanted = at, False, None

    def go_on(self, clock: SlowClock, at: datetime) -> None:
        clock.frozen = False
        if not clock.breached_at:
            clock.due = self.walk(clock.calendar, at, clock.left)

    def change(self, clock: SlowClock, at: datetime) -> None:
        if clock.frozen:
            clock.wanted = self.chosen
            return
        clock.wanted = None
        if clock.chosen == self.chosen:
            return
        clock.chosen = self.chosen
        rule = self.policy.rule(clock.kind, *self.chosen)
        if clock.breached_at or rule is None:
            return
        used = sum(self.calendars[rule.calendar].is_open(minute) for minute in clock.ran)
        from_start = self.walk(rule.calendar, at, max(0, rule.minutes - used))
        from_change = self.walk(rule.calendar, at, rule.minutes)
        due = from_start if from_start > clock.due else min(clock.due, from_change)
        if due != clock.due:
            clock.due, clock.calendar = due, rule.calendar

    def count(self, calendar: str, since: datetime, until: datetime) -> int:
        return self.calendars[calendar].between(since, max(since, until)) // MINUTE

    def walk(self, calendar: str, start: datetime, minutes: int) -> datetime:
        found = self.calendars[calendar].add(start, minutes, start + timedelta(days=60))
        assert found is not None
        return found
