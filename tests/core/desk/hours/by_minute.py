"""A slow, obvious reference: look at the wall clock in every minute, and count.

And calendars at random, drawn where it hurts: nights on which clocks change, leap days, zones that
are half an hour or three quarters off, dates that a zone skipped, holidays, nights at work.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from firebell.core.desk.hours import OfficeCalendar, Span

MINUTE = timedelta(minutes=1)


class ByMinute:
    """One calendar, asked minute by minute. Every zone since 1973 is whole minutes off."""

    def __init__(self, calendar: OfficeCalendar) -> None:
        self.zone = ZoneInfo(calendar.zone)
        self.week, self.exceptions = calendar.week, calendar.exceptions

    def is_open(self, at: datetime) -> bool:
        wall = at.astimezone(self.zone)
        spans = self.exceptions.get(wall.date(), self.week[wall.weekday()])
        minute = wall.hour * 60 + wall.minute
        return any(span.since <= minute < span.until for span in spans)

    def between(self, since: datetime, until: datetime) -> timedelta:
        total, at = timedelta(), since
        while at < until:
            then = min(_next_minute(at), until)
            if self.is_open(at):
                total += then - at
            at = then
        return total

    def add(self, start: datetime, minutes: int, give_up: datetime) -> datetime | None:
        """None where not enough open time comes before `give_up`."""
        left, at = minutes * MINUTE, start
        while left:
            if at >= give_up:
                return None
            then = _next_minute(at)
            if self.is_open(at):
                if left <= then - at:
                    return at + left
                left -= then - at
            at = then
        return at


def _next_minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0) + MINUTE


# What is known to be awkward, and when it is.
AWKWARD = {
    "Europe/Oslo": [(2024, 3, 31), (2024, 10, 27), (2027, 3, 28)],
    "Europe/Dublin": [(2025, 3, 30), (2025, 10, 26)],  # winter is the one with daylight "saving"
    "America/New_York": [(2024, 3, 10), (2024, 11, 3), (2006, 10, 29)],
    "America/St_Johns": [(2006, 4, 2), (2010, 11, 7)],  # at one minute past midnight
    "America/Havana": [(2024, 3, 10), (2024, 11, 3)],  # at midnight
    "America/Santiago": [(2024, 4, 6), (2024, 9, 7)],  # at midnight, in the south
    "America/Sao_Paulo": [(2018, 11, 4), (2019, 2, 17)],
    "America/Asuncion": [(2024, 3, 24), (2024, 10, 5)],
    "Africa/Casablanca": [(2024, 3, 10), (2024, 4, 14)],  # back for Ramadan
    "Africa/Cairo": [(2024, 4, 26), (2024, 10, 31), (2010, 8, 11), (2010, 9, 10)],
    "Africa/Monrovia": [(2024, 2, 29)],
    "Asia/Kathmandu": [(1986, 1, 1), (2024, 2, 29)],  # 45 minutes
    "Asia/Kolkata": [(2024, 2, 29), (2000, 2, 29)],  # 30 minutes
    "Asia/Pyongyang": [(2015, 8, 15), (2018, 5, 5)],
    "Asia/Tehran": [(2022, 3, 22), (2022, 9, 22)],
    "Asia/Gaza": [(2023, 4, 29), (2023, 10, 28)],
    "Asia/Amman": [(2022, 10, 28)],
    "Australia/Lord_Howe": [(2024, 4, 7), (2024, 10, 6), (1985, 3, 3)],  # by half an hour
    "Australia/Adelaide": [(2024, 4, 7), (2024, 10, 6)],
    "Australia/Eucla": [(2007, 3, 25), (2008, 10, 26)],  # 45 minutes, and daylight saving
    "Pacific/Auckland": [(2024, 4, 7), (2024, 9, 29)],
    "Pacific/Chatham": [(2024, 4, 7), (2024, 9, 29)],
    "Pacific/Apia": [(2011, 12, 30), (2012, 4, 1)],  # a day that never was
    "Pacific/Kwajalein": [(1993, 8, 21)],
    "Pacific/Kiritimati": [(1994, 12, 31)],
    "Pacific/Marquesas": [(2024, 2, 29)],
    "Antarctica/Troll": [(2024, 3, 31), (2024, 10, 27)],  # by two hours
    "Antarctica/Casey": [(2020, 10, 4), (2021, 3, 14)],  # by three
    "America/Caracas": [(2007, 12, 9), (2016, 5, 1)],
    "Etc/GMT+12": [(2024, 2, 29)],
    "UTC": [(2024, 2, 29), (2100, 2, 28), (2023, 12, 31), (2016, 12, 31)],
}
# Minutes of a day at which clocks like to change.
_HOURS_OF_CHANGE = (0, 1, 60, 90, 120, 150, 180, 240, 1_380, 1_440)


@dataclass(frozen=True)
class Drawn:
    calendar: OfficeCalendar
    near: datetime  # around which the calendar is awkward


def draw(rng: random.Random) -> Drawn:
    zone = rng.choice(list(AWKWARD))
    day = date(*rng.choice(AWKWARD[zone]))
    if rng.random() < 0.2:
        day = date(rng.randrange(1975, 2090), 1, 1) + timedelta(days=rng.randrange(365))
    week = _week(rng)
    exceptions = {
        day + timedelta(days=rng.randrange(-12, 12)): _spans(rng) for _ in range(rng.randrange(5))
    }
    near = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return Drawn(OfficeCalendar(zone, week, exceptions), near)


def _week(rng: random.Random) -> tuple[tuple[Span, ...], ...]:
    kind = rng.random()
    if kind < 0.1:
        return ((Span(0, 1_440),),) * 7
    if kind < 0.4:
        usual = _spans(rng)
        return (usual,) * 5 + (_spans(rng) if rng.random() < 0.3 else (),) * 2
    return tuple(_spans(rng) for _ in range(7))


def _spans(rng: random.Random) -> tuple[Span, ...]:
    """None, one or several; some touch, some end at midnight, some are a single minute."""
    edges = sorted({_edge(rng) for _ in range(2 * rng.choice((0, 1, 1, 2, 2, 3, 5)))})
    if len(edges) > 2 and rng.random() < 0.2:
        return tuple(Span(a, b) for a, b in pairwise(edges))
    return tuple(Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False))


def _edge(rng: random.Random) -> int:
    kind = rng.random()
    if kind < 0.4:
        return rng.choice(_HOURS_OF_CHANGE)
    return rng.randrange(97) * 15 if kind < 0.8 else rng.randrange(1_441)


def moment(rng: random.Random, near: datetime, days: float) -> datetime:
    """Within `days` of a moment; on the minute or not."""
    at = near + timedelta(minutes=rng.randrange(-int(days * 1_440), int(days * 1_440)))
    if rng.random() < 0.3:
        at += timedelta(seconds=rng.randrange(60), microseconds=rng.randrange(1_000_000))
    return at
