"""Insults behind stars and figures: "f*ck", "sh**", "1diot"."""

from __future__ import annotations

import re
from collections import defaultdict

from firebell.core.understanding.lexicon.abuse import ABUSE

MAX_MASKED = 24
_FIGURES = str.maketrans("013457@$", "oieastas")
_MASKS = re.compile(r"[*@$0-9]")


def _by_length() -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for word in ABUSE.words():
        found[len(word.rstrip("*"))].append(word.rstrip("*"))
    return found


_WORDS = _by_length()


def unmasked(token: str) -> str:
    """The word of the abuse list that a token hides, or "" for none.

    A star hides one letter; what follows the hidden word may be anything.

    >>> unmasked("f*cking"), unmasked("1d1ot"), unmasked("B747"), unmasked("5*")
    ('fuck', 'idiot', '', '')
    """
    if len(token) > MAX_MASKED or not _MASKS.search(token):
        return ""
    plain = token.lower().translate(_FIGURES)
    if "*" not in plain:
        return plain if _has_letters(token) and plain in ABUSE else ""
    if not plain[0].isalpha():
        return ""
    for length in range(len(plain), 3, -1):
        pattern = re.compile(re.escape(plain[:length]).replace(r"\*", "."))
        for word in _WORDS.get(length, ()):
            if pattern.fullmatch(word):
                return word
    return ""


def _has_letters(token: str) -> bool:
    """Most of it: "1diot", not "455"."""
    return sum(letter.isalpha() for letter in token) * 2 > len(token)
