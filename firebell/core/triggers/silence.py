"""Has a source fallen silent, against its own habit?

A habit is learned from how many words came in each hour that was listened to, and has four parts:

- **rates**: words an hour for each of the 168 hours of the week (UTC). A rate is the mean of what
  was heard in that hour of the week, drawn towards `WARY` times the mean of that hour of any day:
  an hour that was heard seldom proves little, and one never heard on any day proves nothing.
- **bunch**: words come in bunches (a post and its answers). Its estimate is the index of dispersion
  within days, sum (y - m)^2 / sum m, with m the rates scaled to each day's level; for words in
  bunches of size S this is E[S^2]/E[S], at least the mean size (Cox and Lewis, The Statistical
  Analysis of Series of Events, 1966, chapter 4).
- **mood** k: days differ. Their levels vary around 1 with variance 1/k, by the moments of the days'
  totals, beginning from `MOODY` as if that had been seen on `MOODY_DAYS` days.
- **level**: how the last two days compare, at most 1; and **sure** u: the variance of the estimated
  level is 1/u.

A span is cut into days. Where the rates promise L words in a day, that is x = level * L / bunch
bunches, the chance of hearing nothing is that of a gamma-Poisson (negative binomial) count
(Greenwood and Yule 1920), (1 + x/k) ** -k. The first day is known better: B bunches were heard
in the day before the silence where X were to be expected: its level is gamma distributed with shape
k + wB and rate k + wX, with the weight w = `CARRIED` because moods turn. With s the sum over the
days of -log(chance), the chance of hearing nothing at all, with the level itself unsure, is

    p = (1 + s / u) ** -u

**How often it rings falsely.** Every bunch begins a gap that may ring. With n bunches a week, a gap
rings when p < `FALSE_RINGS_A_WEEK` / n, so that a source whose habit is as described rings falsely
`FALSE_RINGS_A_WEEK` times a week: once in fifty weeks. What is learned errs on the quiet side, and
simulated sources with rhythms, bunches and moody days stay below that (see the tests).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

HOUR = 3_600
DAY = 24 * HOUR
DAY_HOURS, WEEK_HOURS = 24, 168
_MONDAY = 4 * 24  # 1970-01-01 was a Thursday: hours from the Monday before it, less a week

FALSE_RINGS_A_WEEK = 0.02
WARY = 0.1  # what an hour of the week that was never heard is worth beside the same hour of any day
PRIOR_HOURS = 1.0
LEAST_HOURS = 24  # observed, before anything is judged
RECENT_HOURS = 48
MOODY, MOODY_DAYS = 0.5, 5
LARGEST_SHAPE = 50.0
CARRIED = 0.1
LONGEST_GAP = 14 * DAY  # seconds; longer silences are no more surprising

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Habit:
    """See the module. `rates` has 168 values, words an hour from Monday 0:00 UTC; `means` are the
    same without wariness, to be told to people and not to be judged by."""

    rates: Floats
    means: Floats
    bunch: float
    mood: float
    sure: float
    level: float
    hours: int  # observed

    @property
    def a_week(self) -> float:
        """Words that a usual week has."""
        return float(self.rates.sum())

    @property
    def threshold(self) -> float:
        """A gap less likely than this rings."""
        bunches = self.level * self.a_week / self.bunch
        return min(0.05, FALSE_RINGS_A_WEEK / max(bunches, 1e-9))

    def expected(self, since: float, until: float) -> float:
        """Words that can be counted on between two instants, seconds since 1970."""
        return self._between(self.rates, since, until)

    def usual(self, since: float, until: float) -> float:
        """Words that are usual between two instants, as far as is known."""
        return self.level * self._between(self.means, since, until)

    def _between(self, rates: Floats, since: float, until: float) -> float:
        if until <= since:
            return 0.0
        edges = np.arange(since // HOUR * HOUR, until + HOUR, HOUR)
        shares = np.minimum(edges + HOUR, until) - np.maximum(edges, since)
        return float((rates[hour_of_week(edges)] * np.maximum(shares, 0)).sum() / HOUR)

    def chance_of_nothing(self, since: float, until: float, before: float = 0.0) -> float:
        """How likely it is to hear nothing from `since` to `until` while all is well.

        `before` is how many words came in the day that ended at `since`.
        """
        began, since = since, max(since, until - LONGEST_GAP)
        heard = before if began == since else 0.0
        surprise = self._first_day(since, min(until, since + DAY), heard)
        while (since := since + DAY) < until:
            bunches = self._bunches(since, min(until, since + DAY))
            surprise += self.mood * math.log1p(bunches / self.mood)
        return float((1 + surprise / self.sure) ** -self.sure)

    def _first_day(self, since: float, until: float, before: float) -> float:
        usual = self._bunches(since - DAY, since)
        # More than usual proves no more than the usual does.
        heard = min(before / self.bunch, usual)
        rate = self.mood + CARRIED * usual
        return (self.mood + CARRIED * heard) * math.log1p(self._bunches(since, until) / rate)

    def _bunches(self, since: float, until: float) -> float:
        return self.level * self.expected(since, until) / self.bunch

    def rings(self, since: float, until: float, before: float = 0.0) -> bool:
        """Is it silent against its habit, if nothing came from `since` to `until`?"""
        return self.chance_of_nothing(since, until, before) < self.threshold


def hour_of_week(seconds: npt.ArrayLike) -> Ints:
    """0 for Monday 0:00 to 1:00 UTC, to 167."""
    hours = np.asarray(seconds, dtype=np.float64) // HOUR
    return ((hours - _MONDAY) % WEEK_HOURS).astype(np.int64)


def learn(hours: npt.ArrayLike, counts: npt.ArrayLike) -> Habit | None:
    """The habit of a source, None while too little is known.

    `hours` are the beginnings (seconds since 1970, rising) of the whole hours in which the source
    was listened to, and `counts` what came in each, zero too.
    """
    at = np.asarray(hours, dtype=np.int64)
    heard = np.asarray(counts, dtype=np.float64)
    if len(at) < LEAST_HOURS or not heard.sum():
        return None
    cells = hour_of_week(at)
    rates, means = _rates(cells, heard, WARY), _rates(cells, heard, 1.0)
    expected = rates[cells]
    days = np.unique(at // DAY, return_inverse=True)[1]
    day_heard: Floats = np.bincount(days, heard).astype(np.float64)
    day_expected: Floats = np.bincount(days, expected).astype(np.float64)
    bunch = _bunch(heard, expected, (day_heard / np.maximum(day_expected, 1e-9))[days])
    return Habit(
        rates=rates,
        means=means,
        bunch=bunch,
        mood=_mood(day_heard, day_expected, bunch),
        sure=1 / max(1 / LARGEST_SHAPE, bunch / float(heard.sum()) + 1 / len(day_heard)),
        level=_level(heard[-RECENT_HOURS:], expected[-RECENT_HOURS:], bunch),
        hours=len(at),
    )


def _rates(cells: Ints, heard: Floats, wary: float) -> Floats:
    of_day = cells % DAY_HOURS
    in_day = np.bincount(of_day, heard, DAY_HOURS)
    seen_in_day = np.bincount(of_day, minlength=DAY_HOURS)
    usual = np.divide(in_day, seen_in_day, out=np.zeros(DAY_HOURS), where=seen_in_day > 0)
    prior = wary * np.tile(usual, WEEK_HOURS // DAY_HOURS)
    in_week = np.bincount(cells, heard, WEEK_HOURS)
    seen = np.bincount(cells, minlength=WEEK_HOURS)
    rates: Floats = (PRIOR_HOURS * prior + in_week) / (PRIOR_HOURS + seen)
    return rates


def _bunch(heard: Floats, expected: Floats, level: Floats) -> float:
    scaled = expected * level
    total = scaled.sum()
    return max(1.0, float(((heard - scaled) ** 2).sum() / total)) if total else 1.0


def _mood(heard: Floats, expected: Floats, bunch: float) -> float:
    # The rates are drawn low on purpose: days are compared with what they add up to on average.
    scaled = expected * heard.sum() / max(float(expected.sum()), 1e-9)
    beyond = ((heard - scaled) ** 2 - bunch * scaled).sum() / max(float((scaled**2).sum()), 1e-9)
    days = len(heard)
    variance = (days * max(0.0, beyond) + MOODY_DAYS * MOODY) / (days + MOODY_DAYS)
    return float(1 / max(1 / LARGEST_SHAPE, variance))


def _level(heard: Floats, expected: Floats, bunch: float) -> float:
    return float(min(1.0, (bunch + heard.sum()) / (bunch + expected.sum())))
