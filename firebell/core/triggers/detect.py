"""Any series of counts, judged row by row: what `firebell detect` answers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypedDict

from firebell.core.triggers.contract import RINGING
from firebell.core.triggers.detectors.rhythm import SUDDEN, SUSTAINED, Rhythm, RhythmParams, Span

HOUR = 3_600
MOST = 1e12  # what is counted in one row
HOLD_OFF = 24 * HOUR  # seconds in which the same trouble is not news again


class Row(TypedDict):
    """What is said of one input row, from its past alone."""

    expected: float
    lower: float
    upper: float
    anomaly_score: float  # 0 usual to 1; from 0.5 on it is an anomaly
    alert: bool


def detect_series(timestamps: Sequence[datetime], values: Sequence[float]) -> Iterator[Row]:
    """Judge each row by the rows before it. Timestamps rise; values are counts, zero or more.

    The spacing of the first two rows is the bucket; missing rows are gaps, of which nothing is
    known. A value that is NaN scores 0 and teaches nothing. While an alert lasts, and for a day
    after it, the score stays below 0.5 unless what happens is a new burst past the old one.
    Raises ValueError naming the row (from 1) that is out of order or negative.
    """
    if len(timestamps) != len(values):
        raise ValueError(f"{len(timestamps)} timestamps but {len(values)} values: give one each")
    bucket = _bucket(timestamps)
    detector = Rhythm(_params(bucket))
    state = detector.initial()
    quiet_until, loudest, before = -math.inf, 0.0, -math.inf
    for number, (at, value) in enumerate(zip(timestamps, values, strict=True), 1):
        end = _seconds(at) + bucket
        if end <= before:
            raise ValueError(f"row {number}: {at} is not after the row before; sort the rows")
        before = end
        if math.isnan(value):
            yield _row(0.0, 0.0, 0.0, 0.0, False)
            continue
        if not 0 <= value <= MOST:
            raise ValueError(f"row {number}: {value:g} is not a count; give 0 to {MOST:g}")
        judged = detector.advance(state, end, value, value)
        own, worst = judged[0], max(judged, key=lambda j: j.score)
        score, alert = worst.score, worst.score >= RINGING
        if alert and end < quiet_until and worst.observed < 2 * loudest:
            score, alert = RINGING - 0.01, False
        if worst.score >= RINGING:
            loudest = max(worst.observed, 0.0 if alert else loudest)
            quiet_until = end + HOLD_OFF
        yield _row(own.expected, *own.band, score, alert)


def _row(expected: float, lower: float, upper: float, score: float, alert: bool) -> Row:
    return {
        "expected": round(expected, 3),
        "lower": round(lower, 3),
        "upper": round(upper, 3),
        "anomaly_score": round(score, 6),
        "alert": alert,
    }


def _params(bucket: int) -> RhythmParams:
    """The row itself, an hour and six hours; where rows are longer, the row itself and six."""
    row = Span(bucket, alarm=1e-8, ratio=4.0, least=20, unrest=0.5)
    longer = [
        Span(_multiple(span.seconds, bucket), span.alarm, span.ratio, span.least, span.unrest)
        for span in (SUDDEN, SUSTAINED)
    ]
    spans = (row, *(span for span in longer if span.seconds > bucket))
    return RhythmParams(bucket=bucket, spans=spans)


def _multiple(seconds: int, bucket: int) -> int:
    return max(1, round(seconds / bucket)) * bucket


def _bucket(timestamps: Sequence[datetime]) -> int:
    if len(timestamps) < 2:
        return 300
    return max(1, _seconds(timestamps[1]) - _seconds(timestamps[0]))


def _seconds(at: datetime) -> int:
    """Seconds since 1970; a time without a zone is taken for UTC."""
    return int((at - datetime(1970, 1, 1, tzinfo=at.tzinfo)).total_seconds())
