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

from firebell.core.triggers.bank.params import HOUR, SPANS, RhythmParams, Span
from firebell.core.triggers.contract import MICROSECONDS, Detector, points
from firebell.core.triggers.detectors.rhythm import Rhythm
from firebell.core.triggers.detectors.share import Share

BUCKET = 300  # seconds
LONGEST_SILENCE = 14 * 24 * 3_600  # seconds; what is longer is a gap


class Dimension(StrEnum):
    BRAND = "brand"
    CHANNEL = "channel"
    LANGUAGE = "language"
    TOPIC = "topic"
    MARK = "mark"  # what is passed on: see core.triggers.memes
    POST = "post"  # one post that is passed on: see core.triggers.cascade


class Measure(StrEnum):
    NEGATIVE = "negative"
    SHARE = "share"
    TOTAL = "total"
    SPREAD = "spread"
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
# A quarrel builds up over hours, so that complaints are looked at over six hours too.
_HOURS = Span(6 * HOUR, share=1.0, unrest=0.1, loud=0.6, spread=0.4, more=0.0, least=20.0)
_COMPLAINTS = RhythmParams(
    grain=_GRAIN,
    sustained_share=0.25,
    spans=(*(replace(span, share=0.5) for span in SPANS), _HOURS),
)
# Volumes ring by nothing that takes six hours: this span of no share is there for company, so that
# they are judged side by side with complaints.
_VOLUME = RhythmParams(spans=(*SPANS, replace(_HOURS, share=0.0)))
# The parts of a brand are many and mostly small: a handful of posts about one topic is no trouble.
_PART = replace(
    _COMPLAINTS,
    sustained_least=40.0,
    spans=tuple(replace(span, least=max(25.0, 3 * span.least)) for span in _COMPLAINTS.spans),
)
DETECTORS: dict[tuple[str, str], Detector[Any]] = {
    (Dimension.BRAND, Measure.NEGATIVE): Rhythm(_COMPLAINTS),
    (Dimension.BRAND, Measure.SHARE): Share(),
    (Dimension.BRAND, Measure.TOTAL): Rhythm(_VOLUME),
    (Dimension.CHANNEL, Measure.NEGATIVE): Rhythm(_PART),
    (Dimension.CHANNEL, Measure.TOTAL): Rhythm(_VOLUME),
    (Dimension.TOPIC, Measure.NEGATIVE): Rhythm(_PART),
    (Dimension.LANGUAGE, Measure.NEGATIVE): Rhythm(_PART),
}
# What a brand rings falsely is shared out: its return periods are weighed by these, so that what is
# looked at beside the complaints needs to be rarer. Languages explain an alert and open none.
WEIGHTS = {
    (Dimension.BRAND, Measure.NEGATIVE): 1.0,
    (Dimension.BRAND, Measure.SHARE): 0.5,
    (Dimension.BRAND, Measure.TOTAL): 0.25,
    (Dimension.CHANNEL, Measure.NEGATIVE): 0.25,
    (Dimension.CHANNEL, Measure.TOTAL): 0.25,
    (Dimension.TOPIC, Measure.NEGATIVE): 0.125,
    (Dimension.LANGUAGE, Measure.NEGATIVE): 0.125,
}
BUDGET_WEEKS = 1.0  # a score of one half: so much is seen for nothing once in so many weeks
# What volume one site has rings only where a trigger also asks whether it stands out.
CLAIMED_ONLY = {(Dimension.CHANNEL, Measure.TOTAL)}
OPENING = {
    Dimension.BRAND,
    Dimension.CHANNEL,
    Dimension.TOPIC,
    Dimension.MARK,
    Dimension.POST,
}


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
