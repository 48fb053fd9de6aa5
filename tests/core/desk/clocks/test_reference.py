"""The clocks equal a walk through every minute, whatever happens to a case."""

from __future__ import annotations

import random
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.core.desk.clocks import ClockKind, Event, EventKind, Policy, Rule, clocks
from firebell.core.desk.clocks.clock import Standing
from firebell.core.desk.hours import ALL_DAY, OfficeCalendar
from tests.core.desk.clocks.by_minute import SlowCase
from tests.core.desk.hours.by_minute import draw

CHANNELS = ("mastodon", "email")
KINDS = (
    *(EventKind.WORD, EventKind.ANSWER, EventKind.WAITING, EventKind.RESUMED) * 2,
    *(EventKind.AUTOMATIC, EventKind.CLOSED, EventKind.REOPENED, EventKind.CHANGED),
)


def _policy(rng: random.Random, calendar: OfficeCalendar) -> Policy:
    # So that minutes are found within the reference's patience, every Wednesday is open.
    week = tuple(spans if day != 2 else ALL_DAY for day, spans in enumerate(calendar.week))
    calendars = {
        "office": OfficeCalendar(calendar.zone, week),
        "always": OfficeCalendar(calendar.zone, (ALL_DAY,) * 7),
    }
    rules = []
    for kind in ClockKind:
        minutes = sorted(rng.randrange(1, 1_500) for _ in range(5))
        for channels in (("email",), ()):
            rules += [
                Rule(
                    kind, most + 30 * bool(channels), rng.choice(list(calendars)), (one,), channels
                )
                for one, most in enumerate(minutes, 1)
            ]
    freezes = rng.choice([{ClockKind.RESOLUTION}, set(ClockKind), set()])
    within = timedelta(minutes=rng.choice([0, 300, 4_320]))
    return Policy(tuple(rules), calendars, frozenset(freezes), within)


def _events(rng: random.Random, at) -> list[Event]:
    events = [Event(at, EventKind.WORD, rng.randrange(1, 6), rng.choice(CHANNELS))]
    for _ in range(rng.randrange(9)):
        at += timedelta(minutes=rng.choice([0, 1, rng.randrange(60), rng.randrange(1_500)]))
        kind = rng.choice(KINDS)
        changes = kind == EventKind.CHANGED or rng.random() < 0.15
        priority = rng.randrange(1, 6) if changes else None
        channel = rng.choice(CHANNELS) if changes and rng.random() < 0.3 else None
        events.append(Event(at, kind, priority, channel))
    return events


def _told(clock) -> tuple:
    if isinstance(getattr(clock, "standing", None), Standing):
        ended = clock.standing in (Standing.STOPPED, Standing.DROPPED)
        left = clock.left // timedelta(minutes=1) if clock.left is not None else 0
        return (
            *(clock.kind, clock.started, clock.due, clock.stopped, clock.breached_at),
            *(clock.standing == Standing.DROPPED, clock.calendar, 0 if ended else left),
        )
    left = clock.left if clock.frozen and not clock.breached_at else 0
    return (
        *(clock.kind, clock.started, clock.due, clock.stopped, clock.breached_at),
        *(clock.dropped, clock.calendar, left),
    )


@settings(max_examples=150)
@given(st.integers(0, 10**9))
def test_the_clocks_equal_the_reference(seed):
    rng = random.Random(seed)
    drawn = draw(rng)
    policy, events = _policy(rng, drawn.calendar), _events(rng, drawn.near)
    now = events[-1].at + timedelta(minutes=rng.randrange(2_000))
    slow = SlowCase(policy).run(events, now)
    assert [_told(one) for one in clocks(events, policy, now).clocks] == [
        _told(one) for one in slow
    ]
