"""Who works when: early and late shifts, a thin weekend, two people a night, leave and illness."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from firebell.core.desk.hours import OfficeCalendar, Span
from firebell.core.desk.roster import Stretch, duties_by
from firebell.core.desk.routing import Person
from firebell.core.desk.simulation.scenario import CHANNELS, LANGUAGES, Scenario

NIGHT_SHARE, SENIOR_EVERY = 0.15, 5
SATURDAY, SUNDAY = 5, 6
CLOSED: tuple[tuple[Span, ...], ...] = ((),) * 7
EARLY, LATE, HALF_HOUR = 8 * 60, 12 * 60, 30


@dataclass(frozen=True, slots=True)
class Staff:
    """`planned`: duties less leave, known to the desk; `sick`: what it learns when it happens."""

    people: tuple[Person, ...]
    planned: tuple[Stretch, ...]
    sick: tuple[Stretch, ...]

    @property
    def leads(self) -> tuple[int, ...]:
        return tuple(one.id for one in self.people if one.senior)


def office(scenario: Scenario) -> OfficeCalendar:
    """The hours that ordinary promises are counted in."""
    weekday, saturday = (Span(8 * 60, 20 * 60),), (Span(10 * 60, 16 * 60),)
    exceptions = dict.fromkeys(scenario.holidays, ())
    return OfficeCalendar(scenario.zone, (weekday,) * 5 + (saturday, ()), exceptions)


def staff(scenario: Scenario, rng: random.Random) -> Staff:
    nights = max(2, round(scenario.agents * NIGHT_SHARE) // 2 * 2)
    people = tuple(
        _person(number, nights, scenario, rng) for number in range(1, scenario.agents + 1)
    )
    planned: list[Stretch] = []
    sick: list[Stretch] = []
    for one in people:
        days = (
            _night_days(one.id, nights, scenario)
            if one.id <= nights
            else _days(one.id, nights, scenario)
        )
        on_leave = _leave(scenario, rng)
        worked = {day: spans for day, spans in days.items() if day not in on_leave}
        calendar = OfficeCalendar(scenario.zone, CLOSED, worked)
        planned += duties_by(calendar, one.id, *bounds(scenario))
        sick += _sick(one.id, scenario, rng)
    return Staff(people, tuple(planned), tuple(sick))


def bounds(scenario: Scenario) -> tuple[datetime, datetime]:
    """The first moment of the month and the first after it, in UTC."""
    zone = ZoneInfo(scenario.zone)
    days = scenario.start, scenario.start + timedelta(days=scenario.days)
    first, after = (datetime.combine(day, time(), zone).astimezone(UTC) for day in days)
    return first, after


def _person(number: int, nights: int, scenario: Scenario, rng: random.Random) -> Person:
    """Whoever works alone at night can do everything; others have their languages and trades."""
    everything = number <= nights
    senior = everything or number % SENIOR_EVERY == 0
    trades = {"front", ("billing", "technology", "front")[number % 3]}
    languages = {"nb", *(one for one in LANGUAGES if one != "nb" and rng.random() < 0.6)}
    certified = {channel for channel in CHANNELS if rng.random() < 0.8}
    if senior:
        trades, languages, certified = (
            {"front", "billing", "technology", "safety"},
            set(LANGUAGES),
            set(CHANNELS),
        )
    skills = {"refunds", "invoice"} if "billing" in trades else {"login", "outage", "delivery"}
    return Person(
        number,
        scenario.desk,
        frozenset(languages),
        frozenset(skills),
        frozenset(certified),
        frozenset(trades),
        senior=senior,
    )


def _dates(scenario: Scenario) -> Iterator[tuple[int, date]]:
    return ((number, scenario.start + timedelta(days=number)) for number in range(scenario.days))


def _night_days(number: int, nights: int, scenario: Scenario) -> dict[date, tuple[Span, ...]]:
    """A pair each night from 20:00 to 8:00, in turns."""
    pairs, pair = nights // 2, (number - 1) // 2
    days: dict[date, tuple[Span, ...]] = {}
    for day, today in _dates(scenario):
        morning = (Span(0, 8 * 60),) if (day - 1) % pairs == pair else ()
        evening = (Span(20 * 60, 1_440),) if day % pairs == pair else ()
        days[today] = (*morning, *evening)
    return days


def _days(number: int, nights: int, scenario: Scenario) -> dict[date, tuple[Span, ...]]:
    """Early or late by the week, with a break; each fourth week a weekend, and a day off for it."""
    days: dict[date, tuple[Span, ...]] = {}
    for day, today in _dates(scenario):
        week = day // 7
        weekend = (number - nights) % 4 == week % 4
        thin = today.weekday() == SUNDAY or today in scenario.holidays
        if thin or today.weekday() == SATURDAY:
            days[today] = _weekend(number, nights, today, scenario) if weekend else ()
        elif weekend and today.weekday() == number % 5:
            days[today] = ()
        else:
            start = EARLY if (number + week) % 2 else LATE
            days[today] = _with_break(start, start + 8 * 60, number)
    return days


def _weekend(number: int, nights: int, today: date, scenario: Scenario) -> tuple[Span, ...]:
    """On Sundays and holidays half of the weekend's people, on Saturdays all."""
    long_day = (number - nights) // 4 % 2 == 0
    if long_day:
        return _with_break(8 * 60, 20 * 60, number)
    open_today = today.weekday() == SATURDAY and today not in scenario.holidays
    return _with_break(10 * 60, 16 * 60, number) if open_today else ()


def _with_break(since: int, until: int, number: int) -> tuple[Span, ...]:
    """Half an hour after about three hours, not everybody at once."""
    noon = since + 3 * 60 + (number % 5 - 2) * HALF_HOUR
    return Span(since, noon), Span(noon + HALF_HOUR, until)


def _leave(scenario: Scenario, rng: random.Random) -> frozenset[date]:
    first = rng.randrange(scenario.days)
    if rng.random() >= scenario.on_leave:
        return frozenset()
    return frozenset(scenario.start + timedelta(days=first + more) for more in range(7))


def _sick(person: int, scenario: Scenario, rng: random.Random) -> Iterator[Stretch]:
    """From some hour of a day, for one to four days."""
    first, after = bounds(scenario)
    for _ in range(2):
        if rng.random() < scenario.sick_spells * scenario.days / 31 / 2:
            since = first + (after - first) * rng.random()
            yield Stretch(person, since, since + timedelta(days=rng.randrange(1, 5)))
