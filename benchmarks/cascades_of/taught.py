"""Forecasters for a public set: the shipped one, and the same model taught on its training part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from firebell.core.triggers.cascade.examples import Moment, Told, examples_at
from firebell.core.triggers.cascade.fitting import Examples
from firebell.core.triggers.cascade.given import Given
from firebell.core.triggers.cascade.memory import Numbers
from firebell.core.triggers.cascade.model import SizeModel
from firebell.core.triggers.cascade.sizes import Sizes
from firebell.core.triggers.cascade.standing import Histories
from firebell.core.triggers.cascade.teaching import teach, with_standing
from firebell.runners.cascades import load_forecaster
from firebell.triggers.training.cascades import PEOPLE, TIMES_ALONE, past

SEED = 20150222
NAMES = ("shipped", "taught", "taught_with_people")


@dataclass(frozen=True, slots=True)
class Judged:
    """What each model says of the same moments; `examples` tell how they ended."""

    examples: Examples
    sizes: dict[str, Sizes]


@dataclass(frozen=True, slots=True)
class Models:
    plain: dict[str, SizeModel]
    with_people: SizeModel
    histories: Histories

    @classmethod
    def of(cls, train: Sequence[Given]) -> Models:
        pasts = [past(one) for one in train]
        followers = [one.followers for one in train]
        plain = [Told(one.at, one.followers) for one in train]
        return cls(
            plain={
                "shipped": load_forecaster().model,
                "taught": teach(plain, TIMES_ALONE, SEED),
            },
            with_people=teach(with_standing(pasts, followers), PEOPLE, SEED),
            histories=Histories(pasts),
        )

    def judge(self, held: Sequence[Given], moments: Sequence[Moment]) -> Judged:
        """People by what they had done in training cascades before each post, and not later."""
        plain = examples_at([Told(one.at, one.followers) for one in held], moments)
        known = examples_at([self._told(one) for one in held], moments)
        sizes = {
            name: model.sizes(plain.seen, plain.features) for name, model in self.plain.items()
        }
        sizes["taught_with_people"] = self.with_people.sizes(known.seen, known.features)
        return Judged(plain, sizes)

    def _told(self, given: Given) -> Told:
        mine = past(given)
        standing: list[Numbers] = [
            self.histories.standing([who], float(at))
            for who, at in zip(mine.who, mine.at, strict=True)
        ]
        return Told(given.at, given.followers, np.concatenate(standing))
