"""Teaching a size model: likelihood of what came, and of whether it doubled; seeded, NumPy alone.

Loss of one example with R more posts: -log P(R) by the distribution of `sizes`, plus the cross
entropy of "reaches twice what is seen" and of a few other multiples, since people ask for those.
Adam (Kingma and Ba, ICLR 2015) with weight decay; as many networks as wanted, side by side.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count as counter

import numpy as np

from firebell.core.triggers.cascade.features import WHO
from firebell.core.triggers.cascade.memory import Flags, Numbers, Whole
from firebell.core.triggers.cascade.model import SCALES, SizeModel, plain_bounds

MULTIPLES = (1.25, 2.0, 2.0, 4.0)  # doubling counts twice


@dataclass(frozen=True, slots=True)
class Examples:
    """n moments of cascades whose end is known."""

    features: Numbers
    seen: Numbers
    final: Numbers
    weight: Numbers

    def __len__(self) -> int:
        return len(self.seen)

    def rows(self, chosen: Whole | Flags) -> Examples:
        return Examples(
            self.features[chosen], self.seen[chosen], self.final[chosen], self.weight[chosen]
        )


@dataclass(frozen=True, slots=True)
class Recipe:
    hidden: int = 16
    networks: int = 4
    epochs: int = 30
    most: int = 1_500_000  # examples shown in all; fewer epochs where there are many
    batch: int = 256
    rate: float = 3e-3
    decay: float = 1e-3
    people: bool = True  # may it look at who passes a post on?


def fit(examples: Examples, recipe: Recipe, seed: int) -> SizeModel:
    """The same examples, recipe and seed give the same model."""
    rng = np.random.default_rng(seed)
    mean, spread = examples.features.mean(axis=0), examples.features.std(axis=0)
    spread = np.where(spread > 1e-6, spread, 1.0)
    b, f, h = recipe.networks, examples.features.shape[1], recipe.hidden
    model = SizeModel(
        mean=mean,
        spread=spread,
        straight=np.zeros((b, f, 2)),
        inner=rng.normal(0, f**-0.5, (b, f, h)),
        inner_bias=np.zeros((b, h)),
        outer=rng.normal(0, 0.1 * h**-0.5, (b, h, 2)),
        outer_bias=np.zeros((b, 2)),
        bounds=plain_bounds(),
    )
    x = model.standard(examples.features)
    if not recipe.people:
        x[:, -WHO:] = 0.0
    learned = [
        _fit_one(_first(model, n), x, examples, recipe, np.random.default_rng((seed, n)))
        for n in range(b)
    ]
    stacked = [np.stack(parts) for parts in zip(*learned, strict=True)]
    if not recipe.people:
        stacked[0][:, -WHO:] = 0.0
        stacked[1][:, -WHO:] = 0.0
    return replace(model, **dict(zip(_WEIGHTS, stacked, strict=True)))


_WEIGHTS = ("straight", "inner", "inner_bias", "outer", "outer_bias")


def _first(model: SizeModel, network: int) -> list[Numbers]:
    return [getattr(model, name)[network].copy() for name in _WEIGHTS]


def _fit_one(
    weights: list[Numbers],
    x: Numbers,
    examples: Examples,
    recipe: Recipe,
    rng: np.random.Generator,
) -> list[Numbers]:
    first = [np.zeros_like(w) for w in weights]
    second = [np.zeros_like(w) for w in weights]
    epochs = max(1, min(recipe.epochs, round(recipe.most / len(x))))
    steps = epochs * -(-len(x) // recipe.batch)
    step = counter(1)
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for start in range(0, len(x), recipe.batch):
            some = order[start : start + recipe.batch]
            n = next(step)
            rate = recipe.rate * 0.5 * (1 + np.cos(np.pi * n / steps))
            slopes = _slopes(weights, x[some], examples.rows(some))
            for w, slope, m, v in zip(weights, slopes, first, second, strict=True):
                m += 0.1 * (slope - m)
                v += 0.001 * (slope * slope - v)
                w -= rate * (m / (1 - 0.9**n) / (np.sqrt(v / (1 - 0.999**n)) + 1e-8))
                if w.ndim > 1:
                    w -= rate * recipe.decay * w
    return weights


def _slopes(weights: list[Numbers], x: Numbers, examples: Examples) -> list[Numbers]:
    """The gradient of the mean loss, for each of the weights."""
    straight, inner, inner_bias, outer, outer_bias = weights
    hidden = np.tanh(x @ inner + inner_bias)
    found = x @ straight + hidden @ outer + outer_bias
    out = _loss_slopes(found, examples) * (examples.weight / examples.weight.sum())[:, None]
    back = (out @ outer.T) * (1 - hidden * hidden)
    return [x.T @ out, x.T @ back, back.sum(axis=0), hidden.T @ out, out.sum(axis=0)]


def _loss_slopes(found: Numbers, examples: Examples) -> Numbers:
    """[n, 2]: of the loss by location and by the logarithm of the scale."""
    location, width = found[:, 0], np.clip(found[:, 1], *SCALES)
    scale, more = np.exp(width), examples.final - examples.seen
    low, high = np.log(np.maximum(more - 0.5, 0.5)), np.log(more + 0.5)
    a, z = _odds(location, low, scale)  # P(R >= more), sure where none came
    b, y = _odds(location, high, scale)  # P(R >= more + 1)
    none = more < 0.5
    a, chance = np.where(none, 1.0, a), np.maximum(np.where(none, 1.0, a) - b, 1e-9)
    by_a, by_b = a * (1 - a) / chance, b * (1 - b) / chance
    to_location = (by_b - by_a) / scale
    to_width = by_a * z - by_b * y
    for multiple in MULTIPLES:
        target = np.ceil(multiple * examples.seen) - examples.seen
        p, at = _odds(location, np.log(np.maximum(target, 1.0) - 0.5), scale)
        wrong = p - (more >= target)
        to_location = to_location + 0.5 * wrong / scale
        to_width = to_width - 0.5 * wrong * at
    inside = (found[:, 1] > SCALES[0]) & (found[:, 1] < SCALES[1])
    return np.clip(np.stack([to_location, to_width * inside], axis=1), -5, 5)


def _odds(location: Numbers, log_more: Numbers, scale: Numbers) -> tuple[Numbers, Numbers]:
    at = np.clip((location - log_more) / scale, -30, 30)
    return 1 / (1 + np.exp(-at)), at


def calibrated(model: SizeModel, held_out: Examples, share: float = 0.8) -> SizeModel:
    """With bounds that held `share` of what was held out (split conformal prediction: Vovk et al.,
    Algorithmic Learning in a Random World, 2005)."""
    sizes = model.sizes(held_out.seen, held_out.features)
    more = held_out.final - held_out.seen
    off = (np.log(more + 0.5) - sizes.location) / sizes.scale
    bounds = np.quantile(off, [(1 - share) / 2, (1 + share) / 2])
    return replace(model, bounds=bounds)
