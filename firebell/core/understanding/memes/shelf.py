"""Fingerprints on a shelf: which of them differ from this one in only a few bits?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

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


@dataclass(frozen=True, slots=True)
class Prints:
    """Fingerprints of a stretch of time in the order of the posts, with the id of each post and of
    who wrote it. Looking one up compares with all: a millisecond for a hundred thousand."""

    posts: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    people: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    prints: Ints = field(default_factory=lambda: np.zeros(0, np.int64))

    def __len__(self) -> int:
        return len(self.posts)

    def alike(self, fingerprint: int, most_bits: int) -> Ints:
        """Places of those within `most_bits`, as they came."""
        if not len(self):
            return np.zeros(0, np.int64)
        return np.flatnonzero(distance(np.array([fingerprint], np.int64), self.prints) <= most_bits)

    def then(self, later: Prints) -> Prints:
        """These and, after them, those of `later` whose posts are not among these."""
        new = ~np.isin(later.posts, self.posts)
        return Prints(
            np.concatenate([self.posts, later.posts[new]]),
            np.concatenate([self.people, later.people[new]]),
            np.concatenate([self.prints, later.prints[new]]),
        )

    @classmethod
    def of(cls, rows: Sequence[tuple[int, int, int]]) -> Prints:
        """Of rows (post, person, fingerprint)."""
        return cls(*np.array(rows, np.int64).reshape(-1, 3).T)

    def to_bytes(self) -> bytes:
        """24 bytes a post."""
        return np.stack([self.posts, self.people, self.prints]).astype("<i8").tobytes()

    @classmethod
    def from_bytes(cls, data: bytes) -> Prints:
        """What `to_bytes` wrote. ValueError for any other length."""
        return cls(*np.frombuffer(data, "<i8").reshape(3, -1).astype(np.int64, copy=False))
