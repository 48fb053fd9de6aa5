"""Will it double? AUC after k adoptions; and how often the 80 % intervals hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from benchmarks.cascades_of.rules import rank, speed
from benchmarks.cascades_of.taught import Judged, Models
from firebell.core.triggers.cascade.examples import FIRST, Moment, at_counts
from firebell.core.triggers.cascade.given import Given
from firebell.core.triggers.cascade.memory import Flags, Numbers

COUNTS = (5, 10, 20)
HOUR, DAY = 3_600.0, 86_400
DRAWS = 500  # of the bootstrap


def doubling(models: Models, held: Sequence[Given]) -> dict[str, Any]:
    """k -> rule or model -> AUC, its 95 % interval, and the AUC among those of the same day."""
    return {f"after_{k}": _after(models, held, k) for k in COUNTS}


def _after(models: Models, held: Sequence[Given], k: int) -> dict[str, Any]:
    moments = at_counts(held, [k])
    judged = models.judge(held, moments)
    doubled = judged.examples.final >= 2 * k
    mine = [held[moment.number] for moment in moments]
    day = np.array([((one.start or 0.0) + one.at[k - 1]) // DAY for one in mine])
    scores = {
        "speed": np.array([speed(one.at[:k]) for one in mine]),
        "seismic": np.array([rank(one.at[:k]) for one in mine]),
        **{name: sizes.chance(2 * sizes.seen) for name, sizes in judged.sizes.items()},
    }
    found: dict[str, Any] = {"cascades": len(mine), "doubled": round(float(doubled.mean()), 3)}
    for name, score in scores.items():
        found[name] = {
            "auc": round(auc(score, doubled), 3),
            "between": _between(score, doubled),
            "same_day": round(_within(score, doubled, day), 3),
        }
    return found


def auc(score: Numbers, true: Flags) -> float:
    """The chance that one that doubled is scored above one that did not; ties are worth half."""
    _, place, many = np.unique(score, return_inverse=True, return_counts=True)
    middle = np.cumsum(many) - (many - 1) / 2
    ranks, positive = middle[place], int(true.sum())
    pairs = positive * (len(true) - positive)
    return float((ranks[true].sum() - positive * (positive + 1) / 2) / pairs) if pairs else np.nan


def _within(score: Numbers, true: Flags, day: Numbers) -> float:
    """AUC over the pairs of one day: what is common to a day tells nothing there."""
    total, weights = 0.0, 0
    for one in np.unique(day):
        some = day == one
        pairs = int(true[some].sum()) * int((~true[some]).sum())
        if pairs:
            total, weights = total + pairs * auc(score[some], true[some]), weights + pairs
    return total / max(weights, 1)


def _between(score: Numbers, true: Flags) -> list[float]:
    rng = np.random.default_rng(0)
    draws = [
        auc(score[rows], true[rows]) for rows in rng.integers(0, len(true), (DRAWS, len(true)))
    ]
    return [round(float(one), 3) for one in np.nanquantile(draws, [0.025, 0.975])]


def coverage(models: Models, held: Sequence[Given]) -> dict[str, Any]:
    """When it was asked -> model -> the share that ended between its bounds."""
    asked = {
        "after_10": at_counts(held, [10]),
        "after_20": at_counts(held, [20]),
        "after_an_hour": _after_an_hour(held),
    }
    return {when: _covered(models.judge(held, moments)) for when, moments in asked.items()}


def _after_an_hour(held: Sequence[Given]) -> list[Moment]:
    seen = [int(np.searchsorted(one.at, HOUR, side="right")) for one in held]
    return [Moment(n, many, HOUR) for n, many in enumerate(seen) if many >= FIRST]


def _covered(judged: Judged) -> dict[str, Any]:
    final = judged.examples.final
    found: dict[str, Any] = {"cascades": len(final)}
    for name, sizes in judged.sizes.items():
        inside = (sizes.lower <= final) & (final <= sizes.upper)
        found[name] = round(float(inside.mean()), 3)
    return found
