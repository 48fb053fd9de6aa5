"""Who passes a post on: how far earlier cascades went after each person.

A person's standing is three numbers: how many of a thousand cascades they joined, how much came
after them there, and how late they joined (all as logarithms, and shrunk to what is usual while
little is known). Names are kept as digests only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from firebell.core.triggers.cascade.memory import STANDING, Numbers, Whole

SHRINK = 2.0  # cascades' worth of belief in the usual
FEW = 50  # cascades, while there are not many more than which nobody has joined a large part
USUAL_AFTER, USUAL_RANK = 2.0, 3.0


def digest(name: str) -> int:
    """A number that stands for a name."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little", signed=True)


@dataclass(frozen=True, slots=True)
class Past:
    """A cascade with names: `at` in seconds since 1970, rising; `who` beside it."""

    who: tuple[int, ...]
    at: Numbers


class Histories:
    """What was known of people at any instant, from cascades that overlap in time."""

    def __init__(self, cascades: Sequence[Past]) -> None:
        self._at = [cascade.at for cascade in cascades]
        self._begun = np.sort([cascade.at[0] for cascade in cascades])
        self._joined: dict[int, list[tuple[float, int, int]]] = defaultdict(list)
        for number, cascade in enumerate(cascades):
            for rank, (who, at) in enumerate(zip(cascade.who, cascade.at, strict=True), 1):
                self._joined[who].append((float(at), number, rank))

    def standing(self, who: Iterable[int], now: float, apart_from: int | None = None) -> Numbers:
        """[people, STANDING] by what had happened before `now`, without one of the cascades."""
        begun = int(np.searchsorted(self._begun, now))
        found = [self._of(one, now, begun, apart_from) for one in who]
        return np.array(found).reshape(-1, STANDING)

    def _of(
        self, who: int, now: float, begun: int, apart_from: int | None
    ) -> tuple[float, float, float]:
        joined, after, ranks = 0, 0.0, 0.0
        for at, number, rank in self._joined.get(who, ()):
            if at < now and number != apart_from:
                joined += 1
                after += np.log1p(np.searchsorted(self._at[number], now) - rank)
                ranks += np.log(rank)
        return _shrunk(joined, begun, after, ranks)

    def table(self) -> Table:
        """Everybody's standing after all of it."""
        people = sorted(self._joined)
        return Table(np.array(people, np.int64), self.standing(people, np.inf))


def _shrunk(joined: int, begun: int, after: float, ranks: float) -> tuple[float, float, float]:
    return (
        float(np.log1p(1_000 * joined / (begun + FEW))),
        (after + SHRINK * USUAL_AFTER) / (joined + SHRINK),
        (ranks + SHRINK * USUAL_RANK) / (joined + SHRINK),
    )


NOBODY = _shrunk(0, 0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Table:
    """`people` rising; `standing` [people, STANDING]."""

    people: Whole
    standing: Numbers

    def of(self, who: Sequence[int]) -> Numbers:
        """[len(who), STANDING]; of whom nothing is known: like somebody who never joined."""
        asked = np.array(who, np.int64)
        if not len(self.people):
            return np.tile(np.array(NOBODY), (len(asked), 1))
        place = np.minimum(np.searchsorted(self.people, asked), len(self.people) - 1)
        found: Numbers = np.where(
            (self.people[place] == asked)[:, None], self.standing[place], np.array(NOBODY)
        )
        return found
