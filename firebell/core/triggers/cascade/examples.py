"""Moments of whole cascades, as a live one would have been seen then: what a model is taught by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from firebell.core.triggers.cascade.features import features
from firebell.core.triggers.cascade.fitting import Examples
from firebell.core.triggers.cascade.memory import STANDING, Flags, Memory, Numbers
from firebell.core.triggers.cascade.observing import Reshares, take_in

MOMENTS = 6  # of each cascade
FIRST = 3  # posts, before which there is little to say
_AT_ONCE = 500  # moments brought up together


@dataclass(frozen=True, slots=True)
class Told:
    """A cascade that is over. `at` in seconds since its first post, rising."""

    at: Numbers
    followers: Numbers  # NaN: not known
    standing: Numbers | None = None  # [posts, STANDING], as known when each was written


@dataclass(frozen=True, slots=True)
class Moment:
    """Cascade `number` when `seen` of its posts were there, at `now`."""

    number: int
    seen: int
    now: float


def draw_moments(cascades: Sequence[Told], seed: int) -> list[Moment]:
    """For each some moments: at a reshare, and within the silence after one; small and large."""
    rng = np.random.default_rng(seed)
    moments = []
    for number, cascade in enumerate(cascades):
        size = len(cascade.at)
        if size < FIRST:
            continue
        for _ in range(MOMENTS):
            seen = int(np.exp(rng.uniform(np.log(FIRST), np.log(size + 1))))
            seen = min(max(seen, FIRST), size)
            moments.append(Moment(number, seen, _when(cascade.at, seen, rng)))
    return moments


def _when(at: Numbers, seen: int, rng: np.random.Generator) -> float:
    """Half of them at the very reshare; else before the next, where one comes at all."""
    last = float(at[seen - 1])
    if rng.random() < 0.5:
        return last
    wait = float(np.exp(rng.uniform(0, np.log1p(last + 3_600))))
    return min(last + wait, float(at[seen])) if seen < len(at) else last + wait


def at_counts(cascades: Sequence[Told], counts: Sequence[int]) -> list[Moment]:
    """The moments at which a cascade reached one of these sizes."""
    return [
        Moment(number, seen, float(cascade.at[seen - 1]))
        for number, cascade in enumerate(cascades)
        for seen in counts
        if len(cascade.at) >= seen
    ]


def examples_at(
    cascades: Sequence[Told], moments: Sequence[Moment], blind: float = 0.0, seed: int = 0
) -> Examples:
    """What would have been seen at each moment, and how it ended. Each cascade weighs the same.

    In a share of `blind` of the moments followers and standing are hidden.
    """
    hidden = np.random.default_rng(seed).random(len(moments)) < blind
    parts = [
        _features(cascades, moments[start : start + _AT_ONCE], hidden[start : start + _AT_ONCE])
        for start in range(0, len(moments), _AT_ONCE)
    ]
    number = np.array([moment.number for moment in moments])
    return Examples(
        features=np.concatenate(parts),
        seen=np.array([float(moment.seen) for moment in moments]),
        final=np.array([float(len(cascades[moment.number].at)) for moment in moments]),
        weight=1.0 / np.bincount(number)[number],
    )


def _features(cascades: Sequence[Told], moments: Sequence[Moment], hidden: Flags) -> Numbers:
    seen = [moment.seen for moment in moments]
    told = [cascades[moment.number] for moment in moments]
    followers = [
        np.full(many, np.nan) if blind else one.followers[:many]
        for one, many, blind in zip(told, seen, hidden, strict=True)
    ]
    standing = [
        np.full((many, STANDING), np.nan) if blind or one.standing is None else one.standing[:many]
        for one, many, blind in zip(told, seen, hidden, strict=True)
    ]
    reshares = Reshares(
        row=np.repeat(np.arange(len(moments)), seen),
        at=np.concatenate([one.at[:many] for one, many in zip(told, seen, strict=True)]),
        followers=np.concatenate(followers),
        standing=np.concatenate(standing),
    )
    memory = Memory.new(len(moments))
    take_in(memory, reshares)
    return features(memory, np.array([moment.now for moment in moments]))
