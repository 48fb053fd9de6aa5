"""When is a post viral? From a size on that the firm names, or else far beyond what is usual."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

TIMES = 10  # the median of what its brand's posts reach
LEAST = 100  # reposts; nobody is called for fewer
ENOUGH = 10  # cascades that are over, before which their median says little


@dataclass(frozen=True, slots=True)
class Yardstick:
    """Of one brand, in reposts."""

    usual: float
    threshold: int


def yardstick(past: Sequence[int], given: int | None = None) -> Yardstick:
    """`past`: what the brand's cascades that are over came to; `given`: the firm's own threshold.

    >>> yardstick([4] * 20), yardstick([30] * 20)
    (Yardstick(usual=4, threshold=100), Yardstick(usual=30, threshold=300))
    >>> yardstick([30] * 20, given=50)
    Yardstick(usual=30, threshold=50)
    """
    known = len(past) >= ENOUGH
    usual = statistics.median_low(past) if known else (given or LEAST) / TIMES
    return Yardstick(usual, given or max(LEAST, round(TIMES * usual)))
