"""From minute counts to the points that detectors judge.

Time here is the posts' own time. A bucket `[start, start + BUCKET)` is final once the watermark has
reached its end; only final buckets are judged, each exactly once. What the watermark is, and what
happens to posts that come late, is for `lateness` to say.

A minute without a count is silence (0), not a gap: the source's own health says whether it was
heard. Only after two weeks without a word the time between is taken for unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple

import pyarrow as pa

from firebell.core.triggers.contract import MICROSECONDS, Detector, points
from firebell.core.triggers.detectors.rhythm import SUDDEN, SUSTAINED, Rhythm, RhythmParams, Span
from firebell.core.triggers.detectors.share import Share

BUCKET = 300  # seconds
LONGEST_SILENCE = 14 * 24 * 3_600  # seconds; what is longer is a gap


class Dimension(StrEnum):
    BRAND = "brand"
    CHANNEL = "channel"
    LANGUAGE = "language"
    TOPIC = "topic"
    POST = "post"  # one post that is passed on: see core.triggers.cascade


class Measure(StrEnum):
    NEGATIVE = "negative"
    SHARE = "share"
    TOTAL = "total"
    RESHARES = "reshares"


class SeriesKey(NamedTuple):
    dimension: str
    key: str
    measure: str


class Cell(NamedTuple):
    """What was counted in one minute, or in one bucket."""

    total: int
    negative: float  # the sum of the probabilities that each is negative


# A post counts for the probability that it is negative, so that counting itself is less noisy.
_GRAIN = 0.5
# The parts of a brand are many and are looked at after the brand itself, so that each needs more
# before it rings alone. Languages explain an alert; they do not open one.
_PART = (
    replace(SUDDEN, alarm=1e-9, ratio=4.0, least=25),
    replace(SUSTAINED, alarm=1e-6, ratio=3.0, least=60),
)
# Plain volume is bursty by nature (one joke, one offer): only the unheard-of rings.
_BUZZ = Span(3_600, alarm=1e-7, ratio=4.0, least=40, unrest=0.3)
DETECTORS: dict[tuple[str, str], Detector[Any]] = {
    (Dimension.BRAND, Measure.NEGATIVE): Rhythm(RhythmParams(grain=_GRAIN)),
    (Dimension.BRAND, Measure.SHARE): Share(),
    (Dimension.BRAND, Measure.TOTAL): Rhythm(RhythmParams(spans=(_BUZZ,), record=1.25)),
    (Dimension.CHANNEL, Measure.NEGATIVE): Rhythm(RhythmParams(spans=_PART, grain=_GRAIN)),
    (Dimension.TOPIC, Measure.NEGATIVE): Rhythm(RhythmParams(spans=_PART, grain=_GRAIN)),
    (Dimension.LANGUAGE, Measure.NEGATIVE): Rhythm(RhythmParams(spans=_PART, grain=_GRAIN)),
}
OPENING = {Dimension.BRAND, Dimension.CHANNEL, Dimension.TOPIC, Dimension.POST}


def measures(dimension: str) -> list[str]:
    """The measures that are judged in a dimension."""
    return [measure for known, measure in DETECTORS if known == dimension]


def final_edge(watermark: int) -> int:
    """The end of the last bucket that is final; seconds since 1970, as the watermark."""
    return watermark // BUCKET * BUCKET


@dataclass(slots=True)
class Buckets:
    """One series' counts by bucket start, seconds since 1970; silent buckets are absent."""

    cells: dict[int, Cell]

    @classmethod
    def fold(cls, minutes: Iterable[tuple[int, int, int]]) -> Buckets:
        """From (minute, total, negativity in thousandths)."""
        sums: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
        for minute, total, negativity in minutes:
            start = minute // BUCKET * BUCKET
            known = sums[start]
            sums[start] = known[0] + total, known[1] + negativity
        return cls(
            {at: Cell(total, thousandths / 1_000) for at, (total, thousandths) in sums.items()}
        )

    def since(self, start: int) -> Buckets:
        """Without the buckets that were final before: what came late for them is not judged."""
        return Buckets({at: cell for at, cell in self.cells.items() if at >= start})

    def points(self, measure: str, through: int | None, edge: int) -> pa.Table:
        """What a detector has not seen yet: the buckets from `through` up to `edge`.

        `through` None says that the series begins with its first count.
        """
        mine = sorted(start for start in self.cells if start < edge)
        if through is None:
            if not mine:
                return points([], [])
            through = mine[0]
        starts = self._starts(through, edge, [start for start in mine if start >= through])
        cells = [self.cells.get(start, Cell(0, 0)) for start in starts]
        totals: list[float | None] = [float(cell.total) for cell in cells]
        values = [
            float(cell.total if measure == Measure.TOTAL else cell.negative) for cell in cells
        ]
        ends = [(start + BUCKET) * MICROSECONDS for start in starts]
        return points(ends, values, totals)

    def _starts(self, through: int, edge: int, mine: list[int]) -> list[int]:
        """Every bucket, with silences filled in, save where they are too long to be silence."""
        starts: list[int] = []
        at = through
        for start in [*mine, edge]:
            if start - at > LONGEST_SILENCE:
                at = start
            starts.extend(range(at, min(start + BUCKET, edge), BUCKET))
            at = start + BUCKET
        return starts
