"""Fingerprints on a shelf: which of them differ from this one in only a few bits?"""

from __future__ import annotations

import numpy as np

from firebell.core.text.hashing import Ints
from firebell.core.text.simhash import distance

SAME_PICTURE = 10  # bits of 64 in which two hashes of one picture may differ


class Shelf:
    """The newest ``most`` fingerprints in the order they came. Looking one up compares with all:
    a millisecond for a hundred thousand, which suits pictures."""

    def __init__(self, most: int = 100_000) -> None:
        self._most = most
        self._hashes: Ints = np.zeros(0, np.int64)
        self._keys: Ints = np.zeros(0, np.int64)

    def add(self, keys: Ints, hashes: Ints) -> None:
        """Put fingerprints on the shelf under their keys; the oldest fall off."""
        self._keys = np.concatenate([self._keys, keys])[-self._most :]
        self._hashes = np.concatenate([self._hashes, hashes])[-self._most :]

    def near(self, fingerprint: int, most_bits: int = SAME_PICTURE) -> list[tuple[int, int]]:
        """(key, differing bits) of those within ``most_bits``, the nearest first, then the
        older."""
        apart = distance(np.array([fingerprint], np.int64), self._hashes)
        found = np.flatnonzero(apart <= most_bits) if len(self._hashes) else np.zeros(0, np.int64)
        order = found[np.argsort(apart[found], kind="stable")] if len(found) else found
        return [(int(self._keys[place]), int(apart[place])) for place in order]
