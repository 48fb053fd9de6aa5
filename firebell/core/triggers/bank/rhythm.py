"""What is usual now: a Gamma-Poisson level times a daily and a weekly profile, learned online.

- The level: a Gamma filter with discounting (Harvey and Fernandes, "Time series models for count or
  qualitative observations", JBES 7, 1989), fed an hour at a time.
- The profile: three floors, flat, hour of the day, hour of the week, each cell the mean of a Gamma
  with prior mean 1, so that with little seen the answer is the floor below. An hour weighs what it
  tells, m / (1 + d m) for a mean m and a relative variance d between days: thirty posts in one
  burst say less about the habit than ten on three days.
- What is itself unusual teaches little, as in Noufaily et al., "An improved algorithm for outbreak
  detection in multiple surveillance systems", Statistics in Medicine 32 (2013).
- A lasting shift becomes the new usual by forgetting the level: West and Harrison, "Monitoring and
  adaptation in Bayesian forecasting models", JASA 81 (1986).
- A cold start: nothing is learned or judged before `birth_events` posts were heard, or `birth_days`
  have passed in near silence (which is knowledge too). So the start of a collection is no crisis.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from firebell.core.triggers.bank.layout import HOURS, Rows
from firebell.core.triggers.bank.params import DAY, HOUR, RhythmParams
from firebell.core.triggers.bank.windows import unrest
from firebell.core.triggers.contract import Numbers

PROFILE_PRIORS = (2.0, 12.0)  # hour of the day, hour of the week
OFF_LEVEL = 0.7  # sigma beyond which an hour counts as off the level
LET_GO = 0.05  # of the level's worth stays when it has shifted
MOST_TIMES = 20.0  # the level; an hour with more says no more of the rhythm
FIRST_DAY = 0.3  # what the first hours teach of the rhythm, beside later ones

Flags = NDArray[np.bool_]


def bear(p: RhythmParams, rows: Rows, end: int, totals: Numbers) -> Flags:
    """Count what young series hear, and say which series there is a usual of."""
    young = rows["born"] < 0
    if young.any():
        part = rows[young]
        _grow(p, part, end, totals[young])
        rows[young] = part
        young = rows["born"] < 0
    alive: Flags = ~young
    return alive


def _grow(p: RhythmParams, rows: Rows, end: int, totals: Numbers) -> None:
    rows["first"] = np.where(rows["first"] < 0, end, rows["first"])
    rows["seen"] += totals
    age = end - rows["first"]
    heard = rows["seen"] >= p.birth_events
    quiet = ~heard & (age >= p.birth_days * DAY)
    long_ago = end - int(p.settle_hours * HOUR)
    rows["born"] = np.where(heard, end, np.where(quiet, long_ago, -1))
    worth = np.maximum(1.0, rows["seen"])
    rows["weight"] = np.where(quiet, worth, rows["weight"])
    rows["level"] = np.where(quiet, worth / np.maximum(1, age) * p.cell, rows["level"])


def turn(p: RhythmParams, rows: Rows, cell: int, hour: int, grain: Numbers) -> None:
    """Learn from the hour that is over, where there was one, and begin the next."""
    past = rows["cell"] >= 0
    if past.any():
        part = rows[past]
        _close(p, part, grain[past])
        rows[past] = part
    rows["cell"], rows["hour"] = cell, hour
    rows["cell_value"] = rows["cell_cover"] = 0.0
    daily, unsure = _daily(rows, np.full(len(rows), hour))
    weekly, more = _weekly(rows, np.full(len(rows), hour))
    rows["factor"], rows["unsure"] = daily * weekly, unsure + more


def _close(p: RhythmParams, rows: Rows, grain: Numbers) -> None:
    heard = rows["factor"] * rows["cell_cover"] > 0
    if not heard.all():
        part = rows[heard]
        if len(part):
            _learn(p, part, grain[heard])
            rows[heard] = part
        return
    _learn(p, rows, grain)


def _learn(p: RhythmParams, rows: Rows, grain: Numbers) -> None:
    exposure = rows["factor"] * rows["cell_cover"]
    restless = unrest(p, rows)[:, p.cell_window]
    mean = rows["level"] * exposure
    spread = restless + 1.0 / rows["weight"] + rows["unsure"]
    sigma = np.sqrt(grain * mean + spread * mean * mean)
    value = rows["cell_value"].copy()
    _watch_shift(p, rows, (value - mean) / np.maximum(sigma, 1e-9))
    known = rows["weight"] > 1
    value = np.where(known, np.minimum(value, mean + p.clip * sigma), value)
    told = np.maximum(mean, np.minimum(value, 1.0)) / grain
    worth = told / (1 + restless * told)
    ratio = value / rows["cell_cover"] / np.maximum(rows["level"], 1e-9)
    gain = worth / (rows["weight"] + worth)
    rows["level"] += gain * (value / exposure - rows["level"])
    keep = 0.5 ** (p.cell / (DAY * p.level_days))
    rows["weight"] = np.maximum(0.01, keep * (rows["weight"] + worth))
    worth = worth * np.minimum(1.0, rows["cell_cover"])
    _learn_profile(p, rows, np.minimum(MOST_TIMES, ratio), worth)


def _watch_shift(p: RhythmParams, rows: Rows, sigmas: Numbers) -> None:
    """So long on one side of the level: let go of it, and learn the new one fast."""
    streak = rows["streak"]
    back = streak - np.sign(streak)
    streak = np.where(np.abs(sigmas) > OFF_LEVEL, streak + np.sign(sigmas).astype(int), back)
    shifted = np.abs(streak) * p.cell >= p.shift_hours * HOUR
    rows["weight"] = np.where(shifted, LET_GO * rows["weight"], rows["weight"])
    rows["streak"] = np.where(shifted, 0, streak)


def _learn_profile(p: RhythmParams, rows: Rows, ratio: Numbers, worth: Numbers) -> None:
    """On the first days the level still runs after the rhythm and says little about it."""
    each, hour = np.arange(len(rows)), rows["hour"].copy()
    age = (rows["cell"] * p.cell - rows["born"]) / DAY
    daily, _ = _daily(rows, hour)
    keep = 0.5 ** (1 / p.week_weeks)
    weekly = np.where(age >= 2, worth, 0.0)
    _take(rows["week_sum"], rows["week_weight"], each, hour, keep, weekly, ratio / daily)
    keep = 0.5 ** (1 / (7 * p.day_weeks))
    worth = worth * np.clip(age, FIRST_DAY, 1.0)
    _take(rows["day_sum"], rows["day_weight"], each, hour % HOURS, keep, worth, ratio)


def _take(
    sums: NDArray[np.float32],
    weights: NDArray[np.float32],
    each: NDArray[np.int64],
    cell: NDArray[np.int64],
    keep: float,
    worth: Numbers,
    ratio: Numbers,
) -> None:
    sums[each, cell] = keep * sums[each, cell].astype(np.float64) + worth * ratio
    weights[each, cell] = keep * weights[each, cell].astype(np.float64) + worth


def _daily(rows: Rows, hour: NDArray[np.int64]) -> tuple[Numbers, Numbers]:
    """Factor and relative variance of an hour of the day; neighbours lend half their weight."""
    each, here = np.arange(len(rows)), hour % HOURS
    before, after = (here - 1) % HOURS, (here + 1) % HOURS
    prior = PROFILE_PRIORS[0]
    total, weight = (
        column[each, here].astype(np.float64)
        + 0.5 * (column[each, before].astype(np.float64) + column[each, after].astype(np.float64))
        for column in (rows["day_sum"], rows["day_weight"])
    )
    return (total + prior) / (weight + prior), 1.0 / (weight + prior)


def _weekly(rows: Rows, hour: NDArray[np.int64]) -> tuple[Numbers, Numbers]:
    each, prior = np.arange(len(rows)), PROFILE_PRIORS[1]
    weight = rows["week_weight"][each, hour].astype(np.float64) + prior
    return (rows["week_sum"][each, hour].astype(np.float64) + prior) / weight, 1.0 / weight
