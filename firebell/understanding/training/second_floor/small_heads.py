"""Heads that learn from firebell's own sentences: too few to move the encoder, so they are fitted
to its vectors once it is trained, and can be fitted anew to more sentences without training it.

Toxicity was tried the same way, with sentences that name groups of people kindly and with contempt,
and got worse: the vectors must learn that difference, a head on top cannot.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from firebell.core.understanding.second_floor.heads import Heads
from firebell.core.understanding.second_floor.session import Session
from firebell.core.understanding.second_floor.tokens import PieceTokenizer
from firebell.understanding.training.second_floor.export import NewHead, with_heads
from firebell.understanding.training.second_floor.mixture import Row, fair_weights

STRENGTHS = (0.001, 0.003, 0.01, 0.03, 0.1)
FOLDS = 5


def refit(
    model: bytes,
    tokens: bytes,
    classes: Mapping[str, tuple[str, ...]],
    rows: Sequence[Row],
    seed: int,
) -> bytes:
    """The graph with new heads for the tasks that ``rows`` teach. Strengths are chosen among
    STRENGTHS by FOLDS-fold likelihood within the rows."""
    session, cut = Session(model), PieceTokenizer.from_bytes(tokens)
    heads = Heads(classes, dict.fromkeys(classes, 1.0))
    found = []
    for task in dict.fromkeys(row.task for row in rows):
        mine = [row for row in rows if row.task == task]
        vectors = np.array([session.vector(cut.numbers(row.text)) for row in mine])
        weights, bias = _fit(vectors, mine, seed)
        found.append(NewHead(heads.columns(task), weights, bias))
    return with_heads(model, found)


def _fit(vectors: np.ndarray, rows: Sequence[Row], seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Weights (width x classes) and bias."""
    scaler = StandardScaler().fit(vectors)
    scaled, labels, counts = scaler.transform(vectors), _labels(rows), np.array(fair_weights(rows))
    # More threads would add in another order, and wait for each other.
    with threadpool_limits(1):
        strength = min(STRENGTHS, key=lambda c: _surprise(c, scaled, labels, counts, seed))
        fitted = _regression(strength, seed).fit(scaled, labels, sample_weight=counts)
    weights = fitted.coef_ / scaler.scale_
    bias = fitted.intercept_ - weights @ scaler.mean_
    if len(weights) == 1:  # two classes: the first one's logit is nought
        weights, bias = np.vstack([0 * weights, weights]), np.array([0.0, *bias])
    return weights.T.astype(np.float32), bias.astype(np.float32)


def _surprise(
    strength: float, vectors: np.ndarray, labels: np.ndarray, counts: np.ndarray, seed: int
) -> float:
    """How unlikely labels are that a fit did not see, over FOLDS folds."""
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    total = 0.0
    for known, new in folds.split(vectors, labels):
        fitted = _regression(strength, seed)
        fitted.fit(vectors[known], labels[known], sample_weight=counts[known])
        likely = fitted.predict_log_proba(vectors[new])[np.arange(len(new)), labels[new]]
        total -= float((likely * counts[new]).sum())
    return total


def _regression(strength: float, seed: int) -> LogisticRegression:
    return LogisticRegression(C=strength, max_iter=300, tol=1e-3, random_state=seed)


def _labels(rows: Sequence[Row]) -> np.ndarray:
    return np.array([row.label for row in rows])
