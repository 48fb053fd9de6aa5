"""Open time equals the slow reference on calendars at random.

The full run, whose figures stand in docs/explanation/clocks.md:
`FIREBELL_CALENDARS=100000 pytest -s tests/core/desk/hours/test_reference.py`.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from firebell.core.desk import hours
from firebell.core.desk.hours import NeverOpenError, OfficeCalendar
from tests.core.desk.hours.by_minute import ByMinute, draw, moment

CALENDARS = int(os.environ.get("FIREBELL_CALENDARS", "600"))
FIRST = int(os.environ.get("FIREBELL_FIRST_CALENDAR", "0"))
A_YEAR_EVERY = 400  # calendars; the reference needs a second for a year
MINUTE = timedelta(minutes=1)


def test_open_time_equals_the_reference():
    seen: Counter[str] = Counter()
    for seed in range(FIRST, FIRST + CALENDARS):
        _compare(seed, seen)
    print(dict(sorted(seen.items())))
    # A comparison that met nothing awkward would show nothing.
    assert all(seen[kind] > CALENDARS / 50 for kind in ("clocks changed", "leap day", "exception"))
    assert seen["added"] > CALENDARS / 2


def _compare(seed: int, seen: Counter[str]) -> None:
    rng = random.Random(seed)
    drawn = draw(rng)
    slow, days = ByMinute(drawn.calendar), 400.0 if seed % A_YEAR_EVERY == 7 else 2.0
    since, until = sorted(moment(rng, drawn.near, days / 2) for _ in range(2))
    assert hours.between(drawn.calendar, since, until) == slow.between(since, until), seed
    assert hours.is_open(drawn.calendar, since) == slow.is_open(since), seed
    seen["calendars"] += 1
    seen["minutes looked at"] += (until - since) // MINUTE
    seen.update(_awkward(drawn.calendar, since, until))
    _compare_adding(seed, rng, drawn.calendar, since, days, seen)


def _compare_adding(
    seed: int,
    rng: random.Random,
    calendar: OfficeCalendar,
    since: datetime,
    days: float,
    seen: Counter[str],
) -> None:
    slow = ByMinute(calendar)
    minutes = rng.choice((0, 1, 15, rng.randrange(300), rng.randrange(int(days * 600) + 1)))
    give_up = since + timedelta(days=days + 2)
    expected = slow.add(since, minutes, give_up)
    try:
        found = hours.add(calendar, since, minutes)
    except NeverOpenError:
        found = None
    if expected is None:
        # Whatever the answer is, it lies beyond what the reference had the patience to look at.
        assert found is None or found >= give_up, seed
        seen["beyond patience"] += 1
        return
    assert found == expected, seed
    seen["added"] += 1
    seen["minutes looked at"] += 2 * ((expected - since) // MINUTE)
    back = hours.subtract_time(calendar, expected, minutes * MINUTE)
    assert slow.between(back, expected) == minutes * MINUTE, seed
    # It is the last such moment: what follows it is open.
    assert not minutes or slow.is_open(back), seed


def _awkward(calendar: OfficeCalendar, since: datetime, until: datetime) -> list[str]:
    zone = ZoneInfo(calendar.zone)
    ahead = {at.astimezone(zone).utcoffset() for at in (since, until)}
    first, last = since.astimezone(zone).date(), until.astimezone(zone).date()
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [
        *(["clocks changed"] if len(ahead) > 1 else ()),
        *(["leap day"] if any((day.month, day.day) == (2, 29) for day in days) else ()),
        *(["exception"] if any(day in calendar.exceptions for day in days) else ()),
        *(["not whole hours off"] if any(one % timedelta(hours=1) for one in ahead) else ()),
        *(["over new year"] if first.year < last.year else ()),
        *(["around a year"] if until - since > timedelta(days=100) else ()),
        *(["clocks set back"] if _set_back(zone, since, until) else ()),
    ]


def _set_back(zone: ZoneInfo, since: datetime, until: datetime) -> bool:
    return since.astimezone(zone).utcoffset() > until.astimezone(zone).utcoffset()
