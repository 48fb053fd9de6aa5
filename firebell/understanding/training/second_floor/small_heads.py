"""Heads that learn from firebell's own sentences: too few to move the encoder, so they are fitted
to its vectors once it is trained, and can be fitted anew to more sentences without training it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from sklearn.linear_model import LogisticRegressionCV
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from firebell.core.understanding.second_floor.heads import Heads
from firebell.core.understanding.second_floor.session import Session
from firebell.core.understanding.second_floor.tokens import PieceTokenizer
from firebell.understanding.training.second_floor.export import NewHead, with_heads
from firebell.understanding.training.second_floor.mixture import WRITTEN_TASKS, Row

STRENGTHS = (0.001, 0.003, 0.01, 0.03, 0.1)
FOLDS = 5


def refit(
    model: bytes,
    tokens: bytes,
    classes: Mapping[str, tuple[str, ...]],
    rows: Sequence[Row],
    seed: int,
) -> bytes:
    """The graph with new heads for those of WRITTEN_TASKS that ``rows`` teach. Strengths are
    chosen among STRENGTHS by FOLDS-fold likelihood within the rows."""
    session, cut = Session(model), PieceTokenizer.from_bytes(tokens)
    heads = Heads(classes, dict.fromkeys(classes, 1.0))
    found = []
    for task in WRITTEN_TASKS:
        mine = [row for row in rows if row.task == task]
        if mine:
            vectors = np.array([session.vector(cut.numbers(row.text)) for row in mine])
            weights, bias = _fit(vectors, [row.label for row in mine], seed)
            found.append(NewHead(heads.columns(task), weights, bias))
    return with_heads(model, found)


def _fit(vectors: np.ndarray, labels: Sequence[int], seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Weights (width x classes) and bias."""
    scaler = StandardScaler().fit(vectors)
    fitted = LogisticRegressionCV(
        Cs=STRENGTHS, cv=FOLDS, scoring="neg_log_loss", max_iter=300, tol=1e-3, random_state=seed
    )
    # More threads would add in another order, and wait for each other.
    with threadpool_limits(1):
        fitted.fit(scaler.transform(vectors), labels)
    weights = fitted.coef_ / scaler.scale_
    bias = fitted.intercept_ - weights @ scaler.mean_
    if len(weights) == 1:  # two classes: the first one's logit is nought
        weights, bias = np.vstack([0 * weights, weights]), np.array([0.0, *bias])
    return weights.T.astype(np.float32), bias.astype(np.float32)
