"""The cues of a batch: which of them each token carries, and which each text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from threading import Lock

import numpy as np

from firebell.core.text.hashing import Ints
from firebell.core.text.tokens import normal_form
from firebell.core.understanding.batch import TokenBatch
from firebell.core.understanding.care.cue import Cue
from firebell.core.understanding.care.phrases import WordCues, entries, phrase_hashes, phrases
from firebell.core.understanding.entities.gazetteer import NOWHERE, Gazetteer
from firebell.core.understanding.entities.traces import traces_of

MAX_KEPT = 100_000
SHOUTED = 1 << 62
"""A bit of its own for words in capitals: of a token's spelling and in no lexicon."""


@cache
def _words() -> WordCues:
    """Built when something is first read: most commands read nothing."""
    return WordCues(entries())


_phrases = cache(phrases)


class KnownCues:
    """Tokens met so far with their cues; forgets all when it is full, which changes nothing."""

    def __init__(self, limit: int = MAX_KEPT, places: Gazetteer = NOWHERE) -> None:
        self._places = places
        self._limit = limit
        self._lock = Lock()
        self._known: dict[str, int] = {}

    def of(self, tokens: Sequence[str]) -> Ints:
        """The cues of each token on its own."""
        with self._lock:
            if len(self._known) > self._limit:
                self._known = {}
            known = self._known
            for token in set(tokens).difference(known):
                known[token] = _cues_of(token, self._places)
            return np.array([known[token] for token in tokens], dtype=np.int64)


class CueBatch:
    """``tokens``: the cues of each token, phrases laid on all of their words; ``texts``: of each
    text, all together. ``batch`` is the same tokens as the first floor knows them."""

    def __init__(self, batch: TokenBatch, words: Ints) -> None:
        self.batch = batch
        self.tokens = words | _of_phrases(batch)
        self.texts = self.together(self.tokens, batch.starts)
        self.shouts = (self.texts & SHOUTED) != 0

    @staticmethod
    def together(tokens: Ints, starts: Ints) -> Ints:
        """The cues of all tokens of each text, or-ed; 0 for a text without tokens."""
        whole = np.zeros(len(starts) - 1, dtype=np.int64)
        filled = np.flatnonzero(starts[1:] > starts[:-1])
        if len(filled):
            whole[filled] = np.bitwise_or.reduceat(tokens, starts[filled])
        return whole

    def has(self, cue: Cue) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Which texts have the cue (one of them, if several)."""
        return np.asarray((self.texts & int(cue)) != 0)

    def places(self, text: int, cue: Cue) -> list[int]:
        """Which of a text's tokens carry the cue, counted from its first."""
        first, end = self.batch.starts[text], self.batch.starts[text + 1]
        found: list[int] = np.flatnonzero(self.tokens[first:end] & int(cue)).tolist()
        return found


def _cues_of(token: str, places: Gazetteer) -> int:
    form = normal_form(token)
    shouted = len(token) > 3 and token.isupper() and token.isalpha()
    return _words().of(form) | (SHOUTED if shouted else 0) | traces_of(token, form, places)


def _of_phrases(batch: TokenBatch) -> Ints:
    found = np.zeros(len(batch.hashes), dtype=np.int64)
    for table in _phrases():
        last = table.length - 1
        places, cues = table.find(phrase_hashes(batch.hashes, table.length))
        # A phrase begins and ends in one text.
        within = batch.text[places] == batch.text[places + last]
        places, cues = places[within], cues[within]
        for offset in range(table.length):
            found[places + offset] |= cues
    return found
