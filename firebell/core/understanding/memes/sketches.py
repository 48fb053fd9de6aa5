"""Sketches by which texts with many runs of letters in common meet: MinHash in bands.

Andrei Broder, "On the resemblance and containment of documents", 1997; banding as in Indyk and
Motwani 1998. Resemblance is the Jaccard index of two texts' sets of runs of four letters.
"""

from __future__ import annotations

import numpy as np

from firebell.core.text.hashing import UInts
from firebell.core.text.simhash import Runs

BANDS, ROWS = 12, 3
"""Two texts meet in a band with probability r**ROWS at resemblance r: in one of them with 0.95 at
0.6, 0.9999 at 0.8, 0.28 at 0.3; whoever meets is compared exactly."""

_SEED = np.random.PCG64(20150224)
_FACTORS = (_SEED.random_raw(BANDS * ROWS) | 1).astype(np.uint64)
_ADDED = _SEED.random_raw(BANDS * ROWS).astype(np.uint64)
_MIX = np.uint64(0xC2B2AE3D27D4EB4F)
_TOP = np.uint64(32)


def sketches(runs: Runs) -> UInts:
    """The keys of each text, texts x BANDS; texts that share a key in one column meet.

    Texts without runs get zeros and must not be compared.
    """
    keys = np.zeros((len(runs.sizes), BANDS), dtype=np.uint64)
    there = np.flatnonzero(runs.sizes)
    if not len(there):
        return keys
    starts = (np.cumsum(runs.sizes) - runs.sizes)[there]
    for band in range(BANDS):
        key = np.full(len(there), band, dtype=np.uint64)
        for row in range(band * ROWS, (band + 1) * ROWS):
            mixed = (runs.hashes * _FACTORS[row] + _ADDED[row]) >> _TOP
            key = (key ^ np.minimum.reduceat(mixed, starts)) * _MIX
        keys[there, band] = key
    return keys


def run_sets(runs: Runs) -> list[frozenset[int]]:
    """The set of runs of each text."""
    ends = np.cumsum(runs.sizes)
    places = zip((ends - runs.sizes).tolist(), ends.tolist(), strict=True)
    hashes: list[int] = runs.hashes.tolist()
    return [frozenset(hashes[start:end]) for start, end in places]


def resemblance(first: frozenset[int], second: frozenset[int]) -> float:
    """Jaccard index; 0 where both are empty."""
    both = len(first & second)
    whole = len(first) + len(second) - both
    return both / whole if whole else 0.0
