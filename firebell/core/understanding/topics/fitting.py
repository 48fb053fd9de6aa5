"""Fitting a linear head to examples with NumPy alone: squared hinge loss, one topic against the
rest, minimised by L-BFGS (Liu and Nocedal 1989). Deterministic for one machine and NumPy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]
BLOCK = 4_000_000  # numbers that one step holds at once
MEMORY = 8  # pairs that L-BFGS remembers


@dataclass(frozen=True)
class Rows:
    """Sparse rows in order: row i holds ``value[ends[i-1]:ends[i]]`` at ``column``."""

    column: Longs
    value: Floats
    sizes: Longs
    width: int

    def times(self, weights: Floats) -> Floats:
        """Rows x columns of ``weights``."""
        found = np.zeros((len(self.sizes), weights.shape[1]))
        ends = np.cumsum(self.sizes)
        step = max(1, BLOCK // max(1, weights.shape[1] * int(self.sizes.mean() + 1)))
        for first in range(0, len(self.sizes), step):
            last = min(first + step, len(self.sizes))
            part = slice(int(ends[first] - self.sizes[first]), int(ends[last - 1]))
            parts = weights[self.column[part]] * self.value[part, None]
            found[first:last] = segment_sums(parts, self.sizes[first:last])
        return found

    def turned(self) -> Rows:
        """Columns as rows."""
        order = np.argsort(self.column, kind="stable")
        owner = np.repeat(np.arange(len(self.sizes)), self.sizes)
        sizes = np.bincount(self.column, minlength=self.width)
        return Rows(owner[order], self.value[order], sizes, len(self.sizes))

    def chosen(self, which: Longs) -> Rows:
        """The rows at these places."""
        ends = np.cumsum(self.sizes)
        sizes = self.sizes[which]
        start = np.repeat((ends - self.sizes)[which] - (np.cumsum(sizes) - sizes), sizes)
        places = start + np.arange(int(sizes.sum()))
        return Rows(self.column[places], self.value[places], sizes, self.width)


def segment_sums(parts: Floats, sizes: Longs) -> Floats:
    """Sums of ``sizes[i]`` rows after the other; zeros for none."""
    found = np.zeros((len(sizes), parts.shape[1]))
    there = np.flatnonzero(sizes)
    if len(there):
        found[there] = np.add.reduceat(parts, (np.cumsum(sizes) - sizes)[there], axis=0)
    return found


def fit(
    rows: Rows, dense: Floats, signs: Floats, strength: float, steps: int
) -> tuple[Floats, Floats]:
    """Weights of the sparse and of the dense features; ``signs``: rows x topics, 1 or -1.

    ``strength`` is the cost of errors (C of LIBLINEAR). Add a column of ones to ``dense`` for a
    bias.
    """
    turned, width = rows.turned(), rows.width

    def loss(point: Floats) -> tuple[float, Floats]:
        sparse, full = point[:width], point[width:]
        margin = np.maximum(0.0, 1.0 - signs * (rows.times(sparse) + dense @ full))
        pull = -2.0 * strength * signs * margin
        slope = point + np.concatenate([turned.times(pull), dense.T @ pull])
        return 0.5 * float((point * point).sum()) + strength * float((margin * margin).sum()), slope

    start = np.zeros((width + dense.shape[1], signs.shape[1]))
    best = minimise(loss, start, steps)
    return best[:width], best[width:]


def minimise(loss: Callable[[Floats], tuple[float, Floats]], start: Floats, steps: int) -> Floats:
    """L-BFGS with a halving line search; stops when the slope is a thousandth of the first."""
    point, (value, slope) = start, loss(start)
    past: list[tuple[Floats, Floats, float]] = []
    enough = 1e-3 * float(np.sqrt((slope * slope).sum()))
    for step in range(steps):
        way = _way(slope, past)
        size = 1.0 if step else min(1.0, 1.0 / max(float(np.abs(slope).sum()), 1e-12) * 100)
        downhill = float((way * slope).sum())
        while True:
            new_value, new_slope = loss(point + size * way)
            if new_value <= value + 1e-4 * size * downhill or size < 1e-8:
                break
            size /= 2
        moved, turned = size * way, new_slope - slope
        along = float((moved * turned).sum())
        if along > 1e-12:
            past = [*past[-MEMORY + 1 :], (moved, turned, 1.0 / along)]
        point, value, slope = point + moved, new_value, new_slope
        if float(np.sqrt((slope * slope).sum())) <= enough:
            break
    return point


def _way(slope: Floats, past: list[tuple[Floats, Floats, float]]) -> Floats:
    way, shares = -slope, []
    for moved, turned, inverse in reversed(past):
        share = inverse * float((moved * way).sum())
        shares.append(share)
        way = way - share * turned
    if past:
        _, turned, inverse = past[-1]
        way = way / (inverse * float((turned * turned).sum()))
    for (moved, turned, inverse), share in zip(past, reversed(shares), strict=True):
        way = way + (share - inverse * float((turned * way).sum())) * moved
    return way


def sigmoid_of(margins: Floats, labels: Floats) -> tuple[float, float]:
    """(a, b) such that 1 / (1 + exp(-(a * margin + b))) is a probability: John Platt 1999, with
    his targets drawn a little towards the middle; Newton's method."""
    positive = float((labels > 0).sum())
    high = (positive + 1) / (positive + 2)
    low = 1 / (len(labels) - positive + 2)
    wanted = np.where(labels > 0, high, low)
    a, b = 1.0, 0.0
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(a * margins + b, -30, 30)))
        slope = np.array([((p - wanted) * margins).sum(), (p - wanted).sum()])
        w = np.maximum(p * (1 - p), 1e-9)
        curve = np.array(
            [[(w * margins**2).sum(), (w * margins).sum()], [(w * margins).sum(), w.sum()]]
        )
        change = np.linalg.solve(curve + 1e-9 * np.eye(2), slope)
        a, b = a - float(np.clip(change[0], -2, 2)), b - float(np.clip(change[1], -2, 2))
        if np.abs(change).max() < 1e-6:
            break
    return a, b
