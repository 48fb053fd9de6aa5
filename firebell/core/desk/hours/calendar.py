"""When an office is open: several spans a day, other ones by date, on the clock of its own wall.

A moment is open if the office's wall clock, with the zone's daylight saving as it is at that
moment, shows a time within a span of the day. So nothing is ambiguous:

- A span 01:00-04:00 has two real hours on the night when 02:00 becomes 03:00 (the hour that the
  wall skips never comes), and four when 03:00 becomes 02:00 (the hour comes twice, open each time).
- A span that lies wholly in a skipped hour has no time on that day; one that lies wholly in a
  repeated hour comes twice, with whatever is closed between.
- A date that a zone skips altogether (Samoa, 30 December 2011) has no open time.

A span ends at 24:00 at the latest: a night shift is one span until 24:00 and one from 00:00.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from firebell.core.desk.given import SettingError

if TYPE_CHECKING:
    from firebell.core.desk.hours.open_time import Year

DAY_MINUTES = 1_440
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From the minute `since` of a day (0 to 1439) up to the minute `until` (1 to 1440), which is
    not in it.

    >>> str(Span(540, 1440))
    '09:00-24:00'
    """

    since: int
    until: int

    def __str__(self) -> str:
        return "-".join(
            f"{minute // 60:02}:{minute % 60:02}" for minute in (self.since, self.until)
        )


Spans = tuple[Span, ...]
ALL_DAY: Spans = (Span(0, DAY_MINUTES),)


@dataclass(frozen=True, slots=True)
class OfficeCalendar:
    """The spans of each weekday, Monday first, and of dates that differ; no span: closed.

    Raises SettingError for what cannot be; spans of a day are in order and do not overlap.
    """

    zone: str  # IANA name
    week: tuple[Spans, ...]
    exceptions: Mapping[date, Spans] = field(default_factory=dict, hash=False)
    # What `open_time` has worked out so far, by year.
    _years: dict[int, Year] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _check_zone(self.zone)
        if len(self.week) != len(WEEKDAYS):
            raise SettingError("week", "days", len(self.week))
        for name, spans in zip(WEEKDAYS, self.week, strict=True):
            _check_spans(f"week.{name}", spans)
        for day, spans in self.exceptions.items():
            _check_spans(f"exceptions.{day}", spans)

    def spans_of(self, day: date) -> Spans:
        """The spans by which the office is open on a date, in order."""
        found = self.exceptions.get(day)
        return self.week[day.weekday()] if found is None else found


def around_the_clock(zone: str = "UTC") -> OfficeCalendar:
    """Every minute of every day."""
    return OfficeCalendar(zone, (ALL_DAY,) * len(WEEKDAYS))


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (KeyError, OSError, ValueError):  # not there, a folder, not a name
        raise SettingError("zone", "zone", zone) from None


def _check_spans(place: str, spans: Spans) -> None:
    before = 0
    for span in spans:
        if not 0 <= span.since < span.until <= DAY_MINUTES:
            raise SettingError(place, "span", span)
        if span.since < before:
            raise SettingError(place, "overlap", span)
        before = span.until
