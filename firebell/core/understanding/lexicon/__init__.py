"""Small word lists of our own for customer care: polarity, abuse and asking.

A word with a star stands for every word that begins so; languages are not kept apart, since a
short text may mix them. They are features and rules, not the reader: the model weighs them.
"""

from __future__ import annotations

from collections.abc import Iterable


class WordList:
    """Words and beginnings of words; looks a normal form up in time bounded by its length."""

    def __init__(self, *blocks: str) -> None:
        words = [word for block in blocks for word in block.split()]
        self._whole = frozenset(word for word in words if not word.endswith("*"))
        self._stems = frozenset(word[:-1] for word in words if word.endswith("*"))
        self._lengths = sorted({len(stem) for stem in self._stems})

    def __contains__(self, word: str) -> bool:
        if word in self._whole:
            return True
        return any(word[:length] in self._stems for length in self._lengths if length <= len(word))

    def words(self) -> Iterable[str]:
        """All entries as written, sorted; beginnings keep their star."""
        return sorted(self._whole) + sorted(f"{stem}*" for stem in self._stems)
