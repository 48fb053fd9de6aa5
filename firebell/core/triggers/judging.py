"""One series brought up to an instant, and all series of one brand: alike in every engine."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from firebell.core.triggers.alerts import Ringing, Sound, follow, sounds
from firebell.core.triggers.contract import Detector, StateError
from firebell.core.triggers.series import BUCKET, DETECTORS, Buckets, SeriesKey, measures

Part = tuple[str, str]  # dimension, key


@dataclass(frozen=True, slots=True)
class SeriesMemory:
    """What a detector remembers of one series. `through`: what ends before it has been judged."""

    detector: str
    version: int
    state: bytes
    through: int
    judges: bool  # has heard enough to ring


def advance_series(
    dimension: str, measure: str, memory: SeriesMemory | None, mine: Buckets, edge: int
) -> tuple[SeriesMemory, pa.Table] | None:
    """Judge one series up to `edge`: its new memory, and a table of schema SIGNAL.

    `mine` are the counts that were not judged yet. While a series is too young to ring it is judged
    up to the end of its last count only, and None says that it has none: so what it remembers does
    not depend on how often this was asked.
    """
    heard = [start for start in mine.cells if start < edge]
    if not heard and (memory is None or not memory.judges):
        return None
    detector = DETECTORS[dimension, measure]
    state, through = _recalled(detector, memory)
    found = []
    if not detector.judges(state):
        last = max(heard, default=edge - BUCKET) + BUCKET
        state, table = detector.step(state, mine.points(measure, through, last))
        found, through = [table], last
    if detector.judges(state):
        state, table = detector.step(state, mine.points(measure, through, edge))
        found, through = [*found, table], edge
    assert through is not None
    kept = SeriesMemory(
        detector.name, detector.version, detector.dump(state), through, detector.judges(state)
    )
    return kept, pa.concat_tables(found)


def _recalled(detector: Detector[Any], memory: SeriesMemory | None) -> tuple[Any, int | None]:
    """The state and through; what another detector or version wrote is left, to learn afresh."""
    if memory is not None and memory.detector == detector.name:
        with suppress(StateError):
            return detector.load(memory.state), memory.through
    return detector.initial(), None


@dataclass(slots=True)
class BrandMemory:
    """All series of one brand, its counts that are not judged yet, and its last alert.

    For engines that keep a brand's memory in one piece; the store of the house keeps the same in
    rows.
    """

    series: dict[SeriesKey, SeriesMemory] = field(default_factory=dict)
    # By part and minute (seconds since 1970): total, and negativity in thousandths.
    pending: dict[Part, dict[int, tuple[int, int]]] = field(default_factory=dict)
    last: Ringing | None = None

    def count(self, part: Part, minute: int, total: int, negativity: int) -> None:
        minutes = self.pending.setdefault(part, {})
        known = minutes.get(minute, (0, 0))
        minutes[minute] = known[0] + total, known[1] + negativity

    def advance(self, edge: int) -> list[Ringing]:
        """Judge every bucket that ends at or before `edge`: the alerts that changed or opened."""
        counted = self._take(edge)
        heard: list[Sound] = []
        wanted = {SeriesKey(*part, measure) for part in counted for measure in measures(part[0])}
        for key in sorted(wanted | self.series.keys()):
            mine = counted.get((key.dimension, key.key)) or Buckets({})
            found = advance_series(key.dimension, key.measure, self.series.get(key), mine, edge)
            if found is not None:
                self.series[key] = found[0]
                heard += sounds(key, found[1])
        rang = follow(heard, edge, self.last)
        if rang:
            self.last = rang[-1]
        return rang

    def _take(self, edge: int) -> dict[Part, Buckets]:
        """The counts before `edge`, which are pending no longer."""
        taken: dict[Part, list[tuple[int, int, int]]] = defaultdict(list)
        for part, minutes in self.pending.items():
            for minute in [minute for minute in minutes if minute < edge]:
                taken[part].append((minute, *minutes.pop(minute)))
        self.pending = {part: minutes for part, minutes in self.pending.items() if minutes}
        return {part: Buckets.fold(found) for part, found in taken.items()}
