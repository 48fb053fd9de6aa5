"""Calendars as they are stored and typed: plain data, with what is wrong in it named by its place.

    {"zone": "Europe/Oslo",
     "week": {"mon": ["09:00-12:00", "13:00-17:00"], "sat": ["10:00-14:00"]},
     "exceptions": {"2026-12-24": ["09:00-12:00"], "2026-12-25": []}}

Weekdays that are left out are closed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from firebell.core.desk.hours.calendar import (
    WEEKDAYS,
    CalendarError,
    OfficeCalendar,
    Span,
    Spans,
)

_SPAN = re.compile(r"(\d\d?):(\d\d)\s*[-–]\s*(\d\d?):(\d\d)")


def from_json(data: Any) -> OfficeCalendar:
    """The calendar that `to_json` wrote or a person typed; raises CalendarError."""
    given = _mapping("calendar", data)
    for key in given:
        if key not in ("zone", "week", "exceptions"):
            raise CalendarError(str(key), "unknown")
    if "zone" not in given:
        raise CalendarError("zone", "missing")
    week = _mapping("week", given.get("week", {}))
    for name in week:
        if name not in WEEKDAYS:
            raise CalendarError(f"week.{name}", "unknown")
    exceptions = _mapping("exceptions", given.get("exceptions", {}))
    return OfficeCalendar(
        str(given["zone"]),
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


def parse_span(place: str, text: str) -> Span:
    """`9:00-17:30` as a span; CalendarError names `place`.

    >>> parse_span("week.mon", "9:00-17:30")
    Span(since=540, until=1050)
    """
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        raise CalendarError(place, "span", text)
    hour, minute, to_hour, to_minute = map(int, found.groups())
    if max(minute, to_minute) > 59:
        raise CalendarError(place, "span", text)
    return Span(hour * 60 + minute, to_hour * 60 + to_minute)


def _spans(place: str, given: Any) -> Spans:
    if not isinstance(given, list | tuple):
        raise CalendarError(place, "span", given)
    return tuple(
        sorted(parse_span(f"{place}[{index}]", str(one)) for index, one in enumerate(given))
    )


def _date(text: Any) -> date:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        raise CalendarError(f"exceptions.{text}", "date", text) from None


def _mapping(place: str, given: Any) -> Mapping[Any, Any]:
    if not isinstance(given, Mapping):
        raise CalendarError(place, "missing", given)
    return given
