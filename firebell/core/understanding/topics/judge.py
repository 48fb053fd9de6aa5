"""Which topic a text belongs to, with a probability for each; none of them is an answer too."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from firebell.core.text.embedding import StaticEmbedding
from firebell.core.text.tokens import split_tokens
from firebell.core.understanding.topics.head import Head, learn
from firebell.core.understanding.topics.nearness import Nearness
from firebell.core.understanding.topics.taxonomy import MOST_EXAMPLES, Topic

RULES = "1"
FEWEST_TO_LEARN = 20  # examples of each topic from which the taxonomy learns from them
LIKELY = 0.5
# Logistic regression of "is it in?" on nearness and on its lead over the nearest rival: fitted on
# validation texts of clinc150 and banking77 with the names of their classes as descriptions.
_NEAR, _LEAD, _BIAS = 3.8, 4.6, -4.0
_STEPS = 1_000  # logits are cut to thousandths, so that one table holds their probabilities
_TABLE = np.array([1 / (1 + math.exp(-step / _STEPS)) for step in range(-12_000, 12_001)])

Floats = NDArray[np.float64]


class TopicJudge:
    """Judges texts by a taxonomy that stays as it is. Safe to share between threads.

    By description and a few examples without training; where each topic has ``FEWEST_TO_LEARN``
    examples and there are two topics or more, by what those teach.
    """

    def __init__(self, embedding: StaticEmbedding, topics: Sequence[Topic]) -> None:
        if len({topic.key for topic in topics}) != len(topics):
            raise ValueError("two topics have the same key")
        self.topics = tuple(topics)
        self.version = _version(embedding, self.topics)
        self._embedding = embedding
        self._nearness = Nearness(embedding, self.topics)
        self._head: Head | None = None
        if len(topics) > 1 and min(len(topic.examples) for topic in topics) >= FEWEST_TO_LEARN:
            self._head, self._sigmoid = _learn(embedding, self.topics)

    @property
    def learnt(self) -> bool:
        """Did the examples teach it, or is it by nearness alone?"""
        return self._head is not None

    def probabilities(self, texts: Sequence[str]) -> Floats:
        """Texts x topics; rows need not sum to 1: a text may be in several topics or in none.

        Depends on each text alone, to the last bit. With 20 topics about 90 microseconds a post
        where its words are known by now, 220 where they are new (a busy core).
        """
        split = [split_tokens(text) for text in texts]
        vectors = self._embedding.embed_tokens(split)
        if self._head is not None:
            a, b = self._sigmoid
            return _sigmoid(a * self._head.margins(split, vectors) + b)
        near = self._nearness.of(split, vectors)
        logits = _NEAR * near + _LEAD * (near - _rivals(near)) + _BIAS
        # A text of which no word is known is in no topic.
        return _sigmoid(np.where((vectors != 0).any(axis=1)[:, None], logits, -12.0))

    def likely(self, texts: Sequence[str]) -> list[list[tuple[int, float]]]:
        """(key, probability) of the topics each text is likely in, the likeliest first."""
        found: list[list[tuple[int, float]]] = [[] for _ in texts]
        if not len(texts) or not self.topics:
            return found
        chances = self.probabilities(texts)
        for text, place in zip(*(w.tolist() for w in np.nonzero(chances >= LIKELY)), strict=True):
            found[text].append((self.topics[place].key, float(chances[text, place])))
        for pairs in found:
            pairs.sort(key=lambda pair: -pair[1])
        return found


def _learn(embedding: StaticEmbedding, topics: Sequence[Topic]) -> tuple[Head, tuple[float, float]]:
    """From the first examples of each topic; round by round, so that each has its share."""
    most = max(1, MOST_EXAMPLES // len(topics))
    rounds = [
        (topic.examples[turn], place)
        for turn in range(most)
        for place, topic in enumerate(topics)
        if turn < len(topic.examples)
    ]
    texts, labels = zip(*rounds, strict=True)
    head, sigmoids = learn(embedding, texts, labels, len(topics))
    return head, sigmoids[0]


def _rivals(near: Floats) -> Floats:
    """For each topic the nearness of the nearest other one, at least 0."""
    if near.shape[1] < 2:
        return np.zeros_like(near)
    two = np.partition(near, near.shape[1] - 2, axis=1)[:, -2:]
    return np.maximum(np.where(near >= two[:, 1:], two[:, :1], two[:, 1:]), 0.0)


def _sigmoid(logits: Floats) -> Floats:
    places = np.clip(np.rint(logits * _STEPS), -12_000, 12_000).astype(np.int64)
    return _TABLE[places + 12_000]


def _version(embedding: StaticEmbedding, topics: Sequence[Topic]) -> str:
    said = chain.from_iterable(
        (str(topic.key), topic.name, topic.description, *topic.examples) for topic in topics
    )
    digest = hashlib.sha256("\0".join(said).encode("utf-8", "surrogatepass")).hexdigest()
    return f"topics-{RULES}-{digest[:8]}-{embedding.version}"
