"""Texts as they come, each laid to the first one that it is a copy of: leaders, online.

A text is known by its fingerprint (see `core.text.simhash`); the leader is the nearest known one
within `SAME_TEXT` bits, of equals the oldest. Which texts are forgotten depends on how many came,
not on how they were cut into batches.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firebell.core.text.hashing import Ints
from firebell.core.text.simhash import distance
from firebell.core.understanding.memes import SAME_TEXT

MOST = 1_024  # texts kept after tidying, the last heard ones
PIECE = 256  # texts between two tidyings


class First(NamedTuple):
    """Who was heard first to say a text."""

    fingerprint: int
    interaction: int
    at: int
    person: int


class Newcomers:
    """``rows``: five of them (the four of `First`, and when it was last heard), a column a text."""

    def __init__(self, rows: Ints | None = None, taken: int = 0) -> None:
        self.rows: Ints = np.zeros((5, 0), np.int64) if rows is None else rows
        self.taken = taken  # texts in all

    def room(self) -> int:
        """How many texts may be laid before they are tidied."""
        return PIECE - self.taken % PIECE

    def lay(self, texts: Ints) -> list[First | None]:
        """The leader of each text (a column of the four rows of `First`, at most `room()` of them),
        None for one that is heard for the first time."""
        prints, known = texts[0], self.rows.shape[1]
        places, apart = self._nearest(prints)
        places[apart > SAME_TEXT] = -1
        self._lay_among_themselves(prints, places, apart, known)
        new = np.flatnonzero(places < 0)
        places[new] = known + np.arange(len(new))
        self.rows = np.hstack([self.rows, np.vstack([texts[:, new], texts[2, new]])])
        np.maximum.at(self.rows[4], places, texts[2])
        found: list[First | None] = [First(*row) for row in self.rows[:4, places].T.tolist()]
        for place in new.tolist():
            found[place] = None
        self.taken += len(prints)
        if self.taken % PIECE == 0 and self.rows.shape[1] > MOST:
            order = np.argsort(self.rows[4], kind="stable")[-MOST:]
            self.rows = self.rows[:, np.sort(order)]
        return found

    def _nearest(self, prints: Ints) -> tuple[Ints, NDArray[np.uint8]]:
        """(place of the nearest known one, bits apart) of each."""
        if not self.rows.shape[1]:
            return np.full(len(prints), -1), np.full(len(prints), 65, np.uint8)
        apart = distance(prints[:, None], self.rows[0][None, :])
        places: Ints = apart.argmin(axis=1)
        return places, apart[np.arange(len(prints)), places]

    @staticmethod
    def _lay_among_themselves(
        prints: Ints, places: Ints, apart: NDArray[np.uint8], known: int
    ) -> None:
        """Lay each to an earlier one of the piece, where that is a leader and nearer."""
        between = distance(prints[:, None], prints[None, :])
        near = np.tril(between <= SAME_TEXT, -1)
        is_leader = places < 0
        for later in np.flatnonzero(near.any(axis=1)).tolist():
            earlier = np.flatnonzero(near[later] & is_leader)
            if not len(earlier):
                continue
            bits = between[later, earlier]
            best = int(bits.argmin())
            if places[later] >= 0 and apart[later] <= bits[best]:
                continue
            places[later] = -2 - int(earlier[best])  # the piece's own; its place comes below
            is_leader[later] = False
        own = np.flatnonzero(places < -1)
        rank = np.cumsum(is_leader) - 1
        places[own] = known + rank[-2 - places[own]]
