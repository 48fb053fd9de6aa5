"""The stretches of a year in which a zone's wall clock keeps the same distance from UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = 86_400
# No zone has changed twice within six days since 1970; a test compares all zones with hourly looks.
_LOOK = DAY

Stretch = tuple[int, int, int]


def year_start(year: int) -> int:
    """Seconds since 1970 at which a year begins in UTC."""
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp())


@lru_cache(maxsize=1_024)
def stretches(zone: str, year: int) -> tuple[Stretch, ...]:
    """(from, until, seconds ahead of UTC), in seconds since 1970, that fill a year of UTC."""
    clock = ZoneInfo(zone)
    start, end = year_start(year), year_start(year + 1)
    since, ahead = start, _ahead(clock, start)
    found: list[Stretch] = []
    for before in range(start, end, _LOOK):
        # The last second of the year is looked at, the first of the next one is not ours.
        after = min(before + _LOOK, end - 1)
        then = _ahead(clock, after)
        if then != ahead:
            change = _change(clock, before, after)
            found.append((since, change, ahead))
            since, ahead = change, then
    return (*found, (since, end, ahead))


def _change(clock: ZoneInfo, before: int, after: int) -> int:
    """The first second of what holds at `after`, where it does not hold at `before`."""
    then = _ahead(clock, after)
    while after - before > 1:
        middle = (before + after) // 2
        if _ahead(clock, middle) == then:
            after = middle
        else:
            before = middle
    return after


def _ahead(clock: ZoneInfo, at: int) -> int:
    offset = datetime.fromtimestamp(at, clock).utcoffset()
    assert offset is not None  # a ZoneInfo always knows
    return int(offset.total_seconds())
