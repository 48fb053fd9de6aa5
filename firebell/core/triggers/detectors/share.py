"""A share above its own habit: so many of so few may be chance, so a beta-binomial judges.

`value` of `total` posts in a trailing window are compared with the share learned so far. Its
unrest between windows is learned too, so that a brand whose mood swings from day to day is not
taken for one in trouble; and a share alone never rings: `least` posts must stand behind it. How
improbable a window is, is compared with each day's least probable one, as `calibration` says.

Beta-binomial counts: Skellam, "A probability distribution derived from the binomial distribution
by regarding the probability of success as variable between the sets of trials", JRSS B 10 (1948).
Unrest by moments: Kleinman, "Proportions with extraneous variance", JASA 68 (1973).
Small windows are shrunk by the distribution itself: with n small no count is improbable.

>>> from firebell.core.triggers.contract import points
>>> detector = Share()
>>> ends = [300 * 1_000_000 * (n + 1) for n in range(12 * 24 * 3)]
>>> usual = [1.0] * len(ends)
>>> usual[-36:] = [4.0] * 36
>>> _, found = detector.step(detector.initial(), points(ends, usual, [4.0] * len(ends)))
>>> found["ringing"].to_pylist().index(True) > len(ends) - 36
True
"""

from __future__ import annotations

import math
import struct
from collections import deque
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow as pa

from firebell.core.triggers.calibration import EULER, GUMBEL, learned, log_weeks, scales
from firebell.core.triggers.contract import (
    MICROSECONDS,
    RINGING,
    Judgement,
    Numbers,
    StateError,
    rows_of,
    signals,
)
from firebell.core.triggers.tails import BAND, beta_binomial_tail

HOUR = 3_600
DAY = 24 * HOUR
_NUMBERS = (
    *("heard", "count", "total", "unrest_sum", "unrest_weight", "seen", "trials"),
    *("top", "days", "top_sum", "top_square"),
)
_HEADER = struct.Struct(f"<Bqq{len(_NUMBERS)}dI")
_ENTRY = struct.Struct("<qdd")


@dataclass(frozen=True, slots=True)
class ShareParams:
    bucket: int = 300  # seconds a point covers
    window: int = 6 * HOUR  # seconds
    budget_weeks: float = 4.0  # a score of 0.5: so much is seen for nothing once in so many weeks
    more: float = 0.15  # the share is at least so much higher than usual
    least: float = 30  # and at least so many posts are behind it
    birth_events: int = 100  # posts before anything is usual
    half_life_days: float = 7.0
    unrest: float = 0.03  # prior intra-window correlation
    unrest_windows: float = 8.0  # what that prior is worth
    loud: float = 1.5  # prior location and scale of the logarithm of each day's least probable
    spread: float = 0.4


@dataclass(slots=True)
class ShareState:
    end: int = -1  # of the last point, in seconds
    day: int = -1  # whose least probable window is being found
    heard: float = 0.0  # posts so far
    count: float = 0.0  # learned, discounted
    total: float = 0.0
    unrest_sum: float = 0.0
    unrest_weight: float = 0.0
    seen: float = 0.0  # of the window now
    trials: float = 0.0
    top: float = 0.0  # of the day so far, log(1 + nats)
    days: float = 0.0  # learned of days before, discounted
    top_sum: float = 0.0
    top_square: float = 0.0
    recent: deque[tuple[int, float, float]] = field(default_factory=deque)


class Share:
    name = "share"
    version = 2

    def __init__(self, params: ShareParams | None = None) -> None:
        p = self.params = params or ShareParams()
        if p.window % p.bucket:
            raise ValueError("window: give seconds that are a multiple of bucket")
        self._prior = (
            np.array([[p.loud + EULER * p.spread]]),
            np.array([[(p.spread / GUMBEL) ** 2]]),
        )

    def initial(self) -> ShareState:
        return ShareState()

    def judges(self, state: ShareState) -> bool:
        return state.heard >= self.params.birth_events

    def dump(self, state: ShareState) -> bytes:
        numbers = (getattr(state, name) for name in _NUMBERS)
        length = len(state.recent)
        header = _HEADER.pack(self.version, state.end, state.day, *numbers, length)
        return header + b"".join(_ENTRY.pack(*entry) for entry in state.recent)

    def load(self, data: bytes) -> ShareState:
        if len(data) < _HEADER.size or data[0] != self.version:
            raise StateError("share: state of another version; start from initial()")
        _, end, day, *numbers, length = _HEADER.unpack_from(data)
        if len(data) != _HEADER.size + length * _ENTRY.size:
            raise StateError("share: broken state; start from initial()")
        recent = deque(_ENTRY.iter_unpack(data[_HEADER.size :]))
        named = dict(zip(_NUMBERS, numbers, strict=True))
        return ShareState(end, day, **named, recent=recent)

    def step(self, state: ShareState, batch: pa.Table) -> tuple[ShareState, pa.Table]:
        after = replace(state, recent=state.recent.copy())
        rows = [
            (at, self.advance(after, at // MICROSECONDS, value, total))
            for at, value, total in rows_of(batch)
        ]
        return after, signals(rows)

    def advance(self, state: ShareState, end: int, value: float, total: float) -> Judgement:
        """Judge the window that ends here, then learn from it; changes `state`."""
        p = self.params
        if state.end >= 0 and end // p.window != state.end // p.window:
            self._learn(state)
        if state.day != (end - p.bucket) // DAY:
            self._end_day(state, (end - p.bucket) // DAY)
        state.end = end
        state.heard += total
        if total > 0:
            state.recent.append((end, value, total))
            state.seen += value
            state.trials += total
        while state.recent and state.recent[0][0] <= end - p.window:
            _, old_value, old_total = state.recent.popleft()
            state.seen -= old_value
            state.trials -= old_total
        return self._judge(state)

    def _judge(self, state: ShareState) -> Judgement:
        p, n = self.params, state.trials
        if state.heard < p.birth_events or state.total <= 0 or n <= 0:
            return Judgement(p.window, state.seen, 0.0, 0.0, bounds=(0.0, n))
        share = (state.count + 0.5) / (state.total + 1)
        unrest = self._unrest(state) + 1 / (state.total + 1)
        expected = n * share
        sigma = math.sqrt(n * share * (1 - share) * (1 + (n - 1) * min(unrest, 0.9)))
        band = max(0.0, expected - BAND * sigma), min(n, expected + BAND * sigma)
        if state.seen <= expected + sigma:
            return Judgement(p.window, state.seen, expected, 0.0, bounds=band)
        tail = beta_binomial_tail(state.seen, n, share, 1 / min(unrest, 0.9) - 1)
        weeks = self._return_weeks(state, math.log1p(-math.log(tail)))
        score = weeks / (weeks + p.budget_weeks)
        if state.seen < p.least or state.seen / n < share + p.more:
            score, weeks = min(score, RINGING - 0.01), 0.0
        onset = state.recent[0][0] - p.bucket if score >= RINGING else None
        return Judgement(p.window, state.seen, expected, score, 0.0, onset, band, weeks)

    def _return_weeks(self, state: ShareState, loud: float) -> float:
        """And remember how loud it was."""
        location, scale = self._scales(state)
        state.top = max(state.top, loud)
        return math.exp(float(log_weeks(np.array([[loud]]), location, scale)[0, 0]))

    def _scales(self, state: ShareState) -> tuple[Numbers, Numbers]:
        learnt = (
            np.array([state.days]),
            np.array([[state.top_sum]]),
            np.array([[state.top_square]]),
        )
        return scales(*learnt, *self._prior, with_loudest=False)

    def _end_day(self, state: ShareState, day: int) -> None:
        if state.day >= 0 and state.top > 0:
            days, sums, squares = learned(
                np.array([[state.days]]),
                np.array([[state.top_sum]]),
                np.array([[state.top_square]]),
                np.array([[state.top]]),
                *self._scales(state),
            )
            state.days, state.top_sum = float(days[0, 0]), float(sums[0, 0])
            state.top_square = float(squares[0, 0])
        state.day, state.top = day, 0.0

    def _unrest(self, state: ShareState) -> float:
        p = self.params
        told = state.unrest_sum + p.unrest_windows * p.unrest
        return max(0.005, told / (state.unrest_weight + p.unrest_windows))

    def _learn(self, state: ShareState) -> None:
        """A whole window is over. One far off teaches no more than one at two and a half sigma."""
        p, n = self.params, state.trials
        if n <= 0:
            return
        keep = 0.5 ** (p.window / (DAY * p.half_life_days))
        seen = state.seen
        if state.total > 0 and n > 1:
            share = (state.count + 0.5) / (state.total + 1)
            unrest = self._unrest(state)
            sigma = math.sqrt(n * share * (1 - share) * (1 + (n - 1) * unrest))
            seen = n * share + max(-2.5 * sigma, min(2.5 * sigma, seen - n * share))
            excess = (seen - n * share) ** 2 / (n * share * (1 - share)) - 1
            weight = min(1.0, (n - 1) / 20)
            state.unrest_sum = keep * state.unrest_sum + weight * excess / (n - 1)
            state.unrest_weight = keep * state.unrest_weight + weight
        # A busy window speaks for its own mood mostly: its worth is capped by the unrest.
        worth = n / (1 + (n - 1) * self._unrest(state))
        state.count = keep * state.count + worth * seen / n
        state.total = keep * state.total + worth
