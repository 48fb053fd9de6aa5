"""Making the shipped forecaster from made-up cascades alone: nobody's data is in it.

Its bounds are those that still hold 80 % for the hardest kind of life in the simulation, since the
real world is none of the simulated ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from firebell.core.triggers.cascade.examples import Told, draw_moments, examples_at
from firebell.core.triggers.cascade.fitting import Examples, Recipe, calibrated, fit
from firebell.core.triggers.cascade.forecaster import Forecaster
from firebell.core.triggers.cascade.memory import Numbers, Whole
from firebell.core.triggers.cascade.model import SizeModel
from firebell.core.triggers.cascade.simulate import Cascade, Life, cascades
from firebell.core.triggers.cascade.teaching import weighed_by_size
from firebell.triggers.training.writing import write

NAME = "cascade-defaults"
NUMBER, HELD_OUT = 12_000, 6_000
RECIPE = Recipe(people=False, hidden=24, networks=3, epochs=12)
BLIND = 0.5  # of the moments are without followers


def train(data: Path, out: Path, seed: int) -> dict[str, Any]:
    """Write model and manifest into ``out``; no set under ``data`` is read."""
    return write(defaults(NUMBER, HELD_OUT, seed), out, seed=seed, data={}, simulated=NUMBER)


def defaults(number: int, held_out: int, seed: int) -> Forecaster:
    examples, _ = _examples(list(cascades(number, seed)), seed)
    model = fit(examples, RECIPE, seed)
    others = list(cascades(held_out, seed + 1))
    return Forecaster(_for_the_hardest(model, *_examples(others, seed + 1), others))


def _examples(made_up: Sequence[Cascade], seed: int) -> tuple[Examples, Whole]:
    """With the number of the cascade of each."""
    told = [Told(one.at, one.followers) for one in made_up]
    moments = draw_moments(told, seed)
    examples = weighed_by_size(examples_at(told, moments, BLIND, seed))
    return examples, np.array([moment.number for moment in moments])


def _for_the_hardest(
    model: SizeModel, examples: Examples, number: Whole, others: Sequence[Cascade]
) -> SizeModel:
    kinds = np.array([_kind(one.life) for one in others])[number]
    bounds: Numbers = np.array(
        [calibrated(model, examples.rows(kinds == kind)).bounds for kind in np.unique(kinds)]
    )
    return replace(model, bounds=np.array([bounds[:, 0].min(), bounds[:, 1].max()]))


def _kind(life: Life) -> int:
    """One of sixteen: catching or not, with news from elsewhere, long alive, quickly answered."""
    traits = (
        life.infectiousness > 0.57,
        life.elsewhere > 3,
        life.wearing > 10 * 3_600,
        life.heaviness > 0.3,
    )
    return sum(2**n for n, has in enumerate(traits) if has)
