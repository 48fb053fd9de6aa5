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

    @property
    def whole(self) -> frozenset[str]:
        return self._whole

    @property
    def stems(self) -> frozenset[str]:
        return self._stems

    def words(self) -> Iterable[str]:
        """All entries as written, sorted; beginnings keep their star."""
        return sorted(self._whole) + sorted(f"{stem}*" for stem in self._stems)


class Lexicon:
    """Several lists, each with a number whose bits say what its words are, looked up at once."""

    def __init__(self, lists: Iterable[tuple[WordList, int]]) -> None:
        self._whole: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        for words, bits in lists:
            for known, entries in ((self._whole, words.whole), (self._stems, words.stems)):
                for entry in entries:
                    known[entry] = known.get(entry, 0) | bits
        self._lengths = sorted({len(stem) for stem in self._stems})

    def bits(self, word: str) -> int:
        """The bits of all lists that the word is in."""
        found, size = self._whole.get(word, 0), len(word)
        for length in self._lengths:
            if length > size:
                break
            found |= self._stems.get(word[:length], 0)
        return found
