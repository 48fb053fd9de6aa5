"""Texts as sparse rows of the very features that the reader weighs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from firebell.core.text.hashing import to_buckets
from firebell.core.text.tokens import split_tokens
from firebell.core.understanding.batch import TokenBatch
from firebell.core.understanding.vocabulary import TokenFeatures


def feature_rows(texts: Sequence[str], bits: int) -> csr_matrix:
    """One row a text, 2**bits columns, divided by the root of the number of tokens."""
    split = [split_tokens(text) for text in texts]
    index: dict[str, int] = {}
    rows = np.array(
        [index.setdefault(token, len(index)) for tokens in split for token in tokens],
        dtype=np.int64,
    )
    tokens = TokenFeatures(list(index), bits)
    batch = TokenBatch([len(some) for some in split], tokens.kinds[rows], tokens.hashes[rows])
    matrix = _token_part(batch, tokens, rows, bits) + _context_part(batch, bits)
    scale = 1.0 / np.sqrt(np.maximum(batch.weight(), 1))
    return csr_matrix(matrix.multiply(scale[:, None]), dtype=np.float64)


def token_rows(tokens: Sequence[str], bits: int) -> csr_matrix:
    """One row a token, for models that judge single words."""
    features = TokenFeatures(tokens, bits)
    shape = (len(tokens), 1 << bits)
    return csr_matrix((features.value, (features.owner, features.bucket)), shape=shape)


def _token_part(
    batch: TokenBatch, tokens: TokenFeatures, rows: np.ndarray, bits: int
) -> csr_matrix:
    size = len(tokens.kinds)
    known = csr_matrix((tokens.value, (tokens.owner, tokens.bucket)), shape=(size, 1 << bits))
    texts = len(batch.starts) - 1
    counts = csr_matrix((np.ones(len(rows)), (batch.text, rows)), shape=(texts, size))
    return counts @ known


def _context_part(batch: TokenBatch, bits: int) -> csr_matrix:
    parts = batch.context()
    buckets = np.concatenate([to_buckets(hashes, salt, bits) for _, hashes, salt in parts])
    owners = np.concatenate([batch.text[places] for places, _, _ in parts])
    shape = (len(batch.starts) - 1, 1 << bits)
    return csr_matrix((np.ones(len(buckets)), (owners, buckets)), shape=shape)
