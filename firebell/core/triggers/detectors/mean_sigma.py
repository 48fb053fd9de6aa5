"""An hour above the mean of the last weeks by k standard deviations: the plain rule, as a baseline.

What most tools ship (Huginn's peak detector: three deviations above the mean of two weeks). It
knows no rhythm and no chance of counting. Use it to compare with, or where everybody must be able
to check an alert by hand.

>>> from firebell.core.triggers.contract import points
>>> detector = MeanSigma()
>>> ends = [300 * 1_000_000 * (n + 1) for n in range(12 * 24 * 3 + 12)]
>>> usual = [float(n % 3) for n in range(12 * 24 * 3)]
>>> _, found = detector.step(detector.initial(), points(ends, usual + [9.0] * 12))
>>> found["ringing"].to_pylist().index(True) - 12 * 24 * 3 < 6
True
"""

from __future__ import annotations

import math
import struct
from collections import deque
from dataclasses import dataclass, field

import pyarrow as pa

from firebell.core.triggers.contract import (
    MICROSECONDS,
    RINGING,
    Judgement,
    StateError,
    rows_of,
    signals,
)

HOUR = 3_600
DAY = 24 * HOUR
_HEADER = struct.Struct("<BqqdII")
_HOUR = struct.Struct("<qd")


@dataclass(frozen=True, slots=True)
class MeanSigmaParams:
    bucket: int = 300  # seconds a point covers
    sigmas: float = 3.0
    days: int = 14  # of hours that are remembered
    least_hours: int = 24  # before anything is judged


@dataclass(slots=True)
class MeanSigmaState:
    end: int = -1
    hour: int = -1  # the hour that is being filled, counted from 1970
    value: float = 0.0  # of it so far
    window: deque[tuple[int, float]] = field(default_factory=deque)  # the last hour's points
    hours: deque[tuple[int, float]] = field(default_factory=deque)  # whole hours and their counts

    def copy(self) -> MeanSigmaState:
        return MeanSigmaState(
            self.end, self.hour, self.value, self.window.copy(), self.hours.copy()
        )


class MeanSigma:
    name = "mean-sigma"
    version = 1

    def __init__(self, params: MeanSigmaParams | None = None) -> None:
        self.params = params or MeanSigmaParams()

    def initial(self) -> MeanSigmaState:
        return MeanSigmaState()

    def judges(self, state: MeanSigmaState) -> bool:
        return len(state.hours) >= self.params.least_hours

    def dump(self, state: MeanSigmaState) -> bytes:
        sizes = len(state.window), len(state.hours)
        head = _HEADER.pack(self.version, state.end, state.hour, state.value, *sizes)
        return head + b"".join(_HOUR.pack(*one) for one in (*state.window, *state.hours))

    def load(self, data: bytes) -> MeanSigmaState:
        if len(data) < _HEADER.size or data[0] != self.version:
            raise StateError("mean-sigma: state of another version; start from initial()")
        _, end, hour, value, window, hours = _HEADER.unpack_from(data)
        if len(data) != _HEADER.size + (window + hours) * _HOUR.size:
            raise StateError("mean-sigma: broken state; start from initial()")
        entries = list(_HOUR.iter_unpack(data[_HEADER.size :]))
        return MeanSigmaState(end, hour, value, deque(entries[:window]), deque(entries[window:]))

    def step(self, state: MeanSigmaState, batch: pa.Table) -> tuple[MeanSigmaState, pa.Table]:
        after = state.copy()
        rows = [
            (at, self._advance(after, at // MICROSECONDS, value)) for at, value, _ in rows_of(batch)
        ]
        return after, signals(rows)

    def _advance(self, state: MeanSigmaState, end: int, value: float) -> Judgement:
        hour = (end - self.params.bucket) // HOUR
        if state.hour not in (-1, hour):
            self._close(state)
        state.hour, state.end = hour, end
        state.value += value
        state.window.append((end, value))
        while state.window[0][0] <= end - HOUR:
            state.window.popleft()
        return self._judge(state)

    def _close(self, state: MeanSigmaState) -> None:
        state.hours.append((state.hour, state.value))
        state.value = 0.0
        while state.hours[0][0] <= state.hour - 24 * self.params.days:
            state.hours.popleft()

    def _judge(self, state: MeanSigmaState) -> Judgement:
        observed = sum(value for _, value in state.window)
        if not self.judges(state):
            return Judgement(HOUR, observed, 0.0, 0.0, bounds=(0.0, observed))
        counts = [count for _, count in state.hours]
        mean = sum(counts) / len(counts)
        sigma = math.sqrt(sum((count - mean) ** 2 for count in counts) / len(counts))
        limit = self.params.sigmas * sigma
        band = max(0.0, mean - limit), mean + limit
        score = _score(observed - mean, limit)
        onset = state.window[0][0] - self.params.bucket if score >= RINGING else None
        return Judgement(HOUR, observed, mean, score, 0.0, onset, band)


def _score(excess: float, limit: float) -> float:
    """One half where the excess is the limit; flat data that rises at all is beyond it."""
    if excess <= 0:
        return 0.0
    return excess / (excess + max(limit, 1e-9))
