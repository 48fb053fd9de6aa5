"""Posts folded together, so that folding and the automaton run once a page, not once a post.

A page is bytes: the words of its posts with a space before and after each, and a NUL as a word of
its own between posts. The automaton's literals carry their spaces (` refund `, ` cancel`), so a hit
respects words by itself, and the space it begins with is the word's number.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from firebell.core.query.folding import ASCII_PLAIN, ROW_SEPARATOR, plain
from firebell.core.query.rows import Bools, Ints

_SPACE = 32
_BETWEEN = f" {ROW_SEPARATOR} "
_BETWEEN_BYTES = _BETWEEN.encode()


class Page:
    """`folded` and `cased` hold the same number of words in the same order."""

    def __init__(self, texts: list[str]) -> None:
        """`texts`: valid Unicode (no lone surrogates)."""
        self.texts = texts
        simple = [row for row, text in enumerate(texts) if text.isascii()]
        others = [row for row, text in enumerate(texts) if not text.isascii()]
        self._rows = np.array(simple + others, dtype=np.int64)
        easy = [_fold_ascii([texts[row] for row in simple])] if simple else []
        words = [plain(texts[row]) for row in others]
        self.cased = _enclose(easy + [text.encode() for text in words])
        self.folded = _enclose(
            [text.lower() for text in easy] + [text.casefold().encode() for text in words]
        )

    def __len__(self) -> int:
        return len(self.texts)

    @cached_property
    def _borders(self) -> Ints:
        return np.flatnonzero(np.frombuffer(self.folded, dtype=np.uint8) == 0)

    @cached_property
    def _spaces(self) -> Ints:
        return np.flatnonzero(np.frombuffer(self.folded, dtype=np.uint8) == _SPACE)

    @cached_property
    def _cased_spaces(self) -> Ints:
        return np.flatnonzero(np.frombuffer(self.cased, dtype=np.uint8) == _SPACE)

    def rows_at(self, places: Ints) -> Ints:
        """The rows of these byte offsets in `folded`."""
        return self._rows[np.searchsorted(self._borders, places)]

    def words_at(self, places: Ints) -> Ints:
        """The numbers, within the page, of the words whose leading spaces are at these offsets."""
        return np.searchsorted(self._spaces, places)

    def cased_as(self, words: Ints, wanted: bytes) -> Bools:
        """Whether the words from each of these numbers on are written `wanted` (spaces at both
        ends)."""
        starts = self._cased_spaces[words].tolist()
        found = (self.cased.startswith(wanted, start) for start in starts)
        return np.fromiter(found, dtype=np.bool_, count=len(starts))


def _fold_ascii(texts: list[str]) -> bytes:
    joined = _BETWEEN.join(texts)
    if joined.count(ROW_SEPARATOR) != len(texts) - 1:
        joined = _BETWEEN.join(text.replace(ROW_SEPARATOR, " ") for text in texts)
    return b" ".join(joined.encode().translate(ASCII_PLAIN).split())


def _enclose(parts: list[bytes]) -> bytes:
    return b" " + _BETWEEN_BYTES.join(parts) + b" "
