"""Hashing words, word pairs and runs of letters into buckets, many at once.

The same on every machine and in every process: nothing depends on Python's own seeded hash.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

UInts = NDArray[np.uint64]
Ints = NDArray[np.int64]

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_PAIR = np.uint64(0xC2B2AE3D27D4EB4F)
_RUN = np.uint64(1099511628211)


def hash_words(words: Sequence[str]) -> UInts:
    """One 32-bit hash for each word, as uint64 (CRC-32 of its UTF-8)."""
    hashes = [zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words]
    return np.array(hashes, dtype=np.uint64)


def hash_pairs(first: UInts, second: UInts) -> UInts:
    """One 64-bit hash for each ordered pair of word hashes."""
    mixed: UInts = (first * _PAIR) ^ (second + np.uint64(0x165667B19E3779F9))
    return mixed * _SPREAD


def to_buckets(hashes: UInts, salt: int, bits: int) -> Ints:
    """Buckets 0 .. 2**bits - 1; another salt gives another, unrelated bucket."""
    mixed: UInts = (hashes ^ (np.uint64(salt) << np.uint64(40))) * _SPREAD
    mixed ^= mixed >> np.uint64(29)
    mixed *= _PAIR
    return (mixed >> np.uint64(64 - bits)).astype(np.int64)


def hash_runs(words: Sequence[str], lengths: Sequence[int]) -> tuple[UInts, Ints]:
    """Hashes of all runs of letters of the given lengths within ``<word>``.

    Returns the hashes and, for each, the place of its word in ``words``. Runs never cross words.
    """
    text = "".join(f"<{word}>" for word in words)
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    sizes = np.array([len(word) + 2 for word in words], dtype=np.int64)
    owner = np.repeat(np.arange(len(words), dtype=np.int64), sizes)
    found = [_runs_of(letters.astype(np.uint64), owner, length) for length in lengths]
    return (
        np.concatenate([hashes for hashes, _ in found]),
        np.concatenate([owners for _, owners in found]),
    )


def _runs_of(letters: UInts, owner: Ints, length: int) -> tuple[UInts, Ints]:
    count = len(letters) - length + 1
    if count <= 0:
        return np.zeros(0, np.uint64), np.zeros(0, np.int64)
    hashes = np.full(count, length, dtype=np.uint64)
    for offset in range(length):
        hashes = (hashes ^ letters[offset : offset + count]) * _RUN
    inside = owner[:count] == owner[length - 1 :]
    return hashes[inside], owner[:count][inside]
