"""A hundred thousand series kept and judged on one core, beside a mean and a deviation of each."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from firebell.core.triggers.bank import RhythmParams, empty_rows, step

SERIES, BUCKETS = 100_000, 30
MIDNIGHT = 1_700_006_400


def run() -> dict[str, Any]:
    """Updates a second over buckets that follow two weeks of the series' own past."""
    rng = np.random.default_rng(1)
    means = rng.gamma(0.4, 5.0, SERIES)
    p, rows = RhythmParams(), empty_rows(RhythmParams(), SERIES)
    end = MIDNIGHT
    for _ in range(24):  # two hours a step, so that every series is born and has some past
        end += 7_200
        counts = rng.poisson(24 * means).astype(float)
        step(p, rows, end, counts, counts)
    counts = rng.poisson(means, (BUCKETS, SERIES)).astype(float)
    began = time.perf_counter()
    for n in range(BUCKETS):
        end += 300
        step(p, rows, end, counts[n], counts[n])
    seconds = time.perf_counter() - began
    return {
        "series": SERIES,
        "megabytes": round(rows.nbytes / 1e6),
        "updates_a_second": round(SERIES * BUCKETS / seconds),
        "mean + k sd, updates a second": round(SERIES * BUCKETS / _plain(counts)),
    }


def _plain(counts: np.ndarray[Any, Any]) -> float:
    mean, square = np.zeros(SERIES), np.ones(SERIES)
    began = time.perf_counter()
    for values in counts:
        (values > mean + 3 * np.sqrt(np.maximum(0.0, square - mean * mean))).any()
        mean += 0.001 * (values - mean)
        square += 0.001 * (values * values - square)
    return time.perf_counter() - began
