"""Measures that training and benchmarks share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

BINS = 15


def calibration_error(probabilities: np.ndarray, labels: Sequence[int]) -> float:
    """Expected calibration error in [0, 1]: how far what the model says of its own answers
    (the probability of the likeliest) is from how often they are right, over BINS bins of the same
    size (Nguyen and O'Connor 2015). ``probabilities``: texts x classes, at least one text.

    >>> round(calibration_error(np.array([[0.9, 0.1]] * 30), [0, 1] * 15), 3)
    0.4
    """
    sure = probabilities.max(axis=1)
    right = probabilities.argmax(axis=1) == np.asarray(labels)
    order = np.argsort(sure, kind="stable")
    bins = [part for part in np.array_split(order, BINS) if len(part)]
    gaps = [abs(float(sure[part].mean() - right[part].mean())) * len(part) for part in bins]
    return sum(gaps) / len(order)
