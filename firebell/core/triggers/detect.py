"""Any series of counts, judged row by row: what `firebell detect` answers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, TypedDict

import numpy as np

from firebell.core.triggers.bank import empty_rows, step
from firebell.core.triggers.bank.params import params_for
from firebell.core.triggers.budget import HOLD_OFF, KNOWN, Budget
from firebell.core.triggers.contract import MICROSECONDS, RINGING, Detector, points
from firebell.core.triggers.tails import gamma_band

MOST = 1e12  # what is counted in one row
BUDGET_WEEKS = 2.0  # at most one false alert in so many weeks


class Row(TypedDict):
    """What is said of one input row, from its past alone."""

    expected: float
    lower: float
    upper: float
    anomaly_score: float  # 0 usual to 1; from 0.5 on it is an anomaly, and news
    alert: bool
    return_weeks: float  # so much is seen for nothing once in so many weeks


def detect_series(
    timestamps: Sequence[datetime],
    values: Sequence[float],
    budget_weeks: float = BUDGET_WEEKS,
) -> Iterator[Row]:
    """Judge each row by the rows before it. Timestamps rise; values are counts, zero or more.

    The spacing of the first two rows is the bucket; missing rows are gaps, of which nothing is
    known. A value that is NaN scores 0 and teaches nothing. Rings falsely about once in
    `budget_weeks` (see `budget`). While a trouble lasts, and for half a day after it, a row keeps a
    tenth of its score unless what happens is much rarer still. Raises ValueError naming the row
    (from 1) that is out of order or negative.
    """
    bucket = _bucket(timestamps)
    p = params_for(bucket)
    rows, budget = empty_rows(p), Budget(budget_weeks, max(HOLD_OFF, 2 * bucket))
    for end, value in _counted(timestamps, values, bucket):
        if math.isnan(value):
            yield _row(0.0, 0.0, 0.0, 0.0, 0.0, False)
            continue
        count = np.array([value])
        verdicts = step(p, rows, end, count, count)
        weeks = float(verdicts.log_weeks.max())
        score, alert = budget.judge(end, weeks)
        expected, variance = float(verdicts.expected[0, 0]), float(verdicts.variance[0, 0])
        yield _row(expected, *gamma_band(expected, variance), score, math.exp(weeks), alert)


def detect_plainly(
    detector: Detector[Any], timestamps: Sequence[datetime], values: Sequence[float]
) -> Iterator[Row]:
    """The same by a detector that keeps no budget: it rings where its score reaches one half and
    did not in the `HOLD_OFF` before. `return_weeks` is 0: it does not know."""
    bucket = _bucket(timestamps)
    state, until = detector.initial(), -math.inf
    for end, value in _counted(timestamps, values, bucket):
        if math.isnan(value):
            yield _row(0.0, 0.0, 0.0, 0.0, 0.0, False)
            continue
        state, found = detector.step(state, points([end * MICROSECONDS], [value]))
        told = found.to_pylist()[0]
        loud = told["score"] >= RINGING
        alert = loud and end > until
        until = end + HOLD_OFF if loud else until
        score = told["score"] if alert or not loud else KNOWN * told["score"]
        yield _row(told["expected"], told["lower"], told["upper"], score, 0.0, alert)


def _counted(
    timestamps: Sequence[datetime], values: Sequence[float], bucket: int
) -> Iterator[tuple[int, float]]:
    """(end of the bucket, value) of each row; ValueError for what is no series of counts."""
    if len(timestamps) != len(values):
        raise ValueError(f"{len(timestamps)} timestamps but {len(values)} values: give one each")
    before, end = None, 0
    for number, (at, value) in enumerate(zip(timestamps, values, strict=True), 1):
        if before is not None and at <= before:
            raise ValueError(f"row {number}: {at} is not after the row before; sort the rows")
        if not (math.isnan(value) or 0 <= value <= MOST):
            raise ValueError(f"row {number}: {value:g} is not a count; give 0 to {MOST:g}")
        # A stamp a little early must not fall into the bucket before.
        end = max((_seconds(at) // bucket + 1) * bucket, end + bucket if before else 0)
        before = at
        yield end, value


def _row(
    expected: float, lower: float, upper: float, score: float, weeks: float, alert: bool
) -> Row:
    return {
        "expected": round(expected, 3),
        "lower": round(lower, 3),
        "upper": round(upper, 3),
        "anomaly_score": round(score, 6),
        "alert": alert,
        "return_weeks": float(f"{weeks:.4g}"),
    }


def _bucket(timestamps: Sequence[datetime]) -> int:
    if len(timestamps) < 2:
        return 300
    return max(1, _seconds(timestamps[1]) - _seconds(timestamps[0]))


def _seconds(at: datetime) -> int:
    """Seconds since 1970; a time without a zone is taken for UTC."""
    return int((at - datetime(1970, 1, 1, tzinfo=at.tzinfo)).total_seconds())
