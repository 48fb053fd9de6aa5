"""Open time: when an office is open, and what that makes of a promise in minutes."""

from firebell.core.desk.hours.calendar import (
    ALL_DAY,
    OfficeCalendar,
    Span,
    around_the_clock,
)
from firebell.core.desk.hours.open_time import (
    HORIZON,
    NeverOpenError,
    add,
    add_time,
    between,
    is_open,
    next_open,
    pieces,
    subtract_time,
)
from firebell.core.desk.hours.reading import from_json, to_json

__all__ = [
    "ALL_DAY",
    "HORIZON",
    "NeverOpenError",
    "OfficeCalendar",
    "Span",
    "add",
    "add_time",
    "around_the_clock",
    "between",
    "from_json",
    "is_open",
    "next_open",
    "pieces",
    "subtract_time",
    "to_json",
]
