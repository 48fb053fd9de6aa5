"""Which hour of the week a moment is compared with: people's own clock and holidays.

Habits follow the clock on the wall, so an hour of the week is that of the time zone, through summer
and winter; and a holiday is kept like a Sunday.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

HOUR = 3_600
_SUNDAY = 3  # days after the Thursday that hours of the week are counted from, as 1970 began


@dataclass(frozen=True)
class Calendar:
    """Hours of the week, 0 to 167, from Thursday midnight on.

    >>> from datetime import timezone
    >>> berlin = Calendar("Europe/Berlin", frozenset({date(2026, 12, 25)}))
    >>> noon = [datetime(2026, month, day, 12, tzinfo=ZoneInfo("Europe/Berlin")).timestamp()
    ...         for month, day in ((7, 2), (12, 3), (12, 25))]
    >>> [berlin.hour_of(int(at)) for at in noon]
    [12, 12, 84]
    """

    zone: str = "UTC"
    holidays: Collection[date] = field(default_factory=frozenset)

    def hour_of(self, start: int) -> int:
        """The hour of the week in which a moment lies, seconds since 1970."""
        return _hour_of(self.zone, frozenset(self.holidays), start // HOUR)


@lru_cache(maxsize=100_000)
def _hour_of(zone: str, holidays: frozenset[date], hours: int) -> int:
    # Zones that are half an hour off change hours in the middle of ours: the middle decides.
    middle = datetime.fromtimestamp(hours * HOUR, UTC) + timedelta(minutes=29)
    there = middle.astimezone(ZoneInfo(zone))
    day = _SUNDAY if there.date() in holidays else (there.date() - date(1970, 1, 1)).days % 7
    return day * 24 + there.hour
