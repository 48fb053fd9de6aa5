"""What many examples teach: a linear head over words, word pairs, runs of letters and the
embedding, one output a topic."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from firebell.core.text.embedding import UNIT, StaticEmbedding
from firebell.core.text.hashing import Ints, hash_pairs, to_buckets
from firebell.core.text.remembering import Remembered
from firebell.core.text.tokens import split_tokens
from firebell.core.understanding.topics.fitting import Rows, fit, segment_sums, sigmoid_of
from firebell.core.understanding.vocabulary import PAIR_SALT, Kind, TokenFeatures

BITS = 18
STRENGTH = 0.5
STEPS = 40
EMBEDDED = 1.0  # what the embedding weighs against the words
FOLDS = 5
RARE = 0.3  # what rarity weighs, against the embedding
MAX_KEPT = 30_000
_APART = Kind.MENTION | Kind.LINK | Kind.SILENT

Floats = NDArray[np.float64]
Tokens = Sequence[Sequence[str]]


class Head:
    """Margins of texts for each topic. Whole numbers are summed, so that a text's are the same in
    any batch. ``weights``: 2**BITS x topics; ``embedded``: dimensions x topics."""

    def __init__(self, weights: Floats, embedded: Floats, bias: Floats) -> None:
        self._scale = max(float(np.abs(weights).max(initial=0.0)), 1e-9) / 32_000
        self._weights = np.rint(weights / self._scale).astype(np.int16)
        self._embedded = np.rint(embedded / self._scale)
        self._bias = bias
        self._known = Remembered(self._of_tokens, MAX_KEPT)

    def margins(self, split: Tokens, vectors: NDArray[np.int16]) -> Floats:
        """Texts x topics: above 0 is in, 1 is surely in. Arguments as in `Nearness.of`."""
        flat = list(chain.from_iterable(split))
        sizes = np.fromiter(map(len, split), np.int64, len(split))
        rows = self._known.rows(flat)
        hashes, scores = rows[:, 0].astype(np.uint64), rows[:, 1:].astype(np.int64)
        first, buckets = _pairs(hashes, sizes)
        scores[first] += self._weights[buckets]
        found = segment_sums(scores.astype(np.float64), sizes)
        words = found / np.sqrt(np.maximum(sizes, 1))[:, None]
        whole = vectors.astype(np.float64) @ self._embedded * (EMBEDDED / UNIT)
        margins: Floats = (words + whole) * self._scale + self._bias
        return margins

    def _of_tokens(self, tokens: Sequence[str]) -> Ints:
        """The hash of each token (0 for those that make no pairs), then its scores."""
        features = TokenFeatures(tokens, BITS)
        sums = np.zeros((len(tokens), self._weights.shape[1]))
        parts = self._weights[features.bucket].astype(np.float64) * features.value[:, None]
        # One after the other in the order of the token's own features.
        np.add.at(sums, features.owner, parts)
        apart = (features.kinds & _APART) != 0
        hashes = np.where(apart, np.uint64(0), features.hashes).astype(np.int64)
        return np.column_stack([hashes, np.rint(sums).astype(np.int64)])


def learn(
    embedding: StaticEmbedding, texts: Sequence[str], labels: Sequence[int], topics: int
) -> tuple[Head, list[tuple[float, float]]]:
    """A head from texts with the place of their topic (-1: in none), and for each topic the
    (a, b) that make its margins probabilities, from examples that were held back."""
    split = [split_tokens(text) for text in texts]
    rows = feature_rows(split)
    dense = np.column_stack(
        [embedding.embed_tokens(split) * (EMBEDDED / UNIT), np.ones(len(texts))]
    )
    signs = np.where(np.array(labels)[:, None] == np.arange(topics), 1.0, -1.0)
    # The rarity of a feature ends up in its weight, so the reader need not know it.
    rows, seen, rarity = _weighted(rows)
    held = np.arange(len(texts)) % FOLDS == 0
    kept, back = np.flatnonzero(~held), np.flatnonzero(held)
    sparse, full = fit(rows.chosen(kept), dense[kept], signs[kept], STRENGTH, STEPS)
    margins = rows.chosen(back).times(sparse) + dense[back] @ full
    a, b = sigmoid_of(margins.reshape(-1), signs[back].reshape(-1))
    sparse, full = fit(rows, dense, signs, STRENGTH, STEPS)
    weights = np.zeros((1 << BITS, topics))
    weights[seen] = sparse * rarity[:, None]
    return Head(weights, full[:-1], full[-1]), [(a, b)] * topics


def _weighted(rows: Rows) -> tuple[Rows, Ints, Floats]:
    """The rows over the columns that occur, weighed by rarity; those columns, and their rarity."""
    seen, column, texts = np.unique(rows.column, return_inverse=True, return_counts=True)
    rarity = RARE * np.log((1 + len(rows.sizes)) / (1 + texts))
    weighed = rows.value * rarity[column]
    return Rows(column.astype(np.int64), weighed, rows.sizes, len(seen)), seen, rarity


def feature_rows(split: Tokens) -> Rows:
    """One row a text, 2**BITS columns: the sum of what its tokens and pairs are, over the root of
    the number of tokens."""
    flat = list(chain.from_iterable(split))
    place: dict[str, int] = {}
    which = np.array([place.setdefault(token, len(place)) for token in flat], np.int64)
    features = TokenFeatures(list(place), BITS)
    sizes = np.fromiter(map(len, split), np.int64, len(split))
    owner = np.repeat(np.arange(len(split)), sizes)
    order = np.argsort(features.owner, kind="stable")
    each = np.bincount(features.owner, minlength=len(place))
    known = Rows(features.bucket[order], features.value[order], each, 1 << BITS).chosen(which)
    apart = (features.kinds & _APART) != 0
    hashes = np.where(apart, np.uint64(0), features.hashes)[which]
    first, buckets = _pairs(hashes, sizes)
    owners = np.concatenate([np.repeat(owner, known.sizes), owner[first]])
    columns = np.concatenate([known.column, buckets])
    values = np.concatenate([known.value, np.ones(len(buckets))])
    values = values / np.sqrt(np.maximum(sizes, 1))[owners]
    order = np.argsort(owners, kind="stable")
    return Rows(columns[order], values[order], np.bincount(owners, minlength=len(split)), 1 << BITS)


def _pairs(hashes: NDArray[np.uint64], sizes: Ints) -> tuple[Ints, Ints]:
    """Places of the first tokens of pairs within a text, and the pairs' buckets."""
    owner = np.repeat(np.arange(len(sizes)), sizes)
    together = (owner[:-1] == owner[1:]) & (hashes[:-1] != 0) & (hashes[1:] != 0)
    first = np.flatnonzero(together)
    return first, to_buckets(hash_pairs(hashes[first], hashes[first + 1]), PAIR_SALT, BITS)
