"""Reckoning in open time: how much of it lies between two moments, and when so much has passed.

The open stretches of a year are worked out once for each calendar, with how much open time there
is up to the end of each. All else is a search in that list: a year ahead costs what a minute does.
Everything inside is whole microseconds since 1970 in UTC.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from firebell.core.desk.hours.calendar import OfficeCalendar
from firebell.core.desk.hours.zones import DAY, stretches, year_start

MICRO = timedelta(microseconds=1)
MINUTE = timedelta(minutes=1)
HORIZON = timedelta(days=366)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_ORDINAL = _EPOCH.toordinal()
_SECOND, _HORIZON = 1_000_000, HORIZON // MICRO


class NeverOpenError(ValueError):
    """No open moment in the 366 days after (or, looking back, before) `at`."""

    def __init__(self, calendar: OfficeCalendar, at: datetime) -> None:
        self.calendar, self.at = calendar, at
        super().__init__(
            f"the calendar has no open time within {HORIZON.days} days of {at:%Y-%m-%d %H:%M} UTC"
        )


@dataclass(frozen=True, slots=True)
class Year:
    """Open stretches in order, and the open time up to the end of each."""

    starts: list[int]
    ends: list[int]
    passed: list[int]

    @property
    def total(self) -> int:
        return self.passed[-1] if self.passed else 0

    def until(self, at: int) -> int:
        """Open time of this year before `at`."""
        index = bisect_right(self.starts, at) - 1
        if index < 0:
            return 0
        return self.passed[index] - max(0, self.ends[index] - at)


def add(calendar: OfficeCalendar, start: datetime, minutes: int) -> datetime:
    """The first moment by which `minutes` of open time have passed since `start`, in UTC.

    `start` itself for 0 minutes; the end of a span where they are used up with it, not the
    beginning of the next. Raises NeverOpenError where the calendar is closed for more than 366 days
    on end before that, and ValueError for a negative number or a time without a zone.
    """
    return add_time(calendar, start, minutes * MINUTE)


def add_time(calendar: OfficeCalendar, start: datetime, length: timedelta) -> datetime:
    """`add` for any length of time."""
    at, need = _instant(start), length // MICRO
    if need < 0:
        raise ValueError("a length of open time cannot be negative")
    if not need:
        return start.astimezone(UTC)
    return _moment(_forward(calendar, start.astimezone(UTC).year, at, need))


def subtract_time(calendar: OfficeCalendar, end: datetime, length: timedelta) -> datetime:
    """The last moment from which `length` of open time passes until `end`, in UTC.

    Raises as `add` does.
    """
    at, need = _instant(end), length // MICRO
    if need < 0:
        raise ValueError("a length of open time cannot be negative")
    if not need:
        return end.astimezone(UTC)
    return _moment(_backward(calendar, end.astimezone(UTC).year, at, need))


def between(calendar: OfficeCalendar, since: datetime, until: datetime) -> timedelta:
    """The open time from `since` to `until`; ValueError if that is backwards, or without a zone."""
    at, then = _instant(since), _instant(until)
    if then < at:
        raise ValueError("open time is counted forwards")
    first, last = since.astimezone(UTC).year, until.astimezone(UTC).year
    whole = sum(_year(calendar, year).total for year in range(first, last))
    return (whole - _year(calendar, first).until(at) + _year(calendar, last).until(then)) * MICRO


def is_open(calendar: OfficeCalendar, at: datetime) -> bool:
    """Is the office open in the moment that begins with `at`?"""
    year, instant = _year(calendar, at.astimezone(UTC).year), _instant(at)
    index = bisect_right(year.starts, instant) - 1
    return index >= 0 and instant < year.ends[index]


def next_open(calendar: OfficeCalendar, at: datetime) -> datetime:
    """`at` if the office is open then, else when it next opens; raises NeverOpenError."""
    if is_open(calendar, at):
        return at.astimezone(UTC)
    return add_time(calendar, at, MICRO) - MICRO


def pieces(
    calendar: OfficeCalendar, since: datetime, until: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """The open stretches between two moments, in order and apart; they add up to `between`."""
    last: tuple[int, int] | None = None
    for start, end in _stretches(calendar, since, until):
        if last is not None and last[1] == start:  # over the end of a year
            last = last[0], end
            continue
        if last is not None:
            yield _moment(last[0]), _moment(last[1])
        last = start, end
    if last is not None:
        yield _moment(last[0]), _moment(last[1])


def _stretches(
    calendar: OfficeCalendar, since: datetime, until: datetime
) -> Iterator[tuple[int, int]]:
    at, then = _instant(since), _instant(until)
    for number in range(since.astimezone(UTC).year, until.astimezone(UTC).year + 1):
        year = _year(calendar, number)
        for index in range(bisect_right(year.ends, at), len(year.starts)):
            start, end = max(at, year.starts[index]), min(then, year.ends[index])
            if start >= end:
                return
            yield start, end


def _forward(calendar: OfficeCalendar, number: int, at: int, need: int) -> int:
    year, reached = _year(calendar, number), at
    need += year.until(at)
    while need > year.total:
        need -= year.total
        reached = max(reached, year.ends[-1]) if year.ends else reached
        number += 1
        _refuse_if_farther(calendar, reached, year_start(number) * _SECOND)
        year = _year(calendar, number)
        if year.starts:
            _refuse_if_farther(calendar, reached, year.starts[0])
    index = bisect_left(year.passed, need)
    return year.ends[index] - (year.passed[index] - need)


def _backward(calendar: OfficeCalendar, number: int, at: int, need: int) -> int:
    year, reached = _year(calendar, number), at
    need -= year.until(at)
    while need > 0:
        reached = min(reached, year.starts[0]) if year.starts else reached
        _refuse_if_farther(calendar, reached, year_start(number) * _SECOND)
        number -= 1
        year = _year(calendar, number)
        if year.ends:
            _refuse_if_farther(calendar, reached, year.ends[-1])
        need -= year.total
    # So much of this year is left over before the moment; it lies within the stretch that holds it.
    index = bisect_right(year.passed, -need)
    return year.ends[index] - (year.passed[index] + need)


def _refuse_if_farther(calendar: OfficeCalendar, reached: int, other: int) -> None:
    if abs(other - reached) > _HORIZON:
        raise NeverOpenError(calendar, _moment(reached))


def _year(calendar: OfficeCalendar, number: int) -> Year:
    found = calendar._years.get(number)
    if found is None:
        found = calendar._years[number] = _worked_out(calendar, number)
    return found


def _worked_out(calendar: OfficeCalendar, number: int) -> Year:
    starts: list[int] = []
    ends: list[int] = []
    for since, until in _open_seconds(calendar, number):
        if ends and ends[-1] == since * _SECOND:
            ends[-1] = until * _SECOND
        else:
            starts.append(since * _SECOND)
            ends.append(until * _SECOND)
    passed, total = [], 0
    for start, end in zip(starts, ends, strict=True):
        total += end - start
        passed.append(total)
    return Year(starts, ends, passed)


def _open_seconds(calendar: OfficeCalendar, number: int) -> Iterator[tuple[int, int]]:
    """While the wall keeps its distance from UTC, the spans of its days are spans of UTC."""
    for since, until, ahead in stretches(calendar.zone, number):
        for day in range((since + ahead) // DAY, (until + ahead - 1) // DAY + 1):
            for span in calendar.spans_of(date.fromordinal(_EPOCH_ORDINAL + day)):
                start = max(day * DAY + span.since * 60 - ahead, since)
                end = min(day * DAY + span.until * 60 - ahead, until)
                if start < end:
                    yield start, end


def _instant(at: datetime) -> int:
    if at.utcoffset() is None:
        raise ValueError("a time without a zone is no moment")
    return (at - _EPOCH) // MICRO


def _moment(instant: int) -> datetime:
    return _EPOCH + instant * MICRO
