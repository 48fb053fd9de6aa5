"""The lexicon in the shape that is fast to look up: single words by token, phrases by hash."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

import numpy as np

from firebell.core.text.hashing import Ints, UInts, hash_pairs, hash_words
from firebell.core.text.tokens import normal_form, split_tokens
from firebell.core.understanding.care.cue import Cue
from firebell.core.understanding.lexicon.care import LEXICONS

LONGEST_PHRASE = 5
_TOP = np.uint64(48)


def entries() -> Iterator[tuple[Cue, str]]:
    """Every entry of every language with its cue, alternatives still in it."""
    for lexicon in LEXICONS:
        for cue, block in lexicon.CUES.items():
            for entry in " ".join(block.split()).replace("| ", "|").split(","):
                if entry.strip():
                    yield cue, entry.strip()


def spelled_out(entry: str) -> Iterator[tuple[str, ...]]:
    """The entry's alternatives as normal forms, as a text's tokens would have them."""
    parts = [part.split("|") for part in entry.split(" ")]
    for words in product(*parts):
        tokens = split_tokens(" ".join(words).replace("_", " "))
        yield tuple(normal_form(token) for token in tokens)


class WordCues:
    """The cues of a single word, by its normal form."""

    def __init__(self, known: Iterable[tuple[Cue, str]]) -> None:
        self._whole: dict[str, int] = defaultdict(int)
        self._stems: dict[str, int] = defaultdict(int)
        for cue, entry in known:
            if entry.endswith("*") and " " not in entry:
                self._stems[entry[:-1]] |= int(cue)
            else:
                for form in spelled_out(entry):
                    if len(form) == 1:
                        self._whole[form[0]] |= int(cue)
        self._lengths = sorted({len(stem) for stem in self._stems})

    def of(self, form: str) -> int:
        found = self._whole.get(form, 0)
        for length in self._lengths:
            if length > len(form):
                break
            found |= self._stems.get(form[:length], 0)
        return found


class PhraseCues:
    """The cues of phrases of one length, by the hashes of their words."""

    def __init__(self, length: int, known: Iterable[tuple[Cue, tuple[str, ...]]]) -> None:
        self.length = length
        found = list(known)
        hashes = hash_words([words[0] for _cue, words in found])
        for place in range(1, length):
            hashes = hash_pairs(hashes, hash_words([words[place] for _cue, words in found]))
        masks: dict[int, int] = defaultdict(int)
        for (cue, _words), phrase in zip(found, hashes.tolist(), strict=True):
            masks[phrase] |= int(cue)
        self._hashes: UInts = np.array(sorted(masks), dtype=np.uint64)
        ordered = [masks[found] for found in sorted(masks)]
        self._masks: Ints = np.array(ordered, dtype=np.int64)
        # Nearly all neighbours are no phrase: a look at 16 bits of the hash lets them go.
        self._maybe = np.zeros(1 << 16, dtype=np.bool_)
        self._maybe[self._hashes >> _TOP] = True

    def find(self, hashes: UInts) -> tuple[Ints, Ints]:
        """The places of the hashes that are phrases, and the cues of each."""
        if not len(self._hashes):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        places = np.flatnonzero(self._maybe[hashes >> _TOP])
        likely = hashes[places]
        rows = np.minimum(np.searchsorted(self._hashes, likely), len(self._hashes) - 1)
        right = self._hashes[rows] == likely
        return places[right], self._masks[rows[right]]


def phrase_hashes(words: UInts, length: int) -> UInts:
    """Hashes of all runs of ``length`` neighbouring words, by where they begin."""
    count = max(len(words) - length + 1, 0)
    hashes = words[:count]
    for offset in range(1, length):
        hashes = hash_pairs(hashes, words[offset : offset + count])
    return hashes


def phrases() -> list[PhraseCues]:
    """All phrases, one table a length from two words on."""
    by_length: dict[int, list[tuple[Cue, tuple[str, ...]]]] = defaultdict(list)
    for cue, entry in entries():
        if " " in entry or len(split_tokens(entry)) > 1:
            for words in spelled_out(entry):
                if 2 <= len(words) <= LONGEST_PHRASE:
                    by_length[len(words)].append((cue, words))
    return [PhraseCues(length, known) for length, known in sorted(by_length.items())]
