"""A size model from cascades that are over: a house's own, or made-up ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from firebell.core.triggers.cascade.examples import (
    Moment,
    Told,
    at_counts,
    draw_moments,
    examples_at,
)
from firebell.core.triggers.cascade.fitting import Examples, Recipe, calibrated, fit
from firebell.core.triggers.cascade.memory import Numbers, Whole
from firebell.core.triggers.cascade.model import SizeModel
from firebell.core.triggers.cascade.standing import Histories, Past

LEAST = 200  # cascades, with fewer of which there is nothing to learn from
FOLDS = 4
ENOUGH = 100  # moments that tell how far off forecasts of a size are
COUNTS = (5, 10, 20)  # sizes at which people ask, so they are always among the moments


class TooFewError(ValueError):
    """Not enough cascades to learn from."""


def teach(cascades: Sequence[Told], recipe: Recipe, seed: int) -> SizeModel:
    """Fitted to all of the cascades, with bounds that held for those that a part of them had not
    seen. Raises TooFewError below LEAST."""
    if len(cascades) < LEAST:
        raise TooFewError(f"{len(cascades)} cascades; {LEAST} are the least")
    moments = draw_moments(cascades, seed) + at_counts(cascades, COUNTS)
    number = np.array([moment.number for moment in moments])
    examples = all_examples(cascades, moments)
    fold = np.random.default_rng(seed).permutation(len(cascades))[number] % FOLDS
    bounds = [_bounds_of(examples, fold, one, recipe, seed) for one in range(FOLDS)]
    return replace(fit(examples, recipe, seed), bounds=np.mean(bounds, axis=0))


def all_examples(cascades: Sequence[Told], moments: Sequence[Moment]) -> Examples:
    """Each moment twice where followers or people are known: as it was, and without them."""
    plain = examples_at(cascades, moments)
    if not any(_says_more(cascade) for cascade in cascades):
        return plain
    blind = examples_at(cascades, moments, blind=1.0)
    return Examples(
        *(
            np.concatenate([getattr(plain, name), getattr(blind, name)])
            for name in ("features", "seen", "final", "weight")
        )
    )


def _says_more(cascade: Told) -> bool:
    return cascade.standing is not None or not np.isnan(cascade.followers).all()


def _bounds_of(examples: Examples, fold: Whole, one: int, recipe: Recipe, seed: int) -> Numbers:
    """By what was left out; small and large cascades count alike, though small ones are many."""
    folds = np.resize(fold, len(examples))
    model = fit(examples.rows(folds != one), recipe, seed)
    held = examples.rows(folds == one)
    octave = np.floor(np.log2(held.seen))
    sizes = [size for size in np.unique(octave) if np.sum(octave == size) >= ENOUGH]
    if not sizes:
        return calibrated(model, held).bounds
    bounds = [calibrated(model, held.rows(octave == size)).bounds for size in sizes]
    found: Numbers = np.mean(bounds, axis=0)
    return found


def with_standing(cascades: Sequence[Past], followers: Sequence[Numbers]) -> list[Told]:
    """Each post with its author's standing as it was known then, by all the other cascades."""
    histories = Histories(cascades)
    return [
        Told(past.at - past.at[0], marks, _standing(histories, past, number))
        for number, (past, marks) in enumerate(zip(cascades, followers, strict=True))
    ]


def _standing(histories: Histories, past: Past, number: int) -> Numbers:
    return np.concatenate(
        [
            histories.standing([who], float(at), number)
            for who, at in zip(past.who, past.at, strict=True)
        ]
    )


def weighed_by_size(examples: Examples) -> Examples:
    """So that of the cascades seen at a size half come to twice that, whatever the size: sizes in
    the wild fall off as a power law with an exponent near two (Cheng et al., WWW 2014)."""
    final, seen = (np.floor(np.log2(one)).astype(int) for one in (examples.final, examples.seen))
    cell = seen * (final.max() + 1) + final
    there = np.bincount(cell, examples.weight)
    wanted = 0.5 ** (final - seen)
    return replace(examples, weight=examples.weight * wanted / there[cell])
