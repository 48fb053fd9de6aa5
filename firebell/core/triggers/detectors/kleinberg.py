"""Bursts as states of an automaton, decoded online: Kleinberg, "Bursty and hierarchical structure
in streams", KDD 2002, with two states.

In the usual state posts come at the mean rate of the last weeks, in the burst state `times` as
fast; entering the burst costs `gamma` times the logarithm of how many points there were. The
score compares what the burst state has saved so far (a sum of log likelihood ratios that begins
anew where it would fall below zero, which is the best path's) with that cost. It knows no rhythm: a
baseline, which still is what much of the literature compares with.

>>> from firebell.core.triggers.contract import points
>>> detector = Kleinberg()
>>> ends = [300 * 1_000_000 * (n + 1) for n in range(12 * 24 * 3 + 12)]
>>> usual = [float(n % 3) for n in range(12 * 24 * 3)]
>>> _, found = detector.step(detector.initial(), points(ends, usual + [9.0] * 12))
>>> found["ringing"].to_pylist().index(True) - 12 * 24 * 3 < 6
True
"""

from __future__ import annotations

import math
import struct
from dataclasses import astuple, dataclass, replace

import pyarrow as pa

from firebell.core.triggers.contract import (
    MICROSECONDS,
    RINGING,
    Judgement,
    StateError,
    rows_of,
    signals,
)
from firebell.core.triggers.tails import TINY

DAY = 24 * 3_600
_STATE = struct.Struct("<Bq7d")


@dataclass(frozen=True, slots=True)
class KleinbergParams:
    bucket: int = 300  # seconds a point covers
    times: float = 3.0  # the rate of a burst beside the usual
    gamma: float = 1.0  # what a burst costs
    half_life_days: float = 7.0  # of the mean
    least_points: float = 288.0  # before anything is judged


@dataclass(slots=True)
class KleinbergState:
    since: int = -1  # the beginning of the burst, if it is one
    points: float = 0.0
    weight: float = 0.0
    total: float = 0.0  # discounted, for the mean
    saved: float = 0.0  # by the burst state, in nats
    observed: float = 0.0  # since then
    expected: float = 0.0
    length: float = 0.0  # points since then


class Kleinberg:
    name = "kleinberg"
    version = 1

    def __init__(self, params: KleinbergParams | None = None) -> None:
        self.params = params or KleinbergParams()
        self._keep = 0.5 ** (self.params.bucket / (DAY * self.params.half_life_days))

    def initial(self) -> KleinbergState:
        return KleinbergState()

    def judges(self, state: KleinbergState) -> bool:
        return state.points >= self.params.least_points

    def dump(self, state: KleinbergState) -> bytes:
        return _STATE.pack(self.version, *astuple(state))

    def load(self, data: bytes) -> KleinbergState:
        if len(data) != _STATE.size or data[0] != self.version:
            raise StateError("kleinberg: no state of this version; start from initial()")
        return KleinbergState(*_STATE.unpack(data)[1:])

    def step(self, state: KleinbergState, batch: pa.Table) -> tuple[KleinbergState, pa.Table]:
        after = replace(state)
        rows = [
            (at, self._advance(after, at // MICROSECONDS, value)) for at, value, _ in rows_of(batch)
        ]
        return after, signals(rows)

    def _advance(self, state: KleinbergState, end: int, value: float) -> Judgement:
        p = self.params
        mean = max(TINY, state.total / state.weight) if state.weight else TINY
        if state.saved <= 0:
            state.since, state.saved = end - p.bucket, 0.0
            state.observed = state.expected = state.length = 0.0
        judged = self.judges(state)
        if judged:
            state.saved += value * math.log(p.times) - mean * (p.times - 1)
        state.observed += value
        state.expected += mean if judged else 0.0
        state.length += 1
        state.points += 1
        state.weight = self._keep * state.weight + 1
        state.total = self._keep * state.total + value
        return self._judge(state, end, judged)

    def _judge(self, state: KleinbergState, end: int, judged: bool) -> Judgement:
        seconds = int(state.length * self.params.bucket)
        band = 0.0, max(state.expected, state.expected * self.params.times)
        saved = max(0.0, state.saved)
        score = saved / (saved + self.params.gamma * math.log(state.points + 1)) if judged else 0.0
        onset = state.since if score >= RINGING else None
        return Judgement(seconds, state.observed, state.expected, score, 0.0, onset, band)
