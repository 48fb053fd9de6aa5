"""Trailing windows, how restless they are, and the evidence that something lasts."""

from __future__ import annotations

import numpy as np

from firebell.core.triggers.bank.layout import Rows
from firebell.core.triggers.bank.params import DAY, RhythmParams
from firebell.core.triggers.contract import Numbers
from firebell.core.triggers.tails import TINY

UNREST_FLOOR = 0.01
KNOWN = 0.35  # relative variance of the expected under which it is taken for known


def push(p: RhythmParams, rows: Rows, index: int, values: Numbers, expected: Numbers) -> None:
    """Move the windows on by one bucket; buckets that never came are unknown, not silent."""
    behind = (rows["last"] >= 0) & (rows["last"] < index - 1)
    if behind.any():
        part = rows[behind]
        _skip(p, part, index)
        rows[behind] = part
    _move(p, rows, index, values, expected)
    rows["last"] = index


def _skip(p: RhythmParams, rows: Rows, index: int) -> None:
    nothing = np.zeros(len(rows))
    first = np.maximum(rows["last"] + 1, index - p.size)
    for now in range(int(first.min()), index):
        late = first <= now
        part = rows[late]
        _move(p, part, now, nothing[: len(part)], nothing[: len(part)])
        rows[late] = part
    rows["evidence"] = 0.0  # what was unknown proves nothing


def _move(p: RhythmParams, rows: Rows, index: int, values: Numbers, expected: Numbers) -> None:
    ring_observed, ring_expected = rows["ring_observed"], rows["ring_expected"]
    observed, wanted = rows["observed"], rows["expected"]
    for n, steps in enumerate(p.steps):
        gone = (index - steps) % p.size
        # What was put in is what is taken out again: both as the ring holds it.
        observed[:, n] = np.maximum(0.0, observed[:, n] - ring_observed[:, gone])
        wanted[:, n] = np.maximum(0.0, wanted[:, n] - ring_expected[:, gone])
    ring_observed[:, index % p.size] = values
    ring_expected[:, index % p.size] = expected
    observed += ring_observed[:, index % p.size].astype(np.float64)[:, None]
    wanted += ring_expected[:, index % p.size].astype(np.float64)[:, None]
    rows["block_observed"] += values[:, None]
    rows["block_expected"] += expected[:, None]


def unrest(p: RhythmParams, rows: Rows) -> Numbers:
    """Relative variance beyond counting of each learned window, [n, windows], by moments."""
    prior, prior_sum = p.unrest_prior
    told: Numbers = (rows["unrest_sum"] + prior_sum) / (rows["unrest_weight"] + prior)
    return np.maximum(UNREST_FLOOR, told)


def unsure(p: RhythmParams, rows: Rows) -> Numbers:
    """Relative variance of the expected itself, [n, windows]: the level's, and the profile's.

    The profile's hours err nearly apart from each other (neighbours share), so that their error
    averages out over a long window.
    """
    answer: Numbers = 1.0 / rows["weight"][:, None] + rows["unsure"][:, None] / p.apart
    return answer


def learn_unrest(p: RhythmParams, rows: Rows, index: int, grain: Numbers) -> None:
    """Where a whole window is over: how far off was it, beyond what is explained already?"""
    over = [n for n, steps in enumerate(p.steps) if (index + 1) % steps == 0]
    mean = rows["block_expected"][:, over]
    restless, vague = unrest(p, rows)[:, over], unsure(p, rows)[:, over]
    counted = grain[:, None] * mean
    limit = p.clip * np.sqrt(counted + (restless + vague) * mean * mean)
    gap = np.clip(rows["block_observed"][:, over] - mean, -limit, limit)
    scale = (grain[:, None] + restless * mean) ** 2
    seconds = np.array([p.steps[n] * p.bucket for n in over])
    keep = 0.5 ** (seconds / (p.unrest_days * DAY))
    told = keep * rows["unrest_sum"][:, over] + (gap * gap - counted - vague * mean * mean) / scale
    weight = keep * rows["unrest_weight"][:, over] + mean * mean / scale
    # Before the level is known, being off it says nothing of the series.
    known = (mean > 0) & (vague < KNOWN)
    rows["unrest_sum"][:, over] = np.where(known, told, rows["unrest_sum"][:, over])
    rows["unrest_weight"][:, over] = np.where(known, weight, rows["unrest_weight"][:, over])
    rows["block_observed"][:, over] = rows["block_expected"][:, over] = 0.0


def gather_evidence(
    p: RhythmParams,
    rows: Rows,
    end: int,
    values: Numbers,
    expected: Numbers,
    spread: Numbers,
    grain: Numbers,
) -> None:
    """Page's cumulative sum (Biometrika 41, 1954) of what each bucket says for a rate
    `sustained_times` the usual, by negative binomial likelihoods with relative variance `spread`.

    A bucket says no more than `sustained_clip`, as in Huber's robust ratio test (Annals of
    Mathematical Statistics 36, 1965).
    """
    value, mean = values / grain, np.maximum(expected / grain, TINY)
    more = p.sustained_times
    told = value * np.log(more) - (value + 1 / spread) * np.log(
        (1 + spread * more * mean) / (1 + spread * mean)
    )
    before = rows["evidence"].copy()
    now = before + np.clip(told, -p.sustained_clip, p.sustained_clip)
    now = np.clip(now, 0.0, p.sustained_most)
    fresh = before <= 0
    rows["since"] = np.where(fresh, end - p.bucket, rows["since"])
    rows["since_observed"] = np.where(fresh, 0.0, rows["since_observed"]) + values
    rows["since_expected"] = np.where(fresh, 0.0, rows["since_expected"]) + expected
    rows["evidence"] = now
