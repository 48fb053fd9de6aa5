"""Who is on duty when: spans of duty, less absences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from firebell.core.desk.hours import OfficeCalendar, pieces

EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time of one person, from `since` up to `until`; without an end until further notice."""

    person: int
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """For each person the times on duty, in order and apart; see `roster`."""

    times: Mapping[int, tuple[tuple[datetime, datetime], ...]]

    def is_on_duty(self, person: int, at: datetime) -> bool:
        return self.on_duty_until(person, at) is not None

    def on_duty_until(self, person: int, at: datetime) -> datetime | None:
        """When the duty ends that a person has at that moment, None off duty."""
        times = self.times.get(person, ())
        index = bisect_right(times, at, key=_since) - 1
        return times[index][1] if index >= 0 and at < times[index][1] else None

    def on_duty(self, at: datetime) -> tuple[int, ...]:
        """Everybody on duty at that moment, by number."""
        return tuple(sorted(person for person in self.times if self.is_on_duty(person, at)))

    def from_then_on(self, person: int, at: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The times on duty of a person that are not over at `at`, the present one from `at`."""
        for since, until in self.times.get(person, ()):
            if until > at:
                yield max(since, at), until


def roster(duties: Iterable[Stretch], absences: Iterable[Stretch] = ()) -> Roster:
    """Duty, joined where it overlaps, less absences; a person may have several of each."""
    times: dict[int, list[tuple[datetime, datetime]]] = {}
    away: dict[int, list[tuple[datetime, datetime]]] = {}
    for stretches, kept in ((duties, times), (absences, away)):
        for one in stretches:
            kept.setdefault(one.person, []).append((one.since, one.until or EVER))
    return Roster(
        {
            person: tuple(_less(_joined(times[person]), _joined(away.get(person, []))))
            for person in sorted(times)
        }
    )


def duties_by(
    calendar: OfficeCalendar, person: int, since: datetime, until: datetime
) -> Iterator[Stretch]:
    """The duties of somebody who works by a calendar, between two moments."""
    return (Stretch(person, *piece) for piece in pieces(calendar, since, until))


def _since(time: tuple[datetime, datetime]) -> datetime:
    return time[0]


def _joined(times: list[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    joined: list[tuple[datetime, datetime]] = []
    for since, until in sorted(times):
        if joined and since <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], until)
        elif since < until:
            joined.append((since, until))
    return joined


def _less(
    times: list[tuple[datetime, datetime]], away: list[tuple[datetime, datetime]]
) -> Iterator[tuple[datetime, datetime]]:
    for since, until in times:
        start = since
        for gone, back in away:
            if gone < until and back > start:
                if start < gone:
                    yield start, gone
                start = back
        if start < until:
            yield start, until
