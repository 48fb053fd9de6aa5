"""The first week of a new series: from the shipped prior, and from what its workspace lends it.

Made-up workspaces of six characters: of sixteen series those that know a fortnight lend, and
sixteen begin. Real ones: of the six tweet volumes the other five lend (fewer than the house asks
for), by their first two to six weeks. "false" is a week, at a promise of one a week and of one in
four weeks; "found" the share of bursts of six usual hours' worth of posts (15 at least) that rise
over three hours and are found by an hour after; in "minutes" what is not found counts as that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks.triggers_of.judged import BUCKET, DAY, MIDNIGHT, WEEK, Numbers, onsets
from benchmarks.triggers_of.volumes import volumes
from firebell.core.triggers.bank import RhythmParams, empty_rows, step
from firebell.core.triggers.bank.layout import Rows
from firebell.core.triggers.pooling import FEWEST, born_with, pooled

LENDING, BORN, SPACES, SEED = 16, 16, 6, 7
HISTORY = 2  # weeks
PROMISES = (1.0, 4.0)  # weeks
LONG, GRACE = 36, 12  # buckets
P = RhythmParams()


class Character(NamedTuple):
    """Of a workspace's series: spread of days (log), of the day's rhythm (log), relative variance
    of hours, and of which part are chains of reposts with that Pareto tail."""

    mood: float = 0.25
    rhythm: float = 0.8
    unrest: float = 0.0
    chains: float = 0.0
    tail: float = 1.7


CHARACTERS = {
    "calm": Character(mood=0.12, rhythm=1.2),
    "usual": Character(),
    "restless": Character(mood=0.5, unrest=0.3),
    "chains": Character(chains=1.0),
    "heavy chains": Character(chains=1.0, tail=1.25),
    "half of them chains": Character(chains=0.5, tail=1.5),
}


def run(data: Path | None) -> dict[str, Any]:
    found = {name: _made_up(character) for name, character in CHARACTERS.items()}
    return found if data is None else found | {"tweet volumes": _real(data)}


def _made_up(character: Character) -> dict[str, Any]:
    told: dict[str, list[list[float]]] = defaultdict(list)
    for space in range(SPACES):
        rng = np.random.default_rng(1_000 * space + SEED)
        phase, level = rng.normal(0, 3), np.log(4) + rng.normal(0, 0.7)
        lending, born = (
            np.column_stack(
                [
                    _series(
                        character, rng, phase + rng.normal(), np.exp(level + rng.normal()), weeks
                    )
                    for _ in range(number)
                ]
            )
            for number, weeks in ((LENDING, HISTORY), (BORN, 1))
        )
        rows = empty_rows(P, LENDING)
        _judged(rows, lending, 0)
        burst, at = _planted(born, rng)
        for way, fresh in _ways(rows, 2 * BORN):
            said = _judged(fresh, np.column_stack([born, burst]), HISTORY * WEEK)
            told[way].append(_figures(said[:, :BORN], said[:, BORN:], at, None))
    return {way: _named(np.mean(figures, axis=0)) for way, figures in told.items()}


def _real(data: Path) -> dict[str, Any]:
    six = volumes(data)
    length = min(len(one.values) for one in six)
    values = np.column_stack([one.values[:length] for one in six])
    outside = np.column_stack([one.outside[:length] for one in six])
    told: dict[str, list[list[float]]] = defaultdict(list)
    for week in range(2, 7):
        first = week * WEEK
        rows = empty_rows(P, len(six))
        _judged(rows, values[:first], 0)
        born, counted = values[first : first + WEEK], outside[first : first + WEEK]
        burst, at = _planted(born, np.random.default_rng(week))
        each = [_ways(np.delete(rows, one), 2, fewest=5) for one in range(len(six))]
        for ways in zip(*each, strict=True):
            fresh = np.concatenate([one for _way, one in ways])
            both = np.stack([born, burst], axis=2).reshape(len(born), -1)
            said = _judged(fresh, both, first)
            told[ways[0][0]].append(_figures(said[:, ::2], said[:, 1::2], at, counted))
    return {way: _named(np.mean(figures, axis=0)) for way, figures in told.items()}


def _ways(rows: Rows, number: int, fewest: int = FEWEST) -> list[tuple[str, Rows]]:
    prior = pooled(P, rows, fewest)
    assert prior is not None
    return [("shipped", empty_rows(P, number)), ("pooled", born_with(P, prior, number))]


def _judged(rows: Rows, values: Numbers, first: int) -> Numbers:
    """Log return weeks [buckets, series]; `first` is the place of the first bucket."""
    said = np.empty(values.shape)
    for n, counts in enumerate(values, start=first + 1):
        found = step(P, rows, MIDNIGHT + BUCKET * n, counts, counts)
        said[n - first - 1] = found.log_weeks.max(axis=1)
    return said


def _series(
    character: Character, rng: np.random.Generator, phase: float, hourly: float, weeks: int
) -> Numbers:
    """Counts in five minutes."""
    hours = np.arange(weeks * WEEK) / 12
    rate = hourly / 12 * np.exp(character.rhythm * np.sin(2 * np.pi * (hours - 9 - phase) / 24))
    rate *= np.where((hours // 24) % 7 >= 5, 0.7, 1.0)
    moods = rng.normal(0, character.mood, 7 * weeks + 2)
    rate *= np.exp(np.interp(hours / 24, np.arange(len(moods)), moods))
    if character.unrest:
        rate *= np.repeat(rng.gamma(1 / character.unrest, character.unrest, len(rate) // 12), 12)
    if rng.random() >= character.chains:
        return rng.poisson(rate).astype(float)
    counts = np.zeros(len(rate))
    for begin in np.nonzero(rng.random(len(rate)) < rate / 3)[0]:
        size = min(int(rng.pareto(character.tail) + 1), 100)
        after = begin + rng.exponential(6, size).astype(int)
        np.add.at(counts, np.minimum(after, len(rate) - 1), 1)
    return counts


def _planted(values: Numbers, rng: np.random.Generator) -> tuple[Numbers, list[int]]:
    """Each with one burst, from the second day on, and where these begin."""
    more, at = values.copy(), []
    shape = np.arange(1.0, LONG + 1)
    for n in range(values.shape[1]):
        begin = int(rng.integers(DAY, WEEK - LONG - GRACE))
        posts = max(15.0, 6 * 12 * values[:, n].mean())
        more[begin : begin + LONG, n] += rng.poisson(posts * shape / shape.sum())
        at.append(begin)
    return more, at


def _figures(clean: Numbers, burst: Numbers, at: Sequence[int], counted: Any) -> list[float]:
    counted = np.ones(clean.shape, dtype=bool) if counted is None else counted
    figures = []
    for promise in np.log(PROMISES):
        each = range(clean.shape[1])
        false = sum(counted[n, one] for one in each for n in onsets(clean[:, one], promise))
        delays = [_delay(burst[:, one] >= promise, at[one]) for one in each]
        found = np.mean([delay is not None for delay in delays])
        minutes = np.mean([5.0 * (LONG + GRACE) if d is None else d for d in delays])
        figures += [false / (counted.sum() / WEEK), float(found), float(minutes)]
    return figures


def _delay(loud: Any, begin: int) -> float | None:
    """Minutes; None where it never rings, or rang already in the hour before."""
    if loud[begin - 12 : begin].any():
        return None
    after = np.nonzero(loud[begin : begin + LONG + GRACE])[0]
    return 5.0 * (int(after[0]) + 1) if len(after) else None


def _named(figures: Numbers) -> dict[str, Any]:
    names = ("false", "found", "minutes")
    return {
        f"one in {promise:g}": {
            name: round(float(value), 2)
            for name, value in zip(names, figures[3 * n : 3 * n + 3], strict=True)
        }
        for n, promise in enumerate(PROMISES)
    }
