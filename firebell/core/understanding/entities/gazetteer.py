"""Names of places as 64-bit hashes of their folded words: small, quick to ask, nothing to list."""

from __future__ import annotations

import hashlib
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

PLACES_FILE = "place-names.npz"
PLACES_MANIFEST = "place-names.json"
MAX_WORDS = 3

_GAPS = re.compile(r"[\W\d_]+")
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ı": "i"}
)
_SHORT = {"st": "saint", "ft": "fort", "mt": "mount"}


class Gazetteer:
    """Which names there are, and which words begin a name of several. Built of nothing it knows
    no place. Safe to share between threads."""

    def __init__(
        self, names: Iterable[int] = (), beginnings: Iterable[int] = (), version: str = ""
    ) -> None:
        self.version = version
        self._names = frozenset(names)
        self._beginnings = frozenset(beginnings)

    @classmethod
    def of_names(cls, names: Iterable[str]) -> Gazetteer:
        """From names as they are written, for trainers and tests."""
        return cls(*(found.tolist() for found in hashes_of(names)))

    @classmethod
    def from_bytes(cls, files: Mapping[str, bytes]) -> Gazetteer:
        """Build from the shipped files by name: the manifest and the file that it lists.

        Raises ValueError where a file is missing or its SHA-256 is not the manifest's.
        """
        for name in (PLACES_FILE, PLACES_MANIFEST):
            if name not in files:
                raise ValueError(f"{name} is missing; reinstall firebell")
        digest = hashlib.sha256(files[PLACES_FILE]).hexdigest()
        if digest != json.loads(files[PLACES_MANIFEST])["files"][PLACES_FILE]["sha256"]:
            raise ValueError(
                f"{PLACES_FILE} is not the file that {PLACES_MANIFEST} names; reinstall firebell"
            )
        with np.load(io.BytesIO(files[PLACES_FILE]), allow_pickle=False) as arrays:
            names, beginnings = arrays["names"].tolist(), arrays["beginnings"].tolist()
        return cls(names, beginnings, digest[:8])

    def has(self, name: str) -> bool:
        """Whether a folded name is one."""
        return name_hash(name) in self._names

    def begins(self, word: str) -> bool:
        """Whether a folded word is the first of a name of several words."""
        return name_hash(word) in self._beginnings


def folded(name: str) -> str:
    """Words in small letters without accents, one blank between.

    >>> folded("Łódź"), folded("Saint-Étienne"), folded("St. Louis"), folded("København")
    ('lodz', 'saint etienne', 'saint louis', 'kobenhavn')
    """
    lower = name.lower()
    if not lower.isascii():
        plain = unicodedata.normalize("NFKD", lower.translate(_LETTERS))
        lower = "".join(char for char in plain if not unicodedata.combining(char))
    if lower.isalpha():
        return _SHORT.get(lower, lower)
    first, *others = _GAPS.sub(" ", lower).split() or [""]
    return " ".join([_SHORT.get(first, first), *others])


def name_hash(name: str) -> int:
    """Of a folded name; the same on every machine."""
    data = name.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little")


def hashes_of(names: Iterable[str]) -> tuple[Any, Any]:
    """Sorted hashes of names and of the beginnings of those with several words, as uint64."""
    every = {folded(name) for name in names}
    kept = {name for name in every if name and name.count(" ") < MAX_WORDS}
    first = {name.partition(" ")[0] for name in kept if " " in name}
    return _sorted(kept), _sorted(first)


def _sorted(words: Iterable[str]) -> Any:
    return np.array(sorted(map(name_hash, words)), dtype=np.uint64)


NOWHERE = Gazetteer()
