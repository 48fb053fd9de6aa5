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
HALVES = 10
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
    the labels that the first, the second and people gave; ``sources`` name the sets."""

    features: Floats
    first: Floats
    second: Floats
    gold: Floats
    sources: Floats

    def some(self, chosen: Floats) -> Known:
        parts = (self.features, self.first, self.second, self.gold, self.sources)
        return Known(*(part[chosen] for part in parts))

    def gain(self, doubt: Floats) -> float:
        """How much more is right, in rows of a hundred, when the second floor reads a share of each
        source: the sum over SHARES, the mean over sources. Within sources, since an order that only
        tells a hard source from an easy one is of no use to a firm, which has one mix of posts."""
        right = [
            revised(self.first[one], self.second[one], doubt[one], share) == self.gold[one]
            for one in (self.sources == name for name in np.unique(self.sources))
            for share in SHARES
        ]
        before = [
            (self.first == self.gold)[self.sources == name].mean()
            for name in np.unique(self.sources)
        ]
        after = np.array([row.mean() for row in right]).reshape(len(before), len(SHARES))
        return 100 * float((after - np.array(before)[:, None]).sum(axis=1).mean())


def router(known: Known, seed: int) -> list[float]:
    """Weights of the router from all rows; none if, fitted on one half, it gains less than the
    narrowest margin on the other: the mean over HALVES ways to halve."""
    ours = theirs = 0.0
    for turn in range(HALVES):
        half = np.random.default_rng(seed + turn).random(len(known.gold)) < 0.5
        there = known.some(~half)
        ours += there.gain(there.features @ np.array(router_weights(known.some(half), seed)))
        theirs += there.gain(-there.features[:, FEATURES.index("margin")])
    log.info("the router gains %.2f, the margin %.2f", ours / HALVES, theirs / HALVES)
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
