"""What is fixed on validation parts once the network is trained: temperatures and the router."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from firebell.core.understanding.second_floor.router import FEATURES

Floats = np.ndarray
SHARES = (0.02, 0.05, 0.2)
log = logging.getLogger(__name__)


def temperature(logits: Floats, labels: Sequence[int]) -> float:
    """The number between 1/4 and 4 that logits must be divided by so that the probabilities of
    ``labels`` are likeliest (Guo et al. 2017, arXiv:1706.04599)."""

    def surprise(log_t: float) -> float:
        likely = log_softmax(logits / np.exp(log_t), axis=1)
        return float(-likely[np.arange(len(labels)), np.asarray(labels)].mean())

    found = minimize_scalar(surprise, bounds=(-np.log(4), np.log(4)), method="bounded")
    return round(float(np.exp(found.x)), 4)


@dataclass(frozen=True)
class Known:
    """Validation rows as both floors see them: ``features`` of the router (rows x features), and
    the labels that the first, the second and people gave."""

    features: Floats
    first: Floats
    second: Floats
    gold: Floats

    def some(self, chosen: Floats) -> Known:
        return Known(
            *(part[chosen] for part in (self.features, self.first, self.second, self.gold))
        )

    def gain(self, doubt: Floats, share: float) -> float:
        """How much more is right, in rows of a hundred, when the second floor reads ``share``."""
        found = revised(self.first, self.second, doubt, share)
        return 100 * float((found == self.gold).mean() - (self.first == self.gold).mean())


def router(known: Known, seed: int) -> list[float]:
    """Weights of the router from all rows; none if, fitted on one half, it gains less than the
    narrowest margin on the other, over SHARES."""
    half = np.random.default_rng(seed).random(len(known.gold)) < 0.5
    there = known.some(~half)
    learnt = there.features @ np.array(router_weights(known.some(half), seed))
    narrow = -there.features[:, FEATURES.index("margin")]
    ours, theirs = (sum(there.gain(d, share) for share in SHARES) for d in (learnt, narrow))
    log.info("router gains %.2f, the margin %.2f", ours, theirs)
    return router_weights(known, seed) if ours > theirs else []


def router_weights(known: Known, seed: int) -> list[float]:
    """Weights on raw features: the log odds that the second floor mends a row over that it breaks
    or leaves it. The intercept is left out, since only the order counts."""
    scaler = StandardScaler().fit(known.features)
    mends = (known.second == known.gold) & (known.first != known.gold)
    model = LogisticRegression(C=0.1, max_iter=1000, random_state=seed)
    model.fit(scaler.transform(known.features), mends)
    return [round(float(w), 6) for w in model.coef_[0] / scaler.scale_]


def revised(first: Floats, second: Floats, doubt: Floats, share: float) -> Floats:
    """Labels when the second floor reads the ``share`` of rows with the most ``doubt``."""
    most = round(share * len(doubt))
    chosen = np.argsort(-doubt, kind="stable")[:most]
    labels = first.copy()
    labels[chosen] = second[chosen]
    return labels
