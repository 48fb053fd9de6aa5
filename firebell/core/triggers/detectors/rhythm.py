"""Counts above their own rhythm: a Gamma-Poisson level times a daily and weekly profile.

What is expected of a window is level x profile; how sure that is adds up from four sources: the
counting itself, the level, the profile, and the day-to-day unrest of this very series at this very
window length. A window rings when a count so high has a smaller probability than its `alarm`, and
it is also high enough in plain terms (`ratio`, `least`).

- Gamma-Poisson (negative binomial) prediction: Greenwood and Yule (1920); as an online filter with
  discounting: Harvey and Fernandes, "Time series models for count or qualitative observations",
  JBES 7 (1989).
- Several trailing windows at once: Neill, "Expectation-based scan statistics for monitoring
  spatial time series data", Int. J. Forecasting 25 (2009).
- What is itself unusual teaches little, as in Noufaily et al., "An improved algorithm for outbreak
  detection in multiple surveillance systems", Statistics in Medicine 32 (2013).
- A lasting shift becomes the new usual by forgetting the level: West and Harrison, "Monitoring and
  adaptation in Bayesian forecasting models", JASA 81 (1986).
- A cold start: nothing is learned or judged before `birth_events` posts were heard, or
  `birth_days` have passed in near silence (which is knowledge too); nothing rings for
  `settle_hours` after that. So the start of a collection is not a crisis.

>>> from firebell.core.triggers.contract import points
>>> detector = Rhythm()
>>> quiet = [float(hour % 2) for hour in range(24 * 7 * 12)]
>>> ends = [300 * 1_000_000 * (n + 1) for n in range(len(quiet) + 12)]
>>> _, found = detector.step(detector.initial(), points(ends, quiet + [10.0] * 12))
>>> rang = found.filter(found["ringing"])["at"][0].value
>>> rang < ends[len(quiet) + 6]
True
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import pyarrow as pa

from firebell.core.triggers.contract import (
    MICROSECONDS,
    RINGING,
    Judgement,
    rows_of,
    signals,
)
from firebell.core.triggers.detectors.rhythm_state import RhythmState, dump_state, load_state
from firebell.core.triggers.profile import factor, learn
from firebell.core.triggers.tails import negative_binomial_tail

HOUR = 3_600
DAY = 24 * HOUR
PROFILE_PRIORS = (2.0, 12.0)  # hour of the day, hour of the week
OFF_LEVEL = 0.7  # sigma beyond which an hour counts as off the level
UNREST_FLOOR = 0.01
KNOWN = 0.35  # relative variance of the expected under which it is taken for known
FIRST_DAY = 0.3  # what the first hours teach of the rhythm, beside later ones


@dataclass(frozen=True, slots=True)
class Span:
    """One trailing window and when it rings."""

    seconds: int  # a multiple of the bucket
    alarm: float  # probability under which it rings
    ratio: float  # and observed is at least this many times the expected
    least: float  # and at least so many
    unrest: float  # prior relative variance of such a series at this length


# Short windows have the heavier tails in real streams (one repost chain fills an hour), so they
# need the smaller probability.
SUDDEN = Span(HOUR, alarm=1e-6, ratio=2.5, least=10, unrest=0.3)
SUSTAINED = Span(6 * HOUR, alarm=3.5e-3, ratio=1.6, least=24, unrest=0.15)


@dataclass(frozen=True, slots=True)
class RhythmParams:
    bucket: int = 300  # seconds a point covers
    spans: tuple[Span, ...] = (SUDDEN, SUSTAINED)  # shortest first
    # Variance of what is counted beside its mean: 1 for whole posts, less where each post counts
    # for its probability only.
    grain: float = 1.0
    record: float = 0.0  # and it must be so many times the record of the days before (0: need not)
    birth_events: int = 20
    birth_days: float = 14.0
    settle_hours: float = 12.0
    level_days: float = 7.0  # half-life of the level
    day_weeks: float = 3.0  # half-life of the hour-of-day profile
    week_weeks: float = 8.0  # half-life of the hour-of-week profile
    unrest_days: float = 14.0  # half-life of the unrest
    unrest_hours: float = 24.0  # what the prior of the unrest is worth
    clip: float = 2.5  # deviations beyond this many sigma teach no more than it
    shift_hours: int = 72  # so long off the level on one side is a new level


class Rhythm:
    name = "rhythm"
    version = 1

    def __init__(self, params: RhythmParams | None = None) -> None:
        p = self.params = params or RhythmParams()
        if not p.spans or any(span.seconds % p.bucket for span in p.spans):
            raise ValueError("spans: give at least one, in seconds that are multiples of bucket")
        self._cell = max(HOUR, p.bucket)
        self._steps = tuple(span.seconds // p.bucket for span in p.spans)
        self._alarms = tuple(-math.log10(span.alarm) for span in p.spans)
        self._keep_level = 0.5 ** (self._cell / (DAY * p.level_days))
        self._keep_profile = (0.5 ** (1 / (7 * p.day_weeks)), 0.5 ** (1 / p.week_weeks))
        self._settle = p.settle_hours * HOUR
        self._apart = tuple(max(1.0, span.seconds / self._cell / 2) for span in p.spans)
        worth = (p.unrest_hours * HOUR / span.seconds for span in p.spans)
        self._priors = tuple((w, w * span.unrest) for w, span in zip(worth, p.spans, strict=True))
        whole = (n for n, span in enumerate(p.spans) if span.seconds >= self._cell)
        self._cell_span = next(whole, len(p.spans) - 1)

    def initial(self) -> RhythmState:
        return RhythmState.new(len(self._steps), max(self._steps))

    def dump(self, state: RhythmState) -> bytes:
        return dump_state(state, self.version)

    def load(self, data: bytes) -> RhythmState:
        return load_state(data, self.version, len(self._steps), max(self._steps))

    def step(self, state: RhythmState, batch: pa.Table) -> tuple[RhythmState, pa.Table]:
        after = state.copy()
        rows = [
            (at, judgement)
            for at, value, total in rows_of(batch)
            for judgement in self.advance(after, at // MICROSECONDS, value, total)
        ]
        return after, signals(rows)

    def judges(self, state: RhythmState) -> bool:
        return state.born >= 0

    def advance(self, state: RhythmState, end: int, value: float, total: float) -> list[Judgement]:
        """Judge one point against the past, then learn from it; changes `state`.

        `end` is the bucket's end in seconds since the epoch. One judgement for each span.
        """
        p = self.params
        if state.born < 0 and not self._bear(state, end, total):
            unknown = 0.0, float(p.birth_events)
            return [Judgement(span.seconds, value, 0.0, 0.0, bounds=unknown) for span in p.spans]
        cell = (end - p.bucket) // self._cell
        if cell != state.cell:
            self._close(state)
            self._open(state, cell)
        expected = state.level * state.factor * p.bucket / self._cell
        self._push(state, end // p.bucket, value, expected)
        state.cell_value += value
        state.cell_cover += p.bucket / self._cell
        return [self._judge(state, n, end) for n in range(len(self._steps))]

    def _bear(self, state: RhythmState, end: int, total: float) -> bool:
        """Enough heard to speak of a usual? What little came before tells nothing of it."""
        p = self.params
        state.first = end if state.first < 0 else state.first
        state.seen += total
        if state.seen >= p.birth_events:
            state.born = end
            return True
        if end - state.first < p.birth_days * DAY:
            return False
        state.born = end - int(p.settle_hours * HOUR)
        state.weight = max(1.0, state.seen)
        state.level = state.weight / (end - state.first) * self._cell
        return True

    def _judge(self, state: RhythmState, n: int, end: int) -> Judgement:
        span = self.params.spans[n]
        observed, expected = state.observed[n], state.expected[n]
        spread = self._unrest(state, n) + self._unsure(state, n)
        variance = self.params.grain * expected + spread * expected * expected
        excess = observed - expected
        if excess <= 0 or excess * excess <= variance or end - state.born < self._settle:
            return Judgement(span.seconds, observed, expected, 0.0, variance)
        grain = self.params.grain
        tail = negative_binomial_tail(observed / grain, expected / grain, spread)
        strength = -math.log10(tail)
        score = strength / (strength + self._alarms[n])
        plain = max(span.least, span.ratio * expected, self.params.record * state.record[n])
        if observed < plain:
            score = min(score, RINGING - 0.01)
        onset = self._onset(state, n, end) if score >= RINGING else None
        return Judgement(span.seconds, observed, expected, score, variance, onset)

    def _onset(self, state: RhythmState, n: int, end: int) -> int:
        """Since when the window has run above the middle between usual and seen (Page, 1954)."""
        size, last, bucket = len(state.ring_observed), state.last, self.params.bucket
        middle = 0.5 * (1 + state.observed[n] / max(state.expected[n], 1e-9))
        total = best = 0.0
        onset = end - bucket
        for back in range(self._steps[n]):
            slot = (last - back) % size
            total += state.ring_observed[slot] - middle * state.ring_expected[slot]
            if total > best:
                best, onset = total, end - (back + 1) * bucket
        return onset

    def _unsure(self, state: RhythmState, n: int) -> float:
        """Relative variance of the expected itself: the level's, and the profile's.

        The profile's hours err nearly apart from each other (neighbours share), so that their
        error averages out over a long window.
        """
        return 1.0 / state.weight + state.unsure / self._apart[n]

    def _unrest(self, state: RhythmState, n: int) -> float:
        """Relative variance beyond counting at this window length, by moments."""
        prior, prior_sum = self._priors[n]
        unrest = (state.unrest_sum[n] + prior_sum) / (state.unrest_weight[n] + prior)
        return unrest if unrest > UNREST_FLOOR else UNREST_FLOOR

    def _push(self, state: RhythmState, index: int, value: float, expected: float) -> None:
        """Move the windows on; buckets that never came are unknown, not silent."""
        size = len(state.ring_observed)
        first = max(state.last + 1, index - size) if state.last >= 0 else index
        for now in range(first, index + 1):
            for n, steps in enumerate(self._steps):
                gone = (now - steps) % size
                state.observed[n] -= state.ring_observed[gone]
                left = state.expected[n] - state.ring_expected[gone]
                state.expected[n] = left if left > 0.0 else 0.0
            state.ring_observed[now % size] = state.ring_expected[now % size] = 0.0
        state.ring_observed[index % size] = value
        state.ring_expected[index % size] = expected
        state.last = index
        for n, steps in enumerate(self._steps):
            seen = state.observed[n] = state.observed[n] + value
            state.expected[n] += expected
            if seen > state.today[n]:
                state.today[n] = seen
            state.block_count[n] += 1
            state.block_observed[n] += value
            state.block_expected[n] += expected
            if state.block_count[n] >= steps:
                self._learn_unrest(state, n)

    def _learn_unrest(self, state: RhythmState, n: int) -> None:
        """A whole window is over: how far off was it, beyond what is explained already?"""
        p = self.params
        mean, unrest, unsure = (
            state.block_expected[n],
            self._unrest(state, n),
            self._unsure(state, n),
        )
        # Before the level is known, being off it says nothing of the series.
        if mean > 0 and unsure < KNOWN:
            counted = p.grain * mean
            limit = p.clip * math.sqrt(counted + (unrest + unsure) * mean * mean)
            gap = max(-limit, min(limit, state.block_observed[n] - mean))
            scale = (p.grain + unrest * mean) ** 2
            keep = 0.5 ** (p.spans[n].seconds / (p.unrest_days * DAY))
            told = (gap * gap - counted - unsure * mean * mean) / scale
            state.unrest_sum[n] = keep * state.unrest_sum[n] + told
            state.unrest_weight[n] = keep * state.unrest_weight[n] + mean * mean / scale
        state.block_count[n] = state.block_observed[n] = state.block_expected[n] = 0.0

    def _open(self, state: RhythmState, cell: int) -> None:
        if cell * self._cell // DAY != state.cell * self._cell // DAY:
            days = zip(state.record, state.today, strict=True)
            state.record = [max(0.98 * record, today) for record, today in days]
            state.today = state.observed[:]
        state.cell, state.cell_value, state.cell_cover = cell, 0.0, 0.0
        state.factor, state.unsure = factor(state.profile, self._hour(cell), *PROFILE_PRIORS)

    def _hour(self, cell: int) -> int:
        return cell * self._cell // HOUR % 168

    def _close(self, state: RhythmState) -> None:
        """Learn level and profile from an hour that is over."""
        exposure = state.factor * state.cell_cover
        if exposure <= 0:
            return
        unrest = self._unrest(state, self._cell_span)
        mean = state.level * exposure
        spread = unrest + 1.0 / state.weight + state.unsure
        grain = self.params.grain
        sigma = math.sqrt(grain * mean + spread * mean * mean)
        value = state.cell_value
        self._watch_shift(state, (value - mean) / max(sigma, 1e-9))
        if state.weight > 1:
            value = min(value, mean + self.params.clip * sigma)
        known = max(mean, min(value, 1.0)) / grain
        weight = known / (1 + unrest * known)
        ratio = min(20.0, value / state.cell_cover / max(state.level, 1e-9))
        gain = weight / (state.weight + weight)
        state.level += gain * (value / exposure - state.level)
        state.weight = max(0.01, self._keep_level * (state.weight + weight))
        self._learn_profile(state, ratio, weight * min(1.0, state.cell_cover))

    def _learn_profile(self, state: RhythmState, ratio: float, weight: float) -> None:
        """On the first days the level still runs after the rhythm and says little about it."""
        age = (state.cell * self._cell - state.born) / DAY
        weights = (weight * min(1.0, max(FIRST_DAY, age)), weight if age >= 2 else 0.0)
        hour, prior = self._hour(state.cell), PROFILE_PRIORS[0]
        learn(state.profile, hour, ratio, weights, prior, self._keep_profile)

    def _watch_shift(self, state: RhythmState, sigmas: float) -> None:
        """So long on one side of the level: let go of it, and learn the new one fast."""
        if abs(sigmas) > OFF_LEVEL:
            state.streak += 1 if sigmas > 0 else -1
        else:
            state.streak -= (state.streak > 0) - (state.streak < 0)
        if abs(state.streak) * self._cell >= self.params.shift_hours * HOUR:
            state.weight *= 0.05
            state.streak = 0
