"""Who of many was first to say it: fingerprints of a stretch of time, each laid to its leader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from firebell.core.text.hashing import Ints
from firebell.core.text.simhash import distance

SAME_TEXT = 6
"""Bits of 64 in which the fingerprints of one text may differ. Of 13,442 different tweets to
airlines, all 23 pairs within it were copies with a word or two changed; at nine bits half were."""
MOST_COMPARED = 1_000  # of those before it that have two bytes in common with a fingerprint


def leaders(prints: Ints, most_bits: int = SAME_TEXT) -> Ints:
    """For each fingerprint, in the order in which they came, the place of the first one that it is
    a copy of; its own place if there is none. A group is known by its first, so it cannot drift.

    For few bits (up to `SAME_TEXT`) about two seconds for 100,000; for more, each is compared with
    every leader, which suits some thousands.
    """
    if not len(prints):
        return np.zeros(0, np.int64)
    values, first, where = np.unique(prints, return_index=True, return_inverse=True)
    order = np.argsort(first)  # of the different ones, as they came
    found = values[order]
    near = (_by_bytes if most_bits <= SAME_TEXT else _by_all)(found, most_bits)
    owner = np.arange(len(found))
    for later, earlier in near:
        if owner[later] == later and owner[earlier] == earlier:
            owner[later] = earlier
    places: Ints = np.empty(len(found), np.int64)
    places[order] = first[order][owner]
    return places[where.reshape(-1)]


def _by_bytes(prints: Ints, most_bits: int) -> Iterable[tuple[int, int]]:
    """(later, earlier) of all that are near, in order. Two that differ in at most six bits have two
    bytes of eight in common, so only those that do are compared."""
    octets = prints.astype("<i8").view(np.uint8).reshape(-1, 8)
    found = [np.zeros((0, 2), np.int64)]
    for one, other in combinations(range(8), 2):
        for earlier, later in _meeting(octets, one, other):
            near = distance(prints[earlier], prints[later]) <= most_bits
            earlier, later = earlier[near], later[near]
            # Those that have more bytes in common meet more often, and are taken the first time.
            common = (octets[earlier, :other] == octets[later, :other]).sum(axis=1)
            found.append(np.stack([later, earlier], axis=1)[common == 1])
    pairs = np.concatenate(found)
    order = np.lexsort((pairs[:, 1], pairs[:, 0]))
    return [(later, earlier) for later, earlier in pairs[order].tolist()]


def _meeting(octets: NDArray[np.uint8], one: int, other: int) -> Iterator[tuple[Ints, Ints]]:
    """Places (earlier, later) of those that have these two bytes in common."""
    keys = octets[:, one].astype(np.uint16) << 8 | octets[:, other]
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    here = np.arange(len(keys))
    for step in range(1, MOST_COMPARED + 1):
        here = here[here + step < len(keys)]
        here = here[keys[here] == keys[here + step]]
        if not len(here):
            return
        yield order[here], order[here + step]


def _by_all(prints: Ints, most_bits: int) -> Iterable[tuple[int, int]]:
    chosen = np.zeros(0, np.int64)
    for place in range(len(prints)):
        near = distance(prints[place : place + 1], prints[chosen]) <= most_bits
        if near.any():
            yield place, int(chosen[near.argmax()])
        else:
            chosen = np.append(chosen, place)
