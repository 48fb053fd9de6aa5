"""One Aho-Corasick automaton over the literals of all queries.

A. V. Aho and M. J. Corasick, "Efficient string matching", CACM 18(6), 1975: one walk over the text
finds every literal, in time linear in the text and the hits, whatever the number of literals.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from ahocorasick_rs import BytesAhoCorasick, MatchKind

from firebell.core.query.folding import fold
from firebell.core.query.page import Page
from firebell.core.query.rows import Ints, Rows, of_numbers


def literal(term: str, *, open_end: bool = False) -> bytes:
    """The bytes to look for in a folded page; with `open_end` the last word may go on."""
    return f" {fold(term)}{'' if open_end else ' '}".encode()


class Hits:
    """Where the literals stand in one page; literals are named by their numbers."""

    def __init__(self, page: Page, literals: int, found: Sequence[tuple[int, int, int]]) -> None:
        self.page = page
        flat = np.fromiter(chain.from_iterable(found), dtype=np.int64, count=3 * len(found))
        numbers, places = flat[0::3], flat[1::3]
        order = np.argsort(numbers, kind="stable")
        self.places = places[order]
        self.rows = page.rows_at(self.places)
        self.counts: Ints = np.bincount(numbers, minlength=literals)
        self._ends: list[int] = np.cumsum(self.counts).tolist()
        present: list[int] = np.flatnonzero(self.counts).tolist()
        self._fired = {n: of_numbers(self.rows[self.of(n)], len(page)) for n in present}

    def of(self, number: int) -> slice:
        """The part of `places` and `rows` that belongs to one literal, in order of place."""
        return slice(self._ends[number - 1] if number else 0, self._ends[number])

    def fired(self, number: int) -> Rows:
        """The rows of the page in which the literal stands."""
        return self._fired.get(number, 0)


class Automaton:
    def __init__(self, literals: Sequence[bytes]) -> None:
        self._size = len(literals)
        self._engine = BytesAhoCorasick(literals, matchkind=MatchKind.Standard)

    def scan(self, page: Page) -> Hits:
        """All hits of all literals, overlapping ones too."""
        found = self._engine.find_matches_as_indexes(page.folded, overlapping=True)
        return Hits(page, self._size, found)
