"""Names of places, folded: those that ship, and what a capitalised word may tell of them."""

from __future__ import annotations

import hashlib
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

import numpy as np

from firebell.core.understanding.entities import place_words

PLACES_FILE = "place-names.npz"
PLACES_MANIFEST = "place-names.json"
MAX_WORDS = 3
MAX_KEPT = 50_000

_GAPS = re.compile(r"[\W\d_]+")
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th", "ı": "i"}
)
_SHORT = {"st": "saint", "ft": "fort", "mt": "mount"}


class Word:
    """Bits; plain numbers, as those of ``Trace``."""

    CODE: Final = 1
    BEGINS: Final = 2  # a name of several words
    NAME: Final = 4
    GENITIVE: Final = 8  # the name of a place and an s


class Gazetteer:
    """Which names there are, and which words begin a name of several. Built of nothing it knows
    no place. Safe to share between threads."""

    def __init__(self, names: Iterable[str] = (), version: str = "") -> None:
        """``names``: folded, see ``folded``."""
        self.version = version
        self._names = frozenset(names)
        self._beginnings = frozenset(name.partition(" ")[0] for name in self._names if " " in name)
        # Remembered: the same words come again and again.
        self.told_by = lru_cache(maxsize=MAX_KEPT)(self._told_by)

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
            names = arrays["names"].tobytes().decode("utf-8").split("\n")
        return cls(names, digest[:8])

    def has(self, name: str) -> bool:
        """Whether a folded name is one."""
        return name in self._names

    def _told_by(self, word: str) -> int:
        """What a capitalised word may be: bits of Word."""
        found = Word.CODE if word in place_words.CODES else 0
        name = folded(word)
        if name in place_words.COMMON:
            return found
        if name in self._beginnings:
            found |= Word.BEGINS
        if len(name) < 3 or name in place_words.BEGINNINGS or (len(word) < 4 and word.isupper()):
            return found
        if name in self._names or name in _INFLECTED:
            found |= Word.NAME
        elif len(name) > 4 and name[-1] == "s" and name[:-1] in self._names:
            found |= Word.GENITIVE
        return found


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


def packed(names: Iterable[str]) -> bytes:
    """The .npz that ``Gazetteer.from_bytes`` reads: folded names, sorted, as UTF-8."""
    file = io.BytesIO()
    lines = "\n".join(sorted(names)).encode("utf-8")
    np.savez_compressed(file, names=np.frombuffer(lines, np.uint8))
    return file.getvalue()


_INFLECTED = frozenset(map(folded, place_words.INFLECTED))
NOWHERE = Gazetteer()
