"""One bucket of many series: what was usual, what was seen, and how rare that is."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firebell.core.triggers.bank import rhythm, windows
from firebell.core.triggers.bank.layout import Rows, scale_anew
from firebell.core.triggers.bank.params import DAY, HOUR, Own, RhythmParams
from firebell.core.triggers.bank.rhythm import Flags
from firebell.core.triggers.calibration import NEVER, learned, log_weeks
from firebell.core.triggers.contract import Numbers
from firebell.core.triggers.tails import TINY

COVERED = 0.5  # of a day was judged: then its largest counts


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What is said of one bucket of `n` series; `parts` are the spans, and what lasts behind them.

    `seconds` (n, parts) is how long each part reaches back, `log_weeks` its return period with all
    parts considered, so that the largest of a row is the row's own.
    """

    seconds: NDArray[np.int64]
    observed: Numbers
    expected: Numbers
    variance: Numbers
    log_weeks: Numbers


def step(
    p: RhythmParams,
    rows: Rows,
    end: int,
    values: Numbers,
    totals: Numbers,
    hour: int | None = None,
    own: Own | None = None,
) -> Verdicts:
    """Judge the bucket that ends at `end` (seconds since 1970), then learn from it; changes `rows`.

    `values` and `totals` are [n]. `hour` is the hour of the week that the bucket is to be compared
    with, 0 to 167; None: of a Thursday midnight in 1970, UTC, on. `own`: where the series differ in
    it; None: all by `p`.
    """
    own = own or Own.of([p])
    grain = np.broadcast_to(own.grain, len(rows))
    cell, index = (end - p.bucket) // p.cell, end // p.bucket - 1
    hour = cell * p.cell // HOUR % 168 if hour is None else hour
    alive = rhythm.bear(p, rows, end, totals)
    changed = alive & (rows["cell"] != cell)
    if changed.any():
        part = rows[changed]
        rhythm.turn(p, part, cell, hour, grain[changed])
        rows[changed] = part
    usual = np.where(alive, rows["level"] * rows["factor"] * p.bucket / p.cell, 0.0)
    values = np.where(alive, values, 0.0)
    windows.push(p, rows, index, values, usual)
    windows.learn_unrest(p, rows, index, grain)
    rows["cell_value"] += values
    rows["cell_cover"] += np.where(alive, p.bucket / p.cell, 0.0)
    return _judge(p, own, rows, end, values, usual, alive)


def _judge(
    p: RhythmParams,
    own: Own,
    rows: Rows,
    end: int,
    values: Numbers,
    usual: Numbers,
    alive: Flags,
) -> Verdicts:
    spread = windows.unrest(p, rows) + windows.unsure(p, rows)
    windows.gather_evidence(p, rows, end, values, usual, spread[:, 0], own.grain)
    observed = np.column_stack([rows["observed"][:, 1:], rows["since_observed"]])
    expected = np.column_stack([rows["expected"][:, 1:], rows["since_expected"]])
    spread = np.column_stack([spread[:, 1:], spread[:, p.cell_window]])
    grain = own.grain[:, None]
    spans = statistic(p.more, grain, observed[:, :-1], expected[:, :-1], spread[:, :-1])
    loud = np.column_stack([spans, np.log1p(rows["evidence"])])
    judged = alive & (end - rows["born"] >= p.settle_hours * HOUR)
    weeks = _calibrated(p, own, rows, end, loud, judged)
    silent = ~judged[:, None] | (observed < own.least) | (observed <= expected)
    seconds = np.empty(observed.shape, np.int64)
    seconds[:, :-1] = [span.seconds for span in p.spans]
    seconds[:, -1] = end - rows["since"]
    variance = grain * expected + spread * expected * expected
    return Verdicts(seconds, observed, expected, variance, np.where(silent, NEVER, weeks))


def statistic(
    weight: Numbers, grain: Numbers, observed: Numbers, expected: Numbers, spread: Numbers
) -> Numbers:
    """How far above the usual, for each span: a mean of two logarithms, weighed by `Span.more`.

    One of the deviance, which knows how restless the series is and asks how improbable; the other
    of the excess in square roots (Anscombe, Biometrika 35, 1948), which asks how many more people.
    """
    improbable = np.log1p(deviance(grain, observed, expected, spread))
    more = 2 * (np.sqrt(observed / grain + 0.375) - np.sqrt(expected / grain + 0.375))
    answer: Numbers = (1 - weight) * improbable + weight * np.log1p(np.maximum(0.0, more))
    return answer


def deviance(
    grain: float | Numbers, observed: Numbers, expected: Numbers, spread: Numbers
) -> Numbers:
    """Half the deviance of a negative binomial count above its mean, in nats; 0 below it.

    Near the logarithm of one over its tail, with `spread` its relative variance beyond counting
    (McCullagh and Nelder, Generalized Linear Models, 1989, table 2.1 and section 11.2).
    """
    seen, mean = observed / grain, np.maximum(expected / grain, TINY)
    more = seen * np.log(np.maximum(seen, TINY) / mean)
    strength = more - (seen + 1 / spread) * np.log((1 + spread * seen) / (1 + spread * mean))
    answer: Numbers = np.where(seen > mean, np.maximum(strength, 0.0), 0.0)
    return answer


def _calibrated(
    p: RhythmParams, own: Own, rows: Rows, end: int, loud: Numbers, judged: Flags
) -> Numbers:
    """Log return weeks of each part, those of the loudest part being the row's."""
    _end_day(rows, (end - p.bucket) // DAY, DAY / p.bucket)
    location, scale = rows["location"], rows["scale"]
    weeks = log_weeks(loud, location[:, :-1], scale[:, :-1]) + own.log_shares
    loudest = weeks.max(axis=1)
    whole = log_weeks(loudest, location[:, -1], scale[:, -1])
    today = np.column_stack([loud, loudest])
    rows["day_top"] = np.where(judged[:, None], np.maximum(rows["day_top"], today), rows["day_top"])
    rows["day_cover"] += judged
    answer: Numbers = whole[:, None] + (weeks - loudest[:, None])
    return answer


def _end_day(rows: Rows, day: int, buckets: float) -> None:
    """Where another day has begun: learn from the loudest of the last one."""
    over = rows["day"] != day
    if not over.any():
        return
    told = over & (rows["day_cover"] >= math.ceil(COVERED * buckets))
    if told.any():
        part = rows[told]
        found = learned(
            part["days"][:, None],
            part["top_sum"],
            part["top_square"],
            part["day_top"],
            part["location"],
            part["scale"],
        )
        part["days"], part["top_sum"], part["top_square"] = found[0][:, 0], found[1], found[2]
        scale_anew(part)
        rows[told] = part
    part = rows[over]
    part["day"], part["day_cover"], part["day_top"] = day, 0.0, -np.inf
    rows[over] = part
