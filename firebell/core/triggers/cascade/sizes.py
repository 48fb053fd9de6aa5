"""The forecast: a distribution over how many posts a cascade will have in the end.

What is still to come, R, is log-logistic, counted in whole posts:
P(R >= r) = 1 / (1 + exp((log(r - 1/2) - location) / scale)) for r >= 1. One location and scale give
the median, any interval and the chance to reach any size.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from firebell.core.triggers.cascade.memory import Numbers

NINE_TO_ONE = math.log(9.0)  # the log odds between which lie 80 %
_MOST = 25.0  # e ** this is more than there are people


@dataclass(frozen=True, slots=True)
class Sizes:
    """n forecasts. `bounds`: log odds of the interval's ends, of 10 and 90 % or as calibrated."""

    seen: Numbers
    location: Numbers
    scale: Numbers
    bounds: tuple[float, float] = (-NINE_TO_ONE, NINE_TO_ONE)

    @property
    def final(self) -> Numbers:
        """The median: as likely more as less."""
        return self._at(0.0)

    @property
    def lower(self) -> Numbers:
        return self._at(self.bounds[0])

    @property
    def upper(self) -> Numbers:
        return self._at(self.bounds[1])

    def chance(self, size: Numbers) -> Numbers:
        """The chance that the final size is at least `size`; 1 where so much is seen already."""
        more = np.ceil(size) - self.seen
        odds = (self.location - np.log(np.maximum(more, 1.0) - 0.5)) / self.scale
        there: Numbers = np.where(more <= 0, 1.0, 1 / (1 + np.exp(-np.clip(odds, -_MOST, _MOST))))
        return there

    def _at(self, log_odds: float) -> Numbers:
        power = np.minimum(self.location + self.scale * log_odds, _MOST)
        size: Numbers = self.seen + np.maximum(np.ceil(np.exp(power) - 0.5), 0.0)
        return size
