"""How large do marks of this brand usually get? Peaks over a threshold, with a learned heavy tail.

The best hours of past marks go into a fading histogram of logarithms. Above a threshold that some
forty of them exceed, their excess is exponential (sizes are Pareto), with a Gamma prior for its
rate; so the predictive tail is Lomax's, in closed form, and wide while little is known. That says
how often *any* mark of the brand gets so large: however many are watched, they are counted in.

Balkema and de Haan, Annals of Probability 2 (1974), and Pickands, Annals of Statistics 3 (1975),
for excesses over a threshold; Lomax, JASA 49 (1954); Hill, Annals of Statistics 3 (1975), for the
tail.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

BIN, BINS = 0.125, 112  # of a logarithm: from 1 to about a million
HALF_LIFE = 4.0  # weeks
ENOUGH = 40.0  # marks above the threshold
WEEK = 7 * 24 * 3_600  # seconds
_PRIOR = 10.0  # as many marks the prior index of the tail is worth
_UNSEEN, _SPAN = 1.0, 0.1  # a mark in a tenth of a week is taken to have been seen before all


@dataclass(slots=True)
class Habit:
    """``counts`` and ``sums`` of logarithms by bin; ``weeks`` heard, fading like them."""

    weeks: float = 0.0
    counts: list[float] = field(default_factory=lambda: [0.0] * BINS)
    sums: list[float] = field(default_factory=lambda: [0.0] * BINS)

    def pass_time(self, seconds: float) -> None:
        weeks = seconds / WEEK
        fade = 0.5 ** (weeks / HALF_LIFE)
        self.weeks = self.weeks * fade + weeks
        self.counts = [count * fade for count in self.counts]
        self.sums = [total * fade for total in self.sums]

    def add(self, size: float) -> None:
        """The logarithm of how large a mark got in its best hour."""
        place = min(max(int(size / BIN), 0), BINS - 1)
        self.counts[place] += 1
        self.sums[place] += size

    def a_week(self, size: float, floor: float, index: float) -> float:
        """How many marks a week get at least so large (a logarithm).

        `floor` is the smallest that is ever added; `index` the tail's before anything is seen.
        """
        lowest = int(floor / BIN)
        place, above, total = self._threshold(lowest)
        start = max(place * BIN, floor)
        if size < start:
            # Of what is common enough, the histogram itself tells.
            above = sum(self.counts[max(int(size / BIN), lowest) :])
            return (above + _UNSEEN) / (self.weeks + _SPAN)
        rate = (above + _UNSEEN) / (self.weeks + _SPAN)
        shape, scale = _PRIOR + above, _PRIOR / index + max(total - above * start, 0.0)
        return rate * math.exp(-shape * math.log1p((size - start) / scale))

    def _threshold(self, lowest: int) -> tuple[int, float, float]:
        """The highest bin from which on there are enough marks; their number and sum."""
        above = total = 0.0
        for place in range(BINS - 1, lowest - 1, -1):
            above += self.counts[place]
            total += self.sums[place]
            if above >= ENOUGH:
                return place, above, total
        return lowest, above, total
