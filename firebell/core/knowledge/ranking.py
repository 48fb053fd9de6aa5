"""Which articles fit the words of a matter, and by which of them.

Two measures are added. *By words*: Okapi BM25 (Robertson and Zaragoza, "The Probabilistic
Relevance Framework: BM25 and Beyond", 2009) as a share of what a text could reach that holds every
word of the matter; each word is weighed by what it says, which the static embedding knows in every
language, so that small words count little. Words are compared by their first `STEM` letters, which
does about what a stemmer does in languages that bend their words (McNamee, Nicholas and Mayfield,
"Addressing Morphological Variation in Alphabetic Languages", SIGIR 2009). *By meaning*: the cosine
of the two texts in the static embedding, which also finds another word for the same thing.

The words that both have are the reason that is told.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firebell.core.query.findable import words
from firebell.core.text.embedding import UNIT, StaticEmbedding, unit

STEM = 5  # letters
K1, B = 1.2, 0.75
TITLE = 3  # how often a word of the title counts
LONGEST = 20_000  # characters of a text that are looked at
FULL = 6_000.0  # length of the vector of a word that says much
TELLING = 0.72  # worth of a word that may be a reason: of "parcel", not of "never"
UNKNOWN = 0.5  # worth of a word that the embedding cannot spell: a number or a name, perhaps
MORE = 10  # articles without any of the words are thought beside the few that a new house has
FEWEST = 4.0  # weight of the words that a matter has at least: a lone small word says nothing
KINSHIP = 0.45  # cosine from which the meaning alone is a reason
LEAST = 0.30  # score
REASONS = 5

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Passage:
    """An article as far as it is compared. `language`: as a reader names it ("en", "nb")."""

    id: int
    title: str
    body: str
    language: str


@dataclass(frozen=True, slots=True)
class Fit:
    """`words`: those of the matter that the article has too, the most telling first, as they are
    written there; none where only the meaning is alike. `score`: 0 to 2."""

    id: int
    score: float
    words: tuple[str, ...]

    @property
    def share(self) -> float:
        """How well it fits, 0 to 1: the mean of the two measures. It is no probability, but from a
        half on the first is mostly the right one: docs/reference/knowledge.md has the numbers."""
        return self.score / 2


class Shelf:
    """Articles, ready to be compared. Safe to share between threads; nothing is learnt or kept."""

    def __init__(self, passages: Iterable[Passage], embedding: StaticEmbedding) -> None:
        self._passages = tuple(passages)
        self._embedding = embedding
        held = [_counted(one) for one in self._passages]
        sizes = np.array([sum(words.values()) for words in held], np.float64)
        self._sizes = sizes / max(float(sizes.mean()), 1.0) if len(sizes) else sizes
        self._holders: dict[str, dict[int, int]] = defaultdict(dict)  # stem -> place -> times
        for place, stems in enumerate(held):
            for stem, times in stems.items():
                self._holders[stem][place] = times
        self._vectors = self._placed()

    def __len__(self) -> int:
        return len(self._passages)

    def rank(self, text: str, language: str = "", most: int = 3) -> list[Fit]:
        """Those that fit, the best first: of `language` before all others, and of each id one."""
        asked = _asked(text)
        if not self._passages or not asked:
            return []
        worth = self._worth(asked)
        by_words, shared = self._by_words(asked, worth)
        near = self._vectors @ self._vector([text[:LONGEST]])[0] / UNIT**2
        found = []
        for place, passage in enumerate(self._passages):
            score = float(by_words[place] + max(near[place], 0.0))
            if score >= LEAST and (shared[place] or near[place] >= KINSHIP):
                fit = Fit(passage.id, round(score, 4), shared[place])
                found.append((passage.language != language, -score, passage.id, fit))
        return [fit for *_order, fit in sorted(found, key=lambda one: one[:3])[:most]]

    def _by_words(
        self, asked: dict[str, str], worth: dict[str, float]
    ) -> tuple[Floats, list[tuple[str, ...]]]:
        """BM25 as a share of the highest, and the words of each article that are a reason."""
        weights = {stem: worth[stem] * self._rarity(stem) for stem in asked}
        highest = max(sum(weights.values()), FEWEST) * (K1 + 1)
        scores = np.zeros(len(self._passages))
        shared: list[list[str]] = [[] for _ in self._passages]
        for stem in sorted(asked, key=lambda one: (-weights[one], asked[one])):
            for place, times in self._holders.get(stem, {}).items():
                scores[place] += weights[stem] * self._often(times, place)
                if worth[stem] >= TELLING:
                    shared[place].append(asked[stem])
        return scores / highest, [tuple(words[:REASONS]) for words in shared]

    def _often(self, times: int, place: int) -> float:
        return times * (K1 + 1) / (times + K1 * (1 - B + B * float(self._sizes[place])))

    def _rarity(self, stem: str) -> float:
        known = len(self._holders.get(stem, ()))
        return math.log(1 + (MORE + len(self._passages) - known + 0.5) / (known + 0.5))

    def _worth(self, asked: dict[str, str]) -> dict[str, float]:
        """What each word says, 0 to 1."""
        vectors = self._embedding.of_tokens(list(asked.values())).astype(np.int64)
        lengths = np.sqrt((vectors * vectors).sum(axis=1).astype(np.float64))
        known = np.where(lengths > 0, np.minimum(lengths / FULL, 1.0) ** 2, UNKNOWN)
        return dict(zip(asked, known.tolist(), strict=True))

    def _placed(self) -> Floats:
        """A vector for each article: its title weighs as much as its body."""
        titles = self._vector([one.title for one in self._passages])
        bodies = self._vector([one.body[:LONGEST] for one in self._passages])
        return unit((titles + bodies).astype(np.int64)).astype(np.float64)

    def _vector(self, texts: Sequence[str]) -> Floats:
        if not texts:
            return np.zeros((0, self._embedding.dimensions))
        return self._embedding.embed(texts).astype(np.float64)


def _counted(passage: Passage) -> Counter[str]:
    held = Counter(word[:STEM] for word in words(passage.body[:LONGEST]))
    for word in words(passage.title):
        held[word[:STEM]] += TITLE
    return held


def _asked(text: str) -> dict[str, str]:
    """Stem -> the word as it is first written, of all words of the matter."""
    found: dict[str, str] = {}
    for word in words(text[:LONGEST]):
        found.setdefault(word[:STEM], word)
    return found
