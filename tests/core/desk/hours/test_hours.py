"""What open time promises, case by case."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.desk import hours
from firebell.core.desk.given import SettingError
from firebell.core.desk.hours import (
    NeverOpenError,
    OfficeCalendar,
    Span,
    around_the_clock,
)
from firebell.core.desk.hours.zones import stretches, year_start
from tests.core.desk.hours.by_minute import draw

NINE_TO_FIVE = (Span(540, 720), Span(780, 1_020))  # with an hour for lunch
OFFICE = OfficeCalendar("Europe/Oslo", (NINE_TO_FIVE,) * 5 + ((), ()))
CLOSED: tuple[Span, ...] = ()


def oslo(*parts: int, fold: int = 0) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo("Europe/Oslo"), fold=fold)


def every_day(zone: str, *spans: Span) -> OfficeCalendar:
    return OfficeCalendar(zone, (spans,) * 7)


def open_on(calendar: OfficeCalendar, day: date) -> timedelta:
    there = ZoneInfo(calendar.zone)
    midnights = [
        datetime(one.year, one.month, one.day, tzinfo=there)
        for one in (day, day + timedelta(days=1))
    ]
    return hours.between(calendar, *midnights)


def test_lunch_and_the_weekend_do_not_count():
    friday = oslo(2026, 3, 6, 11, 30)
    assert hours.add(OFFICE, friday, 30) == oslo(2026, 3, 6, 12, 0)
    assert hours.add(OFFICE, friday, 31) == oslo(2026, 3, 6, 13, 1)
    assert hours.add(OFFICE, friday, 300) == oslo(2026, 3, 9, 9, 30)


def test_what_is_used_up_with_a_span_is_due_at_its_end_and_nothing_at_once():
    assert hours.add(OFFICE, oslo(2026, 3, 6, 16), 60) == oslo(2026, 3, 6, 17)
    saturday = oslo(2026, 3, 7, 12)
    assert hours.add(OFFICE, saturday, 0) == saturday
    assert hours.add(OFFICE, saturday, 1) == oslo(2026, 3, 9, 9, 1)


def test_back_from_the_end_is_the_last_moment_that_leaves_enough():
    monday = oslo(2026, 3, 9, 9, 30)
    assert hours.subtract_time(OFFICE, monday, timedelta(minutes=30)) == oslo(2026, 3, 9, 9)
    assert hours.subtract_time(OFFICE, monday, timedelta(minutes=31)) == oslo(2026, 3, 6, 16, 59)
    assert hours.subtract_time(OFFICE, monday, timedelta(0)) == monday


def test_a_holiday_is_closed_and_an_exception_has_its_own_spans():
    day = date(2026, 12, 24)
    calendar = OfficeCalendar(
        "Europe/Oslo", OFFICE.week, {day: (Span(540, 600),), date(2026, 12, 25): CLOSED}
    )
    assert open_on(calendar, day) == timedelta(hours=1)
    assert hours.add(calendar, oslo(2026, 12, 24, 9, 30), 60) == oslo(2026, 12, 28, 9, 30)


@pytest.mark.parametrize(
    ("zone", "day", "span", "minutes"),
    [
        ("Europe/Oslo", date(2026, 3, 29), Span(60, 240), 120),  # 02:00 becomes 03:00
        ("Europe/Oslo", date(2026, 3, 29), Span(120, 180), 0),  # wholly in the hour that is not
        ("Europe/Oslo", date(2026, 3, 29), Span(150, 210), 30),
        ("Europe/Oslo", date(2026, 10, 25), Span(60, 240), 240),  # 03:00 becomes 02:00
        ("Europe/Oslo", date(2026, 10, 25), Span(120, 180), 120),  # twice
        ("Europe/Oslo", date(2026, 3, 29), Span(0, 1_440), 23 * 60),
        ("Europe/Oslo", date(2026, 10, 25), Span(0, 1_440), 25 * 60),
        ("Australia/Lord_Howe", date(2026, 10, 4), Span(0, 1_440), 23 * 60 + 30),
        ("Australia/Lord_Howe", date(2026, 4, 5), Span(60, 180), 150),
        ("Antarctica/Troll", date(2024, 3, 31), Span(0, 1_440), 22 * 60),
        ("America/Havana", date(2024, 3, 10), Span(0, 60), 0),  # midnight itself is skipped
        ("Asia/Kathmandu", date(2024, 2, 29), Span(0, 1_440), 24 * 60),
    ],
)
def test_the_clock_on_the_wall_decides(zone, day, span, minutes):
    # Bounds in UTC that hold the whole local date, whose own midnight may not exist.
    calendar = OfficeCalendar(zone, (CLOSED,) * 7, {day: (span,)})
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    around = noon - timedelta(days=2), noon + timedelta(days=2)
    assert hours.between(calendar, *around) == timedelta(minutes=minutes)


def test_a_span_within_the_repeated_hour_comes_twice_with_a_break_between():
    calendar = OfficeCalendar("Europe/Oslo", (CLOSED,) * 7, {date(2026, 10, 25): (Span(120, 150),)})
    day = oslo(2026, 10, 25), oslo(2026, 10, 26)
    assert list(hours.pieces(calendar, *day)) == [
        (datetime(2026, 10, 25, 0, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (datetime(2026, 10, 25, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    ]


def test_a_date_that_a_zone_skipped_has_no_time():
    never = date(2011, 12, 30)
    calendar = OfficeCalendar("Pacific/Apia", (CLOSED,) * 7, {never: hours.ALL_DAY})
    around = datetime(2011, 12, 28, tzinfo=UTC), datetime(2012, 1, 2, tzinfo=UTC)
    assert hours.between(calendar, *around) == timedelta(0)


def test_a_night_shift_is_two_spans_that_join():
    nights = every_day("Europe/Oslo", Span(0, 360), Span(1_320, 1_440))
    evening = oslo(2026, 3, 6, 21)
    assert hours.add(nights, evening, 8 * 60) == oslo(2026, 3, 7, 6)
    assert list(hours.pieces(nights, evening, oslo(2026, 3, 7, 12))) == [
        (oslo(2026, 3, 6, 22), oslo(2026, 3, 7, 6))
    ]


def test_around_the_clock_is_the_wall_clock():
    start = datetime(2023, 12, 31, 23, 59, 30, 5, tzinfo=UTC)
    assert hours.add(around_the_clock(), start, 527_040) == start + timedelta(days=366)
    assert hours.is_open(around_the_clock("Pacific/Chatham"), start)


def test_the_next_opening():
    assert hours.next_open(OFFICE, oslo(2026, 3, 6, 12, 15)) == oslo(2026, 3, 6, 13)
    assert hours.next_open(OFFICE, oslo(2026, 3, 7)) == oslo(2026, 3, 9, 9)
    assert hours.next_open(OFFICE, oslo(2026, 3, 9, 10)) == oslo(2026, 3, 9, 10)


def test_a_calendar_that_never_opens_is_refused_with_what_is_wrong():
    never = every_day("UTC")
    for ask in (hours.add, lambda *given: hours.subtract_time(*given[:2], timedelta(minutes=1))):
        with pytest.raises(NeverOpenError, match="no open time within 366 days of 2026-03-06"):
            ask(never, datetime(2026, 3, 6, tzinfo=UTC), 1)
    assert hours.between(never, oslo(2026, 1, 1), oslo(2029, 1, 1)) == timedelta(0)


def test_366_days_on_end_are_waited_for_and_no_more():
    opens = date(2025, 6, 2)
    once = OfficeCalendar("UTC", (CLOSED,) * 7, {opens: (Span(0, 60),)})
    opening = datetime(2025, 6, 2, tzinfo=UTC)
    start = opening - timedelta(days=366)
    assert hours.add(once, start, 60) == opening + timedelta(hours=1)
    with pytest.raises(NeverOpenError):
        hours.add(once, start - timedelta(microseconds=1), 60)
    with pytest.raises(NeverOpenError):
        hours.add(once, start, 61)
    closing = opening + timedelta(hours=1)
    hour = timedelta(hours=1)
    assert hours.subtract_time(once, closing + timedelta(days=366), hour) == opening
    with pytest.raises(NeverOpenError):
        hours.subtract_time(once, closing + timedelta(days=366, microseconds=1), hour)


def test_a_moment_has_a_zone_and_time_goes_forwards():
    with pytest.raises(ValueError, match="without a zone"):
        hours.add(OFFICE, datetime(2026, 3, 6), 1)
    with pytest.raises(ValueError, match="negative"):
        hours.add(OFFICE, oslo(2026, 3, 6), -1)
    with pytest.raises(ValueError, match="forwards"):
        hours.between(OFFICE, oslo(2026, 3, 7), oslo(2026, 3, 6))


@given(st.randoms(use_true_random=False), st.integers(0, 20_000), st.integers(0, 20_000))
def test_to_add_is_to_add_up(rng, one, other):
    drawn = draw(rng)
    try:
        both = hours.add(drawn.calendar, drawn.near, one + other)
    except NeverOpenError:
        return
    middle = hours.add(drawn.calendar, drawn.near, one)
    assert hours.add(drawn.calendar, middle, other) == both
    assert drawn.near <= middle <= both
    assert hours.between(drawn.calendar, drawn.near, both) == timedelta(minutes=one + other)
    pieces = list(hours.pieces(drawn.calendar, drawn.near, both))
    assert sum((until - since for since, until in pieces), timedelta()) == timedelta(
        minutes=one + other
    )
    ends = [edge for piece in pieces for edge in piece]
    assert ends == sorted(set(ends))


# In 2000 and 2040 zones change twice within seven days.
@pytest.mark.parametrize("year", [1975, 2000, 2011, 2024, 2040])
def test_every_change_of_every_zone_is_found(year):
    """What the stretches say is compared with a look at every hour and at both ends."""
    for name in sorted(zoneinfo.available_timezones()):
        clock, found = ZoneInfo(name), stretches(name, year)
        assert (found[0][0], found[-1][1]) == (year_start(year), year_start(year + 1))
        assert all(one[1] == other[0] for one, other in pairwise(found))
        for since, until, ahead in found:
            looks = {since, until - 1, *range(since, until, 3_600 if len(found) > 2 else 36_000)}
            assert {_ahead(clock, at) for at in looks} == {ahead}, name


def _ahead(clock: ZoneInfo, at: int) -> int:
    return int(datetime.fromtimestamp(at, clock).utcoffset().total_seconds())


@given(st.randoms(use_true_random=False))
def test_a_calendar_survives_being_stored(rng):
    calendar = draw(rng).calendar
    assert hours.from_json(hours.to_json(calendar)) == calendar


@pytest.mark.parametrize(
    ("data", "place", "reason"),
    [
        ([], "", "mapping"),
        ({}, "zone", "missing"),
        ({"zone": "Oslo"}, "zone", "zone"),
        ({"zone": "../etc/passwd"}, "zone", "zone"),
        ({"zone": "UTC", "open": 1}, "open", "unknown"),
        ({"zone": "UTC", "week": {"monday": []}}, "week.monday", "unknown"),
        ({"zone": "UTC", "week": {"mon": "09:00-17:00"}}, "week.mon", "list"),
        ({"zone": 1}, "zone", "text"),
        ({"zone": "UTC", "week": {"mon": ["9-17"]}}, "week.mon[0]", "span"),
        ({"zone": "UTC", "week": {"mon": ["09:60-10:00"]}}, "week.mon[0]", "span"),
        ({"zone": "UTC", "week": {"mon": ["22:00-06:00"]}}, "week.mon", "span"),
        ({"zone": "UTC", "week": {"mon": ["22:00-24:01"]}}, "week.mon", "span"),
        ({"zone": "UTC", "week": {"mon": ["09:00-12:00", "11:00-13:00"]}}, "week.mon", "overlap"),
        ({"zone": "UTC", "exceptions": {"24.12.": []}}, "exceptions.24.12.", "date"),
        (
            {"zone": "UTC", "exceptions": {"2026-12-24": ["10:00-10:00"]}},
            "exceptions.2026-12-24",
            "span",
        ),
    ],
)
def test_what_is_wrong_is_named_by_its_place(data, place, reason):
    with pytest.raises(SettingError) as refused:
        hours.from_json(data)
    assert (refused.value.place, refused.value.reason) == (place, reason)
    assert str(refused.value).startswith(f"{place}: {reason}")


def test_a_week_has_seven_days():
    with pytest.raises(SettingError, match="week: days: 5"):
        OfficeCalendar("UTC", (NINE_TO_FIVE,) * 5)
