"""How near a text is to what topics are described by, without any training.

Two measures, added: the angle between the text and the topic as wholes, and, word by word, how
near each word of the text comes to the nearest word of the description. The second finds the one
word that matters in a long text; words that say little count little in both.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from firebell.core.text.embedding import UNIT, StaticEmbedding, unit
from firebell.core.text.remembering import Remembered
from firebell.core.text.tokens import split_tokens
from firebell.core.understanding.topics.taxonomy import Topic

FAR = 0.3  # words whose angle has a smaller cosine have nothing in common
BY_WORDS = 0.7  # what the second measure weighs against the first
FULL = 6_000.0  # length of the vector of a word that says much; longer ones count no more
GRAIN = 10_000
MAX_KEPT = 30_000

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]


class Nearness:
    """Nearness of texts to topics. Sums of whole numbers, so a text's is the same in any batch."""

    def __init__(self, embedding: StaticEmbedding, topics: Sequence[Topic]) -> None:
        self._embedding = embedding
        self._middles = middles(embedding, topics)
        words = [_words(topic) for topic in topics]
        vectors = embedding.of_tokens([word for found in words for word in found]).astype(np.int64)
        self._words = unit(vectors).astype(np.float64)
        self._worth = _worth(vectors)
        self._sizes = np.array([len(found) for found in words], np.int64)
        self._known = Remembered(self._of_tokens, MAX_KEPT)

    def of(self, split: Sequence[Sequence[str]], vectors: NDArray[np.int16]) -> Floats:
        """Texts x topics, about 0 for what has nothing in common, up to 1 and a little more.

        ``split``: the texts' tokens; ``vectors``: what the embedding says of them.
        """
        whole = vectors.astype(np.float64) @ self._middles.T / UNIT**2
        sizes = np.fromiter(map(len, split), np.int64, len(split))
        rows = self._known.rows([token for tokens in split for token in tokens])
        found = _sums(rows, sizes)
        weight = np.sqrt(np.maximum(found[:, -1:], GRAIN) / GRAIN)
        by_words: Floats = found[:, :-1] / (GRAIN * weight)
        return whole + BY_WORDS * by_words

    def _of_tokens(self, tokens: Sequence[str]) -> Longs:
        """What each token adds for each topic, and last the square of its worth."""
        vectors = self._embedding.of_tokens(tokens).astype(np.int64)
        worth = _worth(vectors)
        found = np.zeros((len(tokens), len(self._sizes) + 1), np.int64)
        # Products of whole numbers below 2**53: exact, however they are added.
        near = unit(vectors).astype(np.float64) @ self._words.T / UNIT**2
        near = np.maximum(near - FAR, 0.0) * self._worth * worth[:, None]
        start = 0
        for topic, size in enumerate(self._sizes.tolist()):
            if size and len(tokens):
                best = near[:, start : start + size].max(axis=1)
                found[:, topic] = np.rint(best * GRAIN)
            start += size
        found[:, -1] = np.rint(worth * worth * GRAIN)
        return found


def middles(embedding: StaticEmbedding, topics: Sequence[Topic]) -> Floats:
    """The middle of each topic's description and examples, topics x dimensions, length UNIT."""
    found = np.zeros((len(topics), embedding.dimensions), np.int64)
    for place, topic in enumerate(topics):
        texts = [topic.description, *topic.examples] if topic.description else topic.examples
        found[place] = embedding.embed(list(texts)).sum(axis=0, dtype=np.int64)
    return unit(found).astype(np.float64)


def _words(topic: Topic) -> list[str]:
    """The words that describe a topic: those of its name, its description and a few examples."""
    texts = [topic.name, topic.description, *topic.examples[:5]]
    return list(dict.fromkeys(token for text in texts for token in split_tokens(text)))


def _worth(vectors: Longs) -> Floats:
    lengths = np.sqrt((vectors * vectors).sum(axis=1).astype(np.float64))
    worth: Floats = np.minimum(lengths / FULL, 1.0)
    return worth


def _sums(rows: Longs, sizes: Longs) -> Longs:
    found = np.zeros((len(sizes), rows.shape[1]), np.int64)
    there = np.flatnonzero(sizes)
    if len(there):
        found[there] = np.add.reduceat(rows, (np.cumsum(sizes) - sizes)[there], axis=0)
    return found
