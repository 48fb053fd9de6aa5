"""The linear model of the first floor: whole-number weights, so that sums are exact.

The score of a text is the sum over its tokens, neighbouring pairs and negated words, divided by
the root of the number of tokens; a token's share is fixed and worked out once.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from firebell.core.text.hashing import Ints, UInts, to_buckets
from firebell.core.understanding.batch import TokenBatch
from firebell.core.understanding.vocabulary import TokenFeatures

HEADS = ("negative", "neutral", "positive", "toxic", "question", "toxic_word")
NEGATIVE, NEUTRAL, POSITIVE, TOXIC, QUESTION, TOXIC_WORD = range(6)
GRAIN = 16
MAX_KEPT = 100_000

Scores = NDArray[np.int64]


@dataclass(frozen=True)
class LinearModel:
    """``weights``: int16, 2**bits rows, one column a head of HEADS; a weight is worth ``scale`` of
    its head. ``bias`` is added to the logit of each head."""

    weights: NDArray[np.int16]
    scale: NDArray[np.float64]
    bias: NDArray[np.float64]

    @property
    def bits(self) -> int:
        return len(self.weights).bit_length() - 1

    @classmethod
    def from_npz(cls, data: bytes) -> LinearModel:
        """Read the bytes of an .npz with ``weights``, ``scale`` and ``bias``; no pickle.

        Raises ValueError if shapes do not fit.
        """
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            model = cls(arrays["weights"], arrays["scale"], arrays["bias"])
        rows, heads = model.weights.shape
        if heads != len(HEADS) or rows != 1 << model.bits or model.weights.dtype != np.int16:
            raise ValueError(
                f"weights are {model.weights.dtype} {model.weights.shape}; expected int16 and "
                f"a power of two rows with {len(HEADS)} heads"
            )
        return model

    def token_scores(self, features: TokenFeatures, tokens: int) -> Scores:
        """Whole-number scores of each token in GRAIN-ths of a weight, tokens x heads."""
        parts = self.weights[features.bucket].astype(np.float64) * features.value[:, None]
        sums = np.zeros((tokens, len(HEADS)))
        # Added one after the other in the order of the token's own features, so that the
        # rounding is the same whichever tokens it was met with.
        np.add.at(sums, features.owner, parts)
        return np.rint(sums * GRAIN).astype(np.int64)

    def context_scores(self, batch: TokenBatch) -> Scores:
        """Scores of pairs and negated words, laid on the first or the negated token."""
        scores = np.zeros((len(batch.kinds), len(HEADS)), dtype=np.int64)
        for places, hashes, salt in batch.context():
            scores[places] += self.weights[to_buckets(hashes, salt, self.bits)]
        return scores * GRAIN

    def logits(self, sums: Scores, tokens: Ints) -> NDArray[np.float64]:
        """Logits of texts, texts x heads, from their summed scores and numbers of tokens."""
        roots = np.sqrt(np.maximum(tokens, 1).astype(np.float64)) * GRAIN
        logits: NDArray[np.float64] = sums / roots[:, None] * self.scale + self.bias
        return logits


class KnownTokens:
    """Tokens met so far with their kind, hash and scores. Forgets all when it is full, which
    costs time and changes nothing: an entry is a function of the token."""

    def __init__(self, model: LinearModel, limit: int = MAX_KEPT) -> None:
        self._model = model
        self._limit = limit
        self._lock = Lock()
        self._forget()

    def _forget(self) -> None:
        self._place: dict[str, int] = {}
        self._kinds = np.zeros(0, dtype=np.int32)
        self._hashes: UInts = np.zeros(0, dtype=np.uint64)
        self._scores: Scores = np.zeros((0, len(HEADS)), dtype=np.int64)

    def batch(self, split: Sequence[Sequence[str]]) -> tuple[TokenBatch, Scores]:
        """The texts' tokens as one batch, and the score of each token, tokens x heads."""
        with self._lock:
            if len(self._place) > self._limit:
                self._forget()
            place = self._place
            new: dict[str, int] = {}
            for tokens in split:
                for token in tokens:
                    if token not in place and token not in new:
                        new[token] = len(place) + len(new)
            if new:
                self._learn(new)
            rows = np.array([place[t] for tokens in split for t in tokens], dtype=np.int64)
            kinds, hashes, scores = self._kinds, self._hashes, self._scores
        sizes = [len(tokens) for tokens in split]
        return TokenBatch(sizes, kinds[rows], hashes[rows]), scores[rows]

    def _learn(self, new: dict[str, int]) -> None:
        features = TokenFeatures(list(new), self._model.bits)
        scores = self._model.token_scores(features, len(new))
        self._kinds = np.concatenate([self._kinds, features.kinds])
        self._hashes = np.concatenate([self._hashes, features.hashes])
        self._scores = np.concatenate([self._scores, scores])
        self._place.update(new)
