"""What the detectors say of a stretch of the past: all brands side by side, in strides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from firebell.core.schema import SIGNAL
from firebell.core.triggers.alerts import FAINT, Sound, sounds
from firebell.core.triggers.bank.params import DAY
from firebell.core.triggers.calendar import Calendar
from firebell.core.triggers.contract import MICROSECONDS
from firebell.core.triggers.detectors.rhythm import Rhythm
from firebell.core.triggers.judging import Due, SeriesMemory, advance_together
from firebell.core.triggers.rules.sector import LOUD, Elsewhere, elsewhere
from firebell.core.triggers.series import (
    BUCKET,
    DETECTORS,
    Buckets,
    Cell,
    Dimension,
    SeriesKey,
    measures,
)

Part = tuple[str, str]  # dimension, key
Counts = Mapping[Part, Buckets]
Instants = NDArray[np.int64]  # seconds since 1970
STRIDE = 7 * DAY  # seconds judged at once, so that memory does not grow with the period


@dataclass(frozen=True, slots=True)
class Past:
    """All brands (id -> ours?) from `since` to `until`, seconds since 1970; `said` holds what was
    above the usual, tables of schema SIGNAL, by brand and series."""

    brands: Mapping[int, bool]
    counts: Mapping[int, Counts]
    said: Mapping[int, Mapping[SeriesKey, pa.Table]]
    around: Elsewhere
    since: int
    until: int

    def sounds(self, brand: int, instants: Instants) -> list[Sound]:
        """All that was heard of a brand at these instants."""
        wanted = pa.array(instants * MICROSECONDS).cast(SIGNAL.field("at").type)
        return [
            one
            for key, table in self.said.get(brand, {}).items()
            for one in sounds(key, table.filter(pc.is_in(table["at"], wanted)))
        ]

    def first_day(self, brand: int) -> int:
        """In which it was heard first, days since 1970."""
        parts = self.counts.get(brand, {}).values()
        first = min((min(found.cells) for found in parts if found.cells), default=self.since)
        return first // DAY

    def counted(self, brand: int, dimension: str, key: str, start: int, end: int) -> Cell | None:
        """What was counted in [start, end), whole buckets; None if nothing was."""
        buckets = self.counts.get(brand, {}).get((dimension, key))
        cells = buckets.cells if buckets else {}
        found = [cells[at] for at in range(start, end, BUCKET) if at in cells]
        if not found:
            return None
        return Cell(sum(one.total for one in found), sum(one.negative for one in found))


def listen(
    brands: Mapping[int, bool],
    counts: Mapping[int, Counts],
    since: int,
    until: int,
    *,
    without: Collection[str] = (),
    calendar: Calendar | None = None,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Past:
    """Judge all that was counted before `until`, and keep what was above the usual from `since` on.

    What was counted before `since` is what detectors learn from first. Measures in `without` are
    left out. `progress` is told how many strides of how many are done.
    """
    waiting = _waiting(counts, without)
    said: dict[int, dict[SeriesKey, list[pa.Table]]] = defaultdict(lambda: defaultdict(list))
    edges = _edges(waiting, until)
    memories: dict[tuple[int, SeriesKey], SeriesMemory] = {}
    for done, (start, edge) in enumerate(pairwise(edges), start=1):
        due = {
            (brand, key): Due(
                key.dimension, key.measure, memories.get((brand, key)), _between(found, start, edge)
            )
            for (brand, key), found in waiting.items()
        }
        for (brand, key), (memory, found) in advance_together(due, edge, calendar).items():
            memories[brand, key] = memory
            said[brand][key].append(_kept(found, since))
        progress(done, len(edges) - 1)
    kept = {
        brand: {key: pa.concat_tables(tables) for key, tables in series.items()}
        for brand, series in said.items()
    }
    around = elsewhere(brands, {brand: _loud(series) for brand, series in kept.items()})
    return Past(brands, counts, kept, around, since, until)


def _waiting(
    counts: Mapping[int, Counts], without: Collection[str]
) -> dict[tuple[int, SeriesKey], Buckets]:
    return {
        (brand, SeriesKey(dimension, key, measure)): buckets
        for brand, parts in sorted(counts.items())
        for (dimension, key), buckets in sorted(parts.items())
        for measure in measures(dimension)
        if measure not in without and _is_heard_enough(dimension, measure, buckets)
    }


def _is_heard_enough(dimension: str, measure: str, buckets: Buckets) -> bool:
    """Not fewer posts in all than have to be seen at once before anything rings: a language that
    was met twice costs as much time as one that is heard all day."""
    detector = DETECTORS[dimension, measure]
    if not isinstance(detector, Rhythm):
        return bool(buckets.cells)
    heard = sum(cell.total for cell in buckets.cells.values())
    return heard >= float(detector.params.least.min())


def _edges(waiting: Mapping[tuple[int, SeriesKey], Buckets], until: int) -> list[int]:
    """The beginning, the ends of whole strides, and `until`."""
    starts = [min(found.cells) for found in waiting.values() if found.cells]
    first = min(starts, default=until)
    if first >= until:
        return []
    return [first, *range((first // STRIDE + 1) * STRIDE, until, STRIDE), until]


def _between(found: Buckets, start: int, edge: int) -> Buckets:
    return Buckets({at: cell for at, cell in found.cells.items() if start <= at < edge})


def _kept(found: pa.Table, since: int) -> pa.Table:
    instant = pa.scalar(since * MICROSECONDS).cast(SIGNAL.field("at").type)
    faint = pc.greater(found["score"], pa.scalar(FAINT))
    return found.filter(pc.and_(faint, pc.greater_equal(found["at"], instant)))


def _loud(series: Mapping[SeriesKey, pa.Table]) -> Iterator[Sound]:
    """What other brands are compared with: the brand as a whole."""
    for key, table in series.items():
        if key.dimension == Dimension.BRAND:
            yield from (one for one in sounds(key, table) if one.score >= LOUD)
