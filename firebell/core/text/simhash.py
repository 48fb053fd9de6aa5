"""Fingerprints by which nearly the same text is found again: 64-bit SimHash over runs of letters.

Moses Charikar, "Similarity estimation techniques from rounding algorithms", STOC 2002. The share
of bits in which two fingerprints differ estimates the angle between the texts' counts of runs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firebell.core.text.hashing import Ints, UInts

RUN = 4  # letters of a run
LONGEST = 10_000  # code points of a text that are looked at
NOTHING = 0  # the fingerprint of a text without words and emoji

_START, _END, _SPACE = 1, 0, 32
# Who is called and what is linked changes from copy to copy. The text is folded already.
_APART = re.compile(r"https?://[^\s\0]+|www\.[^\s\0]+|@\w+|rt(?<!\wrt) @\w+")
_FACTORS = [np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)]
_MOST = 255  # runs that a counter of eight bits can count


@dataclass(frozen=True)
class Runs:
    """``hashes`` of all runs of letters of some texts; ``sizes``: how many each text has."""

    hashes: UInts
    sizes: Ints


def plain(texts: Sequence[str]) -> list[str]:
    """The texts by which copies are compared: one case and width, without links, mentions and
    punctuation.

    >>> plain(["RT @you: Lost my BAG again!!! https://t.co/x", "😡😡"])
    ['lost my bag again', '😡😡']
    """
    joined = _letters(texts).astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")
    return [text[1:].strip(" ") for text in joined.split(chr(_END))[: len(texts)]]


def letter_runs(texts: Sequence[str]) -> Runs:
    """Hashes (64 bits) of all runs of ``RUN`` letters of each text, with its borders."""
    letters = _letters(texts)
    ends = np.flatnonzero(letters == _END)
    lengths = np.diff(ends, prepend=-1) - 1
    sizes = np.maximum(lengths - RUN + 1, 0)
    first = np.repeat(ends - lengths - np.cumsum(sizes) + sizes, sizes)
    return Runs(_hashes(letters, first + np.arange(len(first))), sizes)


def fingerprints(texts: Sequence[str]) -> Ints:
    """One 64-bit SimHash for each text, as int64; ``NOTHING`` for a text without words.

    Depends on the text alone, on every machine. About 7 microseconds a tweet in batches of 1,000.
    """
    return fingerprints_of(letter_runs(texts)) if len(texts) else np.zeros(0, np.int64)


def fingerprints_of(runs: Runs) -> Ints:
    """The same from runs that were hashed before."""
    found = np.zeros(len(runs.sizes), dtype=np.int64)
    there = np.flatnonzero(runs.sizes)
    if len(there):
        sizes = runs.sizes[there]
        ones = _ones(runs.hashes, sizes)
        bits = 2 * ones > sizes[:, None]
        found[there] = np.packbits(bits, axis=1, bitorder="little").view("<i8")[:, 0]
    return found


def distance(first: Ints, second: Ints) -> NDArray[np.uint8]:
    """In how many of 64 bits fingerprints differ, element by element (shapes broadcast)."""
    differing = np.atleast_1d(np.bitwise_xor(first, second)).astype(np.int64, copy=False)
    return _ones_in(np.ascontiguousarray(differing).view(np.uint64))


def _ones_by_table(values: UInts) -> NDArray[np.uint8]:
    quarters = _BITS[values[..., None].view(np.uint16)]
    total: NDArray[np.uint8] = (quarters[..., 0] + quarters[..., 1]) + (
        quarters[..., 2] + quarters[..., 3]
    )
    return total


# NumPy counts bits itself since 2.0, thirty times as quick.
_ones_in: Callable[[UInts], NDArray[np.uint8]] = getattr(np, "bitwise_count", _ones_by_table)


def _letters(texts: Sequence[str]) -> UInts:
    """The code points of all texts as one row, ``_START text _END`` each, spaces around words.

    A few calls for the whole batch; nothing in them looks beyond a text's own end.
    """
    joined = "".join(f"\x01 {text[:LONGEST].replace(chr(_END), ' ')}  \0" for text in texts)
    if not joined.isascii():
        joined = unicodedata.normalize("NFKC", joined)
    said = _APART.sub(" ", joined.casefold()).encode("utf-32-le", "surrogatepass")
    letters = np.frombuffer(said, dtype="<u4")
    marks = _MARKS[np.minimum(letters, len(_MARKS) - 1)]
    once = ~marks
    once[1:] |= once[:-1]  # the first of a row of marks stands for a space
    squeezed: UInts = np.where(marks, _SPACE, letters)[once].astype(np.uint64)
    return squeezed


def _hashes(letters: UInts, places: Ints) -> UInts:
    mixed: UInts = letters[places]
    for step, factor in enumerate(_FACTORS, start=1):
        mixed = mixed * factor + letters[places + step]
    for shift, factor in zip((32, 29), _FACTORS, strict=False):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * factor
    mixed ^= mixed >> np.uint64(32)
    return mixed


def _ones(hashes: UInts, sizes: Ints) -> Ints:
    """How many hashes of each text (all have some) have each of the 64 bits, texts x 64.

    Eight counters of one byte are added at once, at most ``_MOST`` runs in one go.
    """
    pieces = -(-sizes // _MOST)
    within = np.arange(pieces.sum()) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    starts = np.repeat(np.cumsum(sizes) - sizes, pieces) + within * _MOST
    spread = _SPREAD[hashes.astype("<u8").view(np.uint8).reshape(-1, 8)]
    counts = np.add.reduceat(spread, starts, axis=0).astype("<u8").view(np.uint8)
    counted = counts.reshape(-1, 64).astype(np.int64)
    return np.add.reduceat(counted, np.cumsum(pieces) - pieces, axis=0)


def _marks() -> NDArray[np.bool_]:
    """Code points that part words: marks are in or out as a copyist likes. Emoji are words."""
    marks = np.array([chr(code).isspace() for code in range(0x3100)])
    for first, last in ("!/", ":@", "[`", "{¿", "\u2000\u206f", "\u3000\u303f"):
        marks[ord(first) : ord(last) + 1] = True
    return marks


def _spread_bits() -> UInts:
    """byte -> eight counters of one byte, the lowest bit in the lowest."""
    bits = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1, bitorder="little")
    return bits.view("<u8")[:, 0].astype(np.uint64)


def _bits_of_pairs() -> NDArray[np.uint8]:
    low = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1).sum(axis=1, dtype=np.uint8)
    pairs: NDArray[np.uint8] = (low[:, None] + low[None, :]).reshape(-1)
    return pairs


_MARKS = _marks()
_SPREAD = _spread_bits()
_BITS = _bits_of_pairs()
