"""A 64-bit fingerprint that near-duplicates share: SimHash.

Charikar, "Similarity estimation techniques from rounding algorithms", STOC 2002. Over words and
pairs of neighbouring words in their normal form: case, links, who is mentioned and which digits a
number has do not tell texts apart. Two fingerprints of one text with a word changed differ in few
bits; unrelated ones in about 32.
"""

from __future__ import annotations

import numpy as np

from firebell.core.text.hashing import Ints, hash_pairs
from firebell.core.understanding.batch import TokenBatch
from firebell.core.understanding.vocabulary import Kind

FEWEST_WORDS = 5
_APART = Kind.MENTION | Kind.LINK | Kind.SILENT | Kind.CLAUSE_END
_MIX = np.uint64(0xBF58476D1CE4E5B9)


def fingerprints(batch: TokenBatch) -> list[int | None]:
    """One signed 64-bit number a text; None where it has fewer than FEWEST_WORDS words."""
    kept = np.flatnonzero((batch.kinds & _APART) == 0)
    hashes, owner = batch.hashes[kept], batch.text[kept]
    together = np.flatnonzero(owner[:-1] == owner[1:])
    pairs = hash_pairs(hashes[together], hashes[together + 1])
    size = len(batch.starts) - 1
    sums = _votes(_spread(hashes), owner, size) + _votes(pairs, owner[together], size)
    bits = np.packbits(sums > 0, axis=1, bitorder="little")
    prints: list[int] = bits.view("<i8").reshape(-1).tolist()
    words: list[int] = batch.count(Kind.WORD).tolist()
    return [
        found if number >= FEWEST_WORDS else None
        for found, number in zip(prints, words, strict=True)
    ]


def distance(one: int, other: int) -> int:
    """In how many of their 64 bits two fingerprints differ."""
    return ((one ^ other) & 0xFFFFFFFFFFFFFFFF).bit_count()


def _spread(
    hashes: np.ndarray[tuple[int], np.dtype[np.uint64]],
) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """Word hashes have 32 bits; their upper halves come from a mix of the same."""
    mixed = (hashes + np.uint64(1)) * _MIX
    mixed ^= mixed >> np.uint64(31)
    return mixed * np.uint64(0x94D049BB133111EB)


def _votes(
    hashes: np.ndarray[tuple[int], np.dtype[np.uint64]], owner: Ints, size: int
) -> np.ndarray[tuple[int, int], np.dtype[np.int32]]:
    """For each text and bit, how many hashes have it less how many have it not."""
    votes = np.zeros((size, 64), dtype=np.int32)
    if len(hashes):
        octets = hashes.astype("<u8").view(np.uint8).reshape(-1, 8)
        bits = np.unpackbits(octets, axis=1, bitorder="little")
        first = np.flatnonzero(np.concatenate([[True], owner[1:] != owner[:-1]]))
        set_ = np.add.reduceat(bits, first, axis=0, dtype=np.int32)
        number = np.diff(np.concatenate([first, [len(hashes)]])).astype(np.int32)
        votes[owner[first]] = 2 * set_ - number[:, None]
    return votes
