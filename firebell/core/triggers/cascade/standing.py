"""Who passes a post on: how far earlier cascades went after each person.

A person's standing is three numbers: how many of a thousand cascades they joined, how much came
after them there, and how late they joined (all as logarithms, and shrunk to what is usual while
little is known). Names are kept as digests only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from firebell.core.triggers.cascade.memory import STANDING, Numbers, Whole

SHRINK = 2.0  # cascades' worth of belief in the usual
LATEST = 300  # cascades of a person that are looked at
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
        sizes = [len(cascade.at) for cascade in cascades]
        at = np.concatenate([cascade.at for cascade in cascades])
        number = np.repeat(np.arange(len(cascades)), sizes)
        self._first, self._span = float(at.min()), float(np.ptp(at)) + 1.0
        self._begun = np.sort([cascade.at[0] for cascade in cascades])
        self._posts = self._place(number, at)  # all of them, cascade after cascade
        self._starts = np.concatenate([[0], np.cumsum(sizes)])
        self._joined = self._by_person(cascades, at, number, sizes)

    def _place(self, number: Whole, at: Numbers | float) -> Numbers:
        """One number for a cascade and a time in it, so that one look-up finds many."""
        within = np.clip(np.asarray(at) - self._first, 0.0, self._span)
        place: Numbers = number * (2 * self._span) + within
        return place

    def _by_person(
        self, cascades: Sequence[Past], at: Numbers, number: Whole, sizes: Sequence[int]
    ) -> dict[int, tuple[Numbers, Whole, Whole]]:
        """Each one's times, cascades and ranks there, in the order of time."""
        who = np.array([one for cascade in cascades for one in cascade.who], np.int64)
        rank = np.concatenate([np.arange(1, size + 1) for size in sizes])
        order = np.lexsort((at, who))
        people, begins = np.unique(who[order], return_index=True)
        parts = (np.split(column[order], begins[1:]) for column in (at, number, rank))
        return dict(zip(people.tolist(), zip(*parts, strict=True), strict=True))

    def standing(self, who: Iterable[int], now: float, apart_from: int | None = None) -> Numbers:
        """[people, STANDING] by what had happened before `now`, without one of the cascades."""
        begun = int(np.searchsorted(self._begun, now))
        found = [self._of(one, now, begun, apart_from) for one in who]
        return np.array(found).reshape(-1, STANDING)

    def _of(
        self, who: int, now: float, begun: int, apart_from: int | None
    ) -> tuple[float, float, float]:
        if who not in self._joined:
            return _shrunk(0, begun, 0, 0.0, 0.0)
        at, number, rank = self._joined[who]
        earlier = int(np.searchsorted(at, now))
        known = number[:earlier] != (-1 if apart_from is None else apart_from)
        joined = int(known.sum())
        number, rank = number[:earlier][known][-LATEST:], rank[:earlier][known][-LATEST:]
        reached = np.searchsorted(self._posts, self._place(number, now)) - self._starts[number]
        after, ranks = np.log1p(np.maximum(reached - rank, 0)).sum(), np.log(rank).sum()
        return _shrunk(joined, begun, len(number), float(after), float(ranks))

    def table(self) -> Table:
        """Everybody's standing after all of it."""
        people = sorted(self._joined)
        return Table(np.array(people, np.int64), self.standing(people, np.inf))


def _shrunk(
    joined: int, begun: int, looked_at: int, after: float, ranks: float
) -> tuple[float, float, float]:
    return (
        float(np.log1p(1_000 * joined / (begun + FEW))),
        (after + SHRINK * USUAL_AFTER) / (looked_at + SHRINK),
        (ranks + SHRINK * USUAL_RANK) / (looked_at + SHRINK),
    )


NOBODY = _shrunk(0, 0, 0, 0.0, 0.0)


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
