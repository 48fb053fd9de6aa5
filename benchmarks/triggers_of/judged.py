"""Many series through the shipped detector and its budget; and the plain rules beside it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from firebell.core.triggers.bank import RhythmParams, empty_rows, step
from firebell.core.triggers.budget import HOLD_OFF, Budget

BUCKET = 300
DAY, WEEK = 288, 2_016  # buckets
MIDNIGHT = 1_700_006_400
PLAIN_DAYS = 14  # the plain rules remember

Numbers = npt.NDArray[np.float64]


def log_weeks(values: Numbers, params: RhythmParams | None = None) -> Numbers:
    """[buckets, series] counts to log return weeks, each bucket by its past."""
    p = params or RhythmParams()
    rows, said = empty_rows(p, values.shape[1]), np.empty(values.shape)
    for n, counts in enumerate(values):
        end = MIDNIGHT + BUCKET * (n + 1)
        said[n] = step(p, rows, end, counts, counts).log_weeks.max(axis=1)
    return said


def rings(weeks: Iterable[float], budget_weeks: float) -> list[int]:
    """Buckets at which one series rings under a budget."""
    budget = Budget(budget_weeks)
    return [
        n
        for n, told in enumerate(weeks)
        if budget.judge(MIDNIGHT + BUCKET * (n + 1), float(told))[1]
    ]


def onsets(score: Numbers, threshold: float) -> list[int]:
    """Buckets at which one series rings by a plain threshold, with the same hold-off."""
    rang, until, hold = [], -1, HOLD_OFF // BUCKET
    for n in np.nonzero(score >= threshold)[0].tolist():
        rang += [n] if n > until else []
        until = n + hold
    return rang


def mean_sigma(values: Numbers, window: int = 12) -> Numbers:
    """Standard deviations of a trailing window above the windows of the last two weeks."""
    sums = np.cumsum(np.vstack([np.zeros((1, values.shape[1])), values]), axis=0)
    trailing = np.zeros_like(values)
    trailing[window - 1 :] = sums[window:] - sums[:-window]
    ones, squares = np.cumsum(trailing, axis=0), np.cumsum(trailing * trailing, axis=0)
    found = np.zeros_like(values)
    for n in range(DAY, len(values)):
        last, first = n - window, max(0, n - window - PLAIN_DAYS * DAY)
        mean = (ones[last] - ones[first]) / (last - first)
        square = (squares[last] - squares[first]) / (last - first)
        found[n] = (trailing[n] - mean) / np.sqrt(np.maximum(1e-9, square - mean * mean))
    return found


def kleinberg(values: Numbers, times: float) -> Numbers:
    """What the burst state of Kleinberg's automaton has saved, in nats (`detectors.kleinberg`)."""
    sums, saved, found = np.cumsum(values, axis=0), np.zeros(values.shape[1]), np.zeros_like(values)
    for n in range(DAY, len(values)):
        first = max(0, n - PLAIN_DAYS * DAY)
        mean = np.maximum(1e-3, (sums[n - 1] - sums[first]) / (n - 1 - first))
        saved = np.maximum(0.0, saved + values[n] * np.log(times) - mean * (times - 1))
        found[n] = saved
    return found
