"""Made-up streams without trouble: rhythm, drift, few posts, heavy-tailed chains of reposts.

All that rings there is false.
"""

from __future__ import annotations

import numpy as np

from benchmarks.triggers_of.judged import WEEK, Numbers

WEEKS, SEEDS = 10, 8
KINDS = {
    # posts an hour, growth a week (log, over five weeks), repost chains
    "rhythm": (12.0, 0.0, False),
    "busy": (120.0, 0.0, False),
    "drift": (8.0, 0.25, False),
    "small": (2.0, 0.0, False),
    "sparse": (0.4, 0.0, False),
    "heavy tails": (4.0, 0.0, True),
}


def stream(kind: str, seed: int) -> Numbers:
    """Counts in five minutes: daily rhythm, calm weekends, moody days."""
    hourly, growth, chains = KINDS[kind]
    rng = np.random.default_rng(seed)
    hours = np.arange(WEEKS * WEEK) / 12
    rate = hourly / 12 * np.exp(0.8 * np.sin(2 * np.pi * (hours - 9) / 24))
    rate *= np.where((hours // 24) % 7 >= 5, 0.7, 1.0)
    rate *= np.exp(growth * np.minimum(hours / 168, 5))
    moods = rng.normal(0, 0.25, WEEKS * 7 + 2)
    rate *= np.exp(np.interp(hours / 24, np.arange(len(moods)), moods))
    if not chains:
        return rng.poisson(rate).astype(float)
    counts = np.zeros(len(rate))
    for begin in np.nonzero(rng.random(len(rate)) < rate)[0]:
        size = min(int(rng.pareto(1.7) + 1), 60)
        after = begin + rng.exponential(6, size).astype(int)
        np.add.at(counts, np.minimum(after, len(rate) - 1), 1)
    return counts


def all_streams(seed: int) -> dict[str, Numbers]:
    """Kind -> [buckets, SEEDS]."""
    return {kind: np.column_stack([stream(kind, seed + n) for n in range(SEEDS)]) for kind in KINDS}
