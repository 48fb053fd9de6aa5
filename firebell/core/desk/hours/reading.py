"""Calendars as they are stored and typed: plain data, with what is wrong in it named by its place.

    {"zone": "Europe/Oslo",
     "week": {"mon": ["09:00-12:00", "13:00-17:00"], "sat": ["10:00-14:00"]},
     "exceptions": {"2026-12-24": ["09:00-12:00"], "2026-12-25": []}}

Weekdays that are left out are closed.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from firebell.core.desk.given import SettingError, listing, mapping, needed, text
from firebell.core.desk.hours.calendar import WEEKDAYS, OfficeCalendar, Span, Spans

_SPAN = re.compile(r"(\d\d?):(\d\d)\s*[-–]\s*(\d\d?):(\d\d)")


def from_json(data: Any) -> OfficeCalendar:
    """The calendar that `to_json` wrote or a person typed; raises SettingError."""
    given = mapping("", data, ("zone", "week", "exceptions"))
    zone = text("zone", needed("", given, "zone"))
    week = mapping("week", given.get("week", {}), WEEKDAYS)
    exceptions = mapping("exceptions", given.get("exceptions", {}))
    return OfficeCalendar(
        zone,
        tuple(_spans(f"week.{name}", week.get(name, ())) for name in WEEKDAYS),
        {_date(day): _spans(f"exceptions.{day}", exceptions[day]) for day in sorted(exceptions)},
    )


def to_json(calendar: OfficeCalendar) -> dict[str, Any]:
    """Plain data that `from_json` reads back as the same calendar."""
    return {
        "zone": calendar.zone,
        "week": {
            name: [str(span) for span in spans]
            for name, spans in zip(WEEKDAYS, calendar.week, strict=True)
            if spans
        },
        "exceptions": {
            day.isoformat(): [str(span) for span in calendar.exceptions[day]]
            for day in sorted(calendar.exceptions)
        },
    }


def parse_span(place: str, typed: str) -> Span:
    """`9:00-17:30` as a span; SettingError names `place`.

    >>> parse_span("week.mon", "9:00-17:30")
    Span(since=540, until=1050)
    """
    found = _SPAN.fullmatch(typed)
    if found is None:
        raise SettingError(place, "span", typed)
    hour, minute, to_hour, to_minute = map(int, found.groups())
    if max(minute, to_minute) > 59:
        raise SettingError(place, "span", typed)
    return Span(hour * 60 + minute, to_hour * 60 + to_minute)


def _spans(place: str, given: Any) -> Spans:
    typed = [text(f"{place}[{at}]", one) for at, one in enumerate(listing(place, given))]
    return tuple(sorted(parse_span(f"{place}[{at}]", one) for at, one in enumerate(typed)))


def _date(day: str) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise SettingError(f"exceptions.{day}", "date", day) from None
