"""A size model together with what it knows of people, as one file; judges whole cascades."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from firebell.core.triggers.cascade.features import features
from firebell.core.triggers.cascade.given import Given
from firebell.core.triggers.cascade.memory import STANDING, Memory, Numbers
from firebell.core.triggers.cascade.model import (
    ModelError,
    SizeModel,
    dump_model,
    load_arrays,
    load_model,
)
from firebell.core.triggers.cascade.observing import Reshares, take_in
from firebell.core.triggers.cascade.sizes import Sizes
from firebell.core.triggers.cascade.standing import Table, digest

_NOBODY = Table(np.zeros(0, np.int64), np.zeros((0, STANDING)))


@dataclass(frozen=True, slots=True)
class Forecaster:
    model: SizeModel
    people: Table = _NOBODY

    def standing(self, users: Sequence[str]) -> Numbers | None:
        """Of each of them [users, STANDING]; None where no people are known at all."""
        if not len(self.people.people):
            return None
        return self.people.of([digest(user) for user in users])

    def judge(self, cascades: Sequence[Given], at: float | None = None) -> Sizes:
        """What was to be expected `at` seconds after each one's first post, by what had been posted
        up to then; without `at`, at each one's latest post."""
        now = np.array([given.at[-1] if at is None else at for given in cascades])
        known = [
            int(np.searchsorted(given.at, end, side="right"))
            for given, end in zip(cascades, now, strict=True)
        ]
        memory = Memory.new(len(cascades))
        take_in(memory, self._reshares(cascades, known))
        return self.model.sizes(memory.count.astype(float), features(memory, now))

    def _reshares(self, cascades: Sequence[Given], known: Sequence[int]) -> Reshares:
        """The first so many posts of each."""
        parts = [
            (given.at[:seen], given.followers[:seen], self._standing_in(given, seen))
            for given, seen in zip(cascades, known, strict=True)
        ]
        at, followers, standing = (np.concatenate(part) for part in zip(*parts, strict=True))
        return Reshares(np.repeat(np.arange(len(cascades)), known), at, followers, standing)

    def _standing_in(self, given: Given, seen: int) -> Numbers:
        """[seen, STANDING]; NaN where the cascade names nobody."""
        found = self.standing(given.users[:seen]) if given.users else None
        return np.full((seen, STANDING), np.nan) if found is None else found

    def dump(self) -> bytes:
        people = self.people
        return dump_model(self.model, {"people": people.people, "standing": people.standing})

    @classmethod
    def load(cls, data: bytes) -> Forecaster:
        """Raises ModelError for bytes that `dump` did not make."""
        arrays = load_arrays(data)
        people, standing = arrays.get("people"), arrays.get("standing")
        if people is None or standing is None or standing.shape != (len(people), STANDING):
            raise ModelError("a model without its people; teach it again")
        return cls(load_model(data), Table(people, standing))
