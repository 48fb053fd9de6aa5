"""Series brought up to an instant, and all series of one brand: alike in every engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

import numpy as np
import pyarrow as pa

from firebell.core.schema import SIGNAL
from firebell.core.triggers.alerts import Ringing, Sound, follow, sounds
from firebell.core.triggers.bank import Own, RhythmParams, run
from firebell.core.triggers.calendar import Calendar
from firebell.core.triggers.contract import MICROSECONDS, Detector, StateError
from firebell.core.triggers.detectors.rhythm import Rhythm
from firebell.core.triggers.pace import DAY, Pace, by_day
from firebell.core.triggers.rules.house import BrandRules
from firebell.core.triggers.series import (
    BUCKET,
    BUDGET_WEEKS,
    DETECTORS,
    Buckets,
    Dimension,
    SeriesKey,
    measures,
)

Part = tuple[str, str]  # dimension, key
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class SeriesMemory:
    """What a detector remembers of one series. `through`: what ends before it has been judged."""

    detector: str
    version: int
    state: bytes
    through: int
    judges: bool  # has heard enough to ring


class Due(NamedTuple):
    """A series to be judged: `counted` is what was not judged yet."""

    dimension: str
    measure: str
    memory: SeriesMemory | None
    counted: Buckets


@dataclass(slots=True)
class _Course:
    """One series on its way to the edge."""

    due: Due
    detector: Detector[Any]
    state: Any
    through: int | None
    found: list[pa.Table] = field(default_factory=list)

    @property
    def judges(self) -> bool:
        return self.detector.judges(self.state)

    def points(self, until: int) -> pa.Table:
        return self.due.counted.points(self.due.measure, self.through, until)

    def told(self) -> tuple[SeriesMemory, pa.Table]:
        assert self.through is not None
        kept = SeriesMemory(
            self.detector.name,
            self.detector.version,
            self.detector.dump(self.state),
            self.through,
            self.judges,
        )
        return kept, pa.concat_tables([SIGNAL.empty_table(), *self.found])


def advance_together(
    due: Mapping[Key, Due], edge: int, calendar: Calendar | None = None
) -> dict[Key, tuple[SeriesMemory, pa.Table]]:
    """Judge series up to `edge`: of each its new memory, and a table of schema SIGNAL.

    While a series is too young to ring it is judged up to the end of its last count only, and
    without a count it is left out: so what it remembers does not depend on how often this was
    asked. Those that stand at the same place go side by side. `calendar` says which hours of the
    week are alike; None: those of UTC.
    """
    courses = {key: course for key, one in due.items() if (course := _begin(one, edge)) is not None}
    young = {
        key: max(start for start in course.due.counted.cells if start < edge) + BUCKET
        for key, course in courses.items()
        if not course.judges and any(start < edge for start in course.due.counted.cells)
    }
    calendar = calendar or Calendar()
    _go(((courses[key], until) for key, until in young.items()), calendar)
    _go(((course, edge) for course in courses.values() if course.judges), calendar)
    return {key: course.told() for key, course in courses.items()}


def _begin(due: Due, edge: int) -> _Course | None:
    """None where nothing can be said yet."""
    heard = any(start < edge for start in due.counted.cells)
    if not heard and (due.memory is None or not due.memory.judges):
        return None
    detector = DETECTORS[due.dimension, due.measure]
    state, through = _recalled(detector, due.memory)
    if not heard and not detector.judges(state):
        return None
    return _Course(due, detector, state, through)


def _recalled(detector: Detector[Any], memory: SeriesMemory | None) -> tuple[Any, int | None]:
    """The state and through; what another detector or version wrote is left, to learn afresh."""
    if memory is not None and memory.detector == detector.name:
        with suppress(StateError):
            return detector.load(memory.state), memory.through
    return detector.initial(), None


def _go(courses: Iterable[tuple[_Course, int]], calendar: Calendar) -> None:
    """Bring each to its end; counted series that are judged alike side by side."""
    banks: dict[RhythmParams, list[tuple[_Course, pa.Table]]] = defaultdict(list)
    for course, until in courses:
        points = course.points(until)
        if isinstance(course.detector, Rhythm):
            banks[course.detector.params.shared].append((course, points))
        else:
            course.state, found = course.detector.step(course.state, points)
            course.found.append(found)
        course.through = until
    for params, together in banks.items():
        _side_by_side(params, together, calendar)


def _side_by_side(
    params: RhythmParams, together: list[tuple[_Course, pa.Table]], calendar: Calendar
) -> None:
    """They need not begin or end together: each stretch of time is run for those that have it."""
    own = [points["at"].cast(pa.int64()).to_numpy() // MICROSECONDS for _, points in together]
    ends = np.unique(np.concatenate(own))
    if not len(ends):
        return
    has = np.zeros((len(together), len(ends)), np.bool_)
    values, totals = np.zeros(has.shape), np.zeros(has.shape)
    for n, (_, points) in enumerate(together):
        places = np.searchsorted(ends, own[n])
        has[n, places] = True
        values[n, places] = points["value"].to_numpy()
        totals[n, places] = points["total"].to_numpy()
    turns = np.nonzero((has[:, 1:] != has[:, :-1]).any(axis=0))[0] + 1
    for begin, end in pairwise([0, *turns.tolist(), len(ends)]):
        those = np.nonzero(has[:, begin])[0].tolist()
        rows = np.concatenate([together[n][0].state for n in those])
        counted, all_ = values[those, begin:end].T, totals[those, begin:end].T
        instants = ends[begin:end].tolist()
        sorts = Own.of([together[n][0].detector.params for n in those])
        tables = run(params, rows, instants, counted, all_, calendar.hour_of, sorts)
        for place, n in enumerate(those):
            together[n][0].state = rows[place : place + 1].copy()
            together[n][0].found.append(tables[place])


def first_day(counted: Buckets | None) -> int | None:
    """The day since 1970 of the first bucket in which something was counted."""
    return min(counted.cells) // DAY if counted is not None and counted.cells else None


@dataclass(slots=True)
class BrandMemory:
    """All series of one brand, its counts that are not judged yet, and its last alert.

    For engines that keep a brand's memory in one piece and hear each brand alone; the store of the
    house keeps the same in rows. What rings is for the workspace's rules to say; without them, all
    that is loud enough does.
    """

    series: dict[SeriesKey, SeriesMemory] = field(default_factory=dict)
    # By part and minute (seconds since 1970): total, and negativity in thousandths.
    pending: dict[Part, dict[int, tuple[int, int]]] = field(default_factory=dict)
    last: Ringing | None = None
    pace: Pace = field(default_factory=Pace)

    def count(self, part: Part, minute: int, total: int, negativity: int) -> None:
        minutes = self.pending.setdefault(part, {})
        known = minutes.get(minute, (0, 0))
        minutes[minute] = known[0] + total, known[1] + negativity

    def advance(
        self,
        edge: int,
        calendar: Calendar | None = None,
        rules: BrandRules | None = None,
        beside: Sequence[Sound] = (),
    ) -> list[Ringing]:
        """Judge every bucket that ends at or before `edge`: the alerts that changed or opened.

        `beside`: what was heard in this time of single words, beside the counted series.
        """
        counted = self._take(edge)
        if (first := first_day(counted.get((Dimension.BRAND, "")))) is not None:
            self.pace = self.pace.beginning(first)
        wanted = {SeriesKey(*part, measure) for part in counted for measure in measures(part[0])}
        due = {
            key: Due(
                key.dimension,
                key.measure,
                self.series.get(key),
                counted.get((key.dimension, key.key)) or Buckets({}),
            )
            for key in sorted(wanted | self.series.keys())
        }
        heard: list[Sound] = []
        for key, (memory, found) in advance_together(due, edge, calendar).items():
            self.series[key] = memory
            heard += sounds(key, found)
        return self._ring([*heard, *beside], edge, rules)

    def _ring(self, heard: list[Sound], edge: int, rules: BrandRules | None) -> list[Ringing]:
        rang: dict[int, Ringing] = {}
        for day, those in [*by_day(heard), ((edge - 1) // DAY, [])]:
            self.pace = self.pace.to(day, rules.weeks if rules else BUDGET_WEEKS)
            until = min(edge, (day + 1) * DAY)
            ready = self.pace.of(those)
            found = follow(rules.claimed(ready) if rules else ready, until, self.last)
            before = self.last.at if self.last else None
            self.pace = self.pace.counting(sum(one.at != before for one in found))
            self.last = found[-1] if found else self.last
            rang |= {one.at: one for one in found}
        return list(rang.values())

    def _take(self, edge: int) -> dict[Part, Buckets]:
        """The counts before `edge`, which are pending no longer."""
        taken: dict[Part, list[tuple[int, int, int]]] = defaultdict(list)
        for part, minutes in self.pending.items():
            for minute in [minute for minute in minutes if minute < edge]:
                taken[part].append((minute, *minutes.pop(minute)))
        self.pending = {part: minutes for part, minutes in self.pending.items() if minutes}
        return {part: Buckets.fold(found) for part, found in taken.items()}
