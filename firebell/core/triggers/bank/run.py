"""A stretch of time for many series, bucket by bucket, and the signals that come of it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from firebell.core.schema import INSTANT, SIGNAL
from firebell.core.triggers.bank.layout import Rows
from firebell.core.triggers.bank.params import Own, RhythmParams
from firebell.core.triggers.bank.step import Verdicts, step
from firebell.core.triggers.contract import MICROSECONDS, RINGING, Numbers, bands
from firebell.core.triggers.tails import TINY

NO_ONSET = -1
RAREST = math.log(52_000.0)  # weeks, in nats: nobody knows what happens once in a thousand years
HourOf = Callable[[int], int]  # beginning of a bucket -> hour of the week


def run(
    p: RhythmParams,
    rows: Rows,
    ends: Sequence[int],
    values: Numbers,
    totals: Numbers,
    hour_of: HourOf | None = None,
    own: Own | None = None,
) -> list[pa.Table]:
    """Judge buckets that end at `ends` (rising, seconds since 1970); changes `rows`.

    `values` and `totals` are [len(ends), n]. One table of schema SIGNAL for each series: for each
    bucket its spans, shortest first, and where there is evidence that something lasts, that.
    `own`: where the series differ in it; None: all by `p`.
    """
    own = own or Own.of([p])
    parts, number = len(p.spans) + 1, len(rows)
    said = np.empty((5, len(ends), number, parts))
    seconds = np.empty((len(ends), number, parts), np.int64)
    onsets = np.full((len(ends), number, parts), NO_ONSET, np.int64)
    told = np.ones((len(ends), number, parts), np.bool_)
    for n, end in enumerate(ends):
        hour = None if hour_of is None else hour_of(end - p.bucket)
        verdicts = step(p, rows, end, values[n], totals[n], hour, own)
        score = score_of(verdicts.log_weeks, p.budget_weeks)
        said[:, n] = _said(verdicts, score)
        seconds[n] = verdicts.seconds
        told[n, :, -1] = rows["evidence"] > 0
        for row, part in zip(*np.nonzero(score >= RINGING), strict=True):
            onsets[n, row, part] = _onset(p, rows, int(row), int(part), end)
    return [
        _signals(ends, said[:, :, row], seconds[:, row], onsets[:, row], told[:, row])
        for row in range(number)
    ]


def score_of(log_weeks: Numbers, budget_weeks: float) -> Numbers:
    """r / (r + budget) for a return period r: one half where the budget is met.

    >>> score_of(np.log([4.0, 12.0]), 4.0).round(2).tolist()
    [0.5, 0.75]
    """
    answer: Numbers = 1.0 / (1.0 + budget_weeks * np.exp(-log_weeks))
    return answer


def _said(verdicts: Verdicts, score: Numbers) -> Numbers:
    return np.stack(
        [
            verdicts.observed,
            verdicts.expected,
            verdicts.variance,
            score,
            np.exp(np.minimum(verdicts.log_weeks, RAREST)),
        ]
    )


def _signals(
    ends: Sequence[int],
    said: Numbers,
    seconds: NDArray[np.int64],
    onsets: NDArray[np.int64],
    told: NDArray[np.bool_],
) -> pa.Table:
    """[buckets, parts] of one series as a table."""
    at = np.repeat(np.asarray(ends, np.int64) * MICROSECONDS, told.sum(axis=1))
    observed, expected, variance, score, weeks = said[:, told]
    lower, upper = bands(expected, variance)
    onset = onsets[told]
    arrays = [
        pa.array(at).cast(INSTANT),
        pa.array(observed),
        pa.array(expected),
        pa.array(lower),
        pa.array(upper),
        pa.array(score),
        pa.array(score >= RINGING),
        pa.array(seconds[told].astype(np.int32)),
        pa.array(onset * MICROSECONDS, mask=onset == NO_ONSET).cast(INSTANT),
        pa.array(weeks),
    ]
    return pa.table(arrays, schema=SIGNAL)


def _onset(p: RhythmParams, rows: Rows, row: int, part: int, end: int) -> int:
    """Since when it has run above the middle between usual and seen (Page, 1954); of what lasts,
    since when there is evidence."""
    if part == len(p.spans):
        return int(rows["since"][row])
    index = end // p.bucket - 1
    slots = (index - np.arange(p.steps[part + 1])) % p.size
    observed = rows["ring_observed"][row, slots].astype(np.float64)
    expected = rows["ring_expected"][row, slots].astype(np.float64)
    usual = max(float(rows["expected"][row, part + 1]), TINY)
    middle = 0.5 * (1 + float(rows["observed"][row, part + 1]) / usual)
    above = np.cumsum(observed - middle * expected)
    furthest = int(above.argmax()) if above.max() > 0 else 0
    return end - (furthest + 1) * p.bucket
