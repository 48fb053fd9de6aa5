"""How long after its onset a burst is found, at equal false alarms.

Bursts of known size and shape are planted into the six real tweet volumes, outside their labelled
windows: as many posts as 6, 12 or 24 usual hours bring, in addition. Each rule gets the threshold
at which it rings once a week outside the windows (without what was planted), one for all series,
and for the plain rules also one for each series, which is more than anybody could know beforehand.
What is not found by an hour after the burst counts as found then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks.triggers_of.judged import (
    DAY,
    WEEK,
    Numbers,
    kleinberg,
    log_weeks,
    mean_sigma,
    onsets,
)
from benchmarks.triggers_of.volumes import volumes

SHAPES: dict[str, Callable[[], Numbers]] = {
    "three even hours": lambda: np.ones(36),
    "rising over three hours": lambda: np.arange(1.0, 37.0),
    "a peak that decays in an hour": lambda: np.exp(-np.arange(24) / 6),
    "twelve even hours": lambda: np.ones(144),
}
HOURS = (6, 12, 24)
EACH, SEED = 4, 20_260
GRACE = 12  # buckets after the end
QUANTILES = 1 - np.geomspace(2e-4, 0.08, 120)


class Planted(NamedTuple):
    series: int
    shape: str
    hours: int
    start: int

    @property
    def length(self) -> int:
        return len(SHAPES[self.shape]())


def run(data: Path) -> dict[str, Any]:
    six = volumes(data)
    length = min(len(one.values) for one in six)
    bare = np.column_stack([one.values[:length] for one in six])
    outside = np.column_stack([one.outside[:length] for one in six])
    bursts, planted = _plant(bare, outside)
    values = np.column_stack([bare, planted])
    rules = {"firebell": log_weeks(values)}
    rules |= {f"mean + k sd, {5 * w} min": mean_sigma(values, w) for w in (3, 12)}
    rules |= {f"Kleinberg, s = {s:g}": kleinberg(values, s) for s in (2.0, 3.0, 5.0)}
    found = {}
    for name, score in rules.items():
        one = [_threshold(score[:, : len(six)], outside)] * len(six)
        found[name] = _told(score, one, bursts, len(six))
        if name != "firebell":
            own = [_threshold(score[:, [n]], outside[:, [n]]) for n in range(len(six))]
            found[f"{name}, a threshold each"] = _told(score, own, bursts, len(six))
    return found


def _plant(bare: Numbers, outside: Any) -> tuple[list[Planted], Numbers]:
    rng = np.random.default_rng(SEED)
    bursts, columns = [], []
    for n in range(bare.shape[1]):
        free = [
            at
            for at in range(2 * WEEK, len(bare) - 400)
            if outside[at - DAY : at + DAY + 12, n].all()
        ]
        usual = 12 * bare[outside[:, n], n].mean()
        for shape, hours in ((s, h) for s in SHAPES for h in HOURS for _ in range(EACH)):
            burst = Planted(n, shape, hours, int(rng.choice(free)))
            bursts.append(burst)
            columns.append(_with(bare[:, n], burst, max(15.0, hours * usual), rng))
    return bursts, np.column_stack(columns)


def _with(values: Numbers, burst: Planted, posts: float, rng: np.random.Generator) -> Numbers:
    shape = SHAPES[burst.shape]()
    more = values.copy()
    more[burst.start : burst.start + burst.length] += rng.poisson(posts * shape / shape.sum())
    return more


def _threshold(score: Numbers, outside: Any) -> float:
    """The lowest one, from above, at which it rings no more than once a week outside windows."""
    judged = score[WEEK:].ravel()
    best = float(judged.max())
    for threshold in np.quantile(judged, QUANTILES).tolist():
        rang = sum(
            outside[n, one]
            for one in range(score.shape[1])
            for n in onsets(score[:, one], threshold)
            if n >= WEEK
        )
        if rang > outside[WEEK:].sum() / WEEK:
            return best
        best = threshold
    return best


def _told(
    score: Numbers, thresholds: Sequence[float], bursts: list[Planted], first: int
) -> dict[str, Any]:
    minutes, found = [], []
    for n, burst in enumerate(bursts):
        delay = _delay(score[:, first + n] >= thresholds[burst.series], burst)
        found.append(delay is not None)
        minutes.append(delay if delay is not None else 5.0 * (burst.length + GRACE))
    return {
        "found": round(float(np.mean(found)), 2),
        "median_minutes": float(np.median(minutes)),
        "mean_minutes": round(float(np.mean(minutes)), 1),
        "median_by_size": {
            hours: float(
                np.median([m for m, b in zip(minutes, bursts, strict=True) if b.hours == hours])
            )
            for hours in HOURS
        },
    }


def _delay(loud: Any, burst: Planted) -> float | None:
    """Minutes; None where it never rings, or rang already in the hour before."""
    if loud[burst.start - 12 : burst.start].any():
        return None
    after = np.nonzero(loud[burst.start : burst.start + burst.length + GRACE])[0]
    return 5.0 * (int(after[0]) + 1) if len(after) else None
