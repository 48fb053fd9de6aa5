"""A batch of texts as one long row of tokens, and the features that span tokens."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from firebell.core.text.hashing import Ints, UInts, hash_pairs, hash_words
from firebell.core.understanding.vocabulary import (
    AIMED_SALT,
    HURT,
    NEGATED_SALT,
    PAIR_SALT,
    PLEASED,
    Kind,
)

NEGATION_REACH, AIM_REACH = 3, 4
_CONTEMPT = Kind.CONTEMPT | Kind.ABUSE | HURT
_APART = Kind.MENTION | Kind.LINK | Kind.SILENT


class TokenBatch:
    """Tokens of many texts, one after the other.

    ``kinds`` and ``hashes`` have one entry a token; text i owns tokens ``starts[i]:starts[i+1]``.
    Everything here looks at one text only: neighbours in the batch never meet.
    """

    def __init__(self, sizes: Sequence[int], kinds: NDArray[np.int32], hashes: UInts) -> None:
        self.starts: Ints = np.concatenate([[0], np.cumsum(np.array(sizes, dtype=np.int64))])
        self.text: Ints = np.repeat(np.arange(len(sizes), dtype=np.int64), sizes)
        self.kinds = kinds
        self.hashes = hashes

    def sums(self, values: NDArray[np.int64]) -> Ints:
        """Sums over the tokens of each text; whole numbers, so exact in any order."""
        shape = (len(values) + 1, *values.shape[1:])
        running = np.zeros(shape, dtype=np.int64)
        np.cumsum(values, axis=0, out=running[1:])
        return running[self.starts[1:]] - running[self.starts[:-1]]

    def count(self, kind: Kind) -> Ints:
        """How many tokens of each text are of the kind (of one of them, if several)."""
        return self.sums(((self.kinds & kind) != 0).astype(np.int64))

    def weight(self) -> Ints:
        """How many tokens of each text carry features."""
        return self.sums(((self.kinds & Kind.SILENT) == 0).astype(np.int64))

    def pairs(self) -> tuple[Ints, UInts]:
        """Places of the first tokens of neighbouring pairs within a text, and the pairs' hashes.

        Mentions and links take no part.
        """
        plain = (self.kinds & _APART) == 0
        together = plain[:-1] & plain[1:] & (self.text[:-1] == self.text[1:])
        places = np.flatnonzero(together)
        return places, hash_pairs(self.hashes[places], self.hashes[places + 1])

    def negated(self) -> Ints:
        """Places of words that follow a negation within three tokens and the same clause."""
        negators = (self.kinds & Kind.NEGATOR) != 0
        ends = (self.kinds & Kind.CLAUSE_END) != 0
        size = len(negators)
        reached = np.zeros(size, dtype=bool)
        alive = negators.copy()
        for _ in range(min(NEGATION_REACH, max(size - 1, 0))):
            onward = alive[:-1] & ~ends[1:] & (self.text[:-1] == self.text[1:])
            alive = np.concatenate([[False], onward])
            reached |= alive
        words = (self.kinds & (Kind.WORD | PLEASED | HURT)) != 0
        return np.flatnonzero(reached & words & ~negators)

    def aimed(self) -> Ints:
        """Places of words of contempt, abuse or complaint near a word that names a group."""
        groups = np.flatnonzero(self.kinds & Kind.GROUP)
        text = self.text[groups]
        edges: Ints = np.zeros(len(self.kinds) + 1, dtype=np.int64)
        np.add.at(edges, np.maximum(groups - AIM_REACH, self.starts[text]), 1)
        np.add.at(edges, np.minimum(groups + AIM_REACH + 1, self.starts[text + 1]), -1)
        near = np.cumsum(edges[:-1]) > 0
        return np.flatnonzero(near & ((self.kinds & _CONTEMPT) != 0))

    def context(self) -> list[tuple[Ints, UInts, int]]:
        """All features that span tokens: their places, hashes and salts."""
        first, pairs = self.pairs()
        negated = self.negated()
        aimed = np.setdiff1d(self.aimed(), negated, assume_unique=True)
        kinds = self.kinds[negated]
        parts = [(first, pairs, PAIR_SALT), (negated, self.hashes[negated], NEGATED_SALT)]
        for which, name in ((PLEASED, "\x01pleased"), (HURT, "\x01hurt")):
            places = negated[(kinds & which) != 0]
            parts.append((places, _same(name, len(places)), NEGATED_SALT))
        parts.append((aimed, self.hashes[aimed], AIMED_SALT))
        parts.append((aimed, _same("\x01aimed", len(aimed)), AIMED_SALT))
        return parts


def _same(name: str, count: int) -> UInts:
    return np.full(count, hash_words([name])[0], dtype=np.uint64)
