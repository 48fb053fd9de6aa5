"""Texts as points: near each other where they mean nearly the same, in many languages.

A static embedding: each piece of a word has a vector, a word is the sum of its pieces, a text the
direction of the sum of its words. No network is run; the vectors were learnt from one beforehand
(docs/reference/model-card-static-embedding.md).
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from firebell.core.text.remembering import Remembered
from firebell.core.text.tokens import is_link, normal_form, split_tokens

MODEL_FILE = "static-embedding.npz"
UNIT = 4096
"""Vectors of texts have this length, in whole numbers: sums of their products are exact."""
MAX_KEPT = 30_000  # tokens
BEGIN = "▁"  # marks a piece that begins a word

Ints = NDArray[np.int64]
Shorts = NDArray[np.int16]


class StaticEmbedding:
    """Vectors of tokens and texts. Safe to share between threads.

    ``pieces``: the vocabulary; ``vectors``: int8, one row a piece; ``scale``: float32, what 1 in
    a row is worth. ``version`` names the bytes it was made from.
    """

    def __init__(
        self,
        pieces: Sequence[str],
        vectors: NDArray[np.int8],
        scale: NDArray[np.float32],
        version: str,
    ) -> None:
        if len(pieces) != len(vectors) or len(pieces) != len(scale):
            raise ValueError("the static embedding needs one vector and one scale for each piece")
        self.version = version
        self.dimensions: int = vectors.shape[1]
        self._place = {piece: place for place, piece in enumerate(pieces)}
        self._longest = max(map(len, pieces), default=0)
        self._vectors, self._scale = vectors, scale
        self._known = Remembered(self.of_tokens, MAX_KEPT)

    @classmethod
    def from_npz(cls, data: bytes) -> StaticEmbedding:
        """Read the bytes of an .npz with ``pieces`` (UTF-8, one a line), ``vectors``, ``scale``.

        Raises ValueError if shapes do not fit. No pickle.
        """
        digest = hashlib.sha256(data).hexdigest()
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            pieces = arrays["pieces"].tobytes().decode("utf-8").split("\n")
            return cls(pieces, arrays["vectors"], arrays["scale"], f"static-{digest[:8]}")

    def embed(self, texts: Sequence[str]) -> Shorts:
        """One vector of length ``UNIT`` for each text; zeros where no word is known."""
        return self.embed_tokens([split_tokens(text) for text in texts])

    def embed_tokens(self, split: Sequence[Sequence[str]]) -> Shorts:
        """The same for texts that were split before."""
        rows = self._known.rows([token for tokens in split for token in tokens])
        sizes = np.fromiter(map(len, split), np.int64, len(split))
        return unit(sums(rows, sizes))

    def of_tokens(self, tokens: Sequence[str]) -> Shorts:
        """Vectors of single tokens, unscaled by length: what says little is short. int16."""
        found: Shorts = np.zeros((len(tokens), self.dimensions), np.int16)
        for row, token in enumerate(tokens):
            if places := self.pieces_of(token):
                parts = self._vectors[places].astype(np.float64) * self._scale[places, None]
                # The sum of a few numbers in their order: the same wherever it is done.
                found[row] = np.clip(np.rint(parts.sum(axis=0)), -32767, 32767)
        return found

    def pieces_of(self, token: str) -> list[int]:
        """Places of the pieces of a token: the longest that fits, from the left. None for links,
        mentions, numbers and what the vocabulary cannot spell."""
        if token[0] == "@" or is_link(token):
            return []
        word = normal_form(token)
        whole = self._place.get(BEGIN + word)
        if whole is not None:
            return [whole]
        return [] if word[:1].isdigit() else self._spelled(BEGIN + word)

    def _spelled(self, word: str) -> list[int]:
        places, start = [], 0
        while start < len(word):
            for end in range(min(len(word), start + self._longest), start, -1):
                if (place := self._place.get(word[start:end])) is not None:
                    places.append(place)
                    start = end
                    break
            else:
                start += 1
        return places


def sums(rows: NDArray[np.int16], sizes: Ints) -> Ints:
    """Sums of ``sizes[i]`` rows after the other; zeros for none. Whole numbers: exact."""
    found = np.zeros((len(sizes), rows.shape[1]), np.int64)
    there = np.flatnonzero(sizes)
    if len(there):
        starts = (np.cumsum(sizes) - sizes)[there]
        found[there] = np.add.reduceat(rows, starts, axis=0, dtype=np.int32)
    return found


def unit(vectors: Ints) -> Shorts:
    """Rows of whole numbers at the length ``UNIT``, rounded; rows of zeros stay."""
    lengths = np.sqrt((vectors * vectors).sum(axis=1).astype(np.float64))
    scaled = vectors * (UNIT / np.maximum(lengths, 1.0))[:, None]
    rounded: Shorts = np.rint(scaled).astype(np.int16)
    return rounded
