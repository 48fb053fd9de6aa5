"""What was worked out of a token once, kept for the next time: bounded, and without consequence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[Any]
Learn = Callable[[Sequence[str]], Rows]


class Remembered:
    """Rows of numbers by token. ``learn(tokens)`` works out one row a token, each from its token
    alone, so that what is remembered or forgotten changes time and nothing else.

    Safe to share between threads. Forgets all when ``limit`` tokens are kept.
    """

    def __init__(self, learn: Learn, limit: int) -> None:
        self._learn = learn
        self._limit = limit
        self._lock = Lock()
        self._place: dict[str, int] = {}
        self._rows: Rows = learn([])

    def rows(self, tokens: Sequence[str]) -> Rows:
        """One row for each token, in their order."""
        with self._lock:
            new = list(dict.fromkeys(token for token in tokens if token not in self._place))
            if len(self._place) + len(new) > self._limit:
                self._place = {}
                new = list(dict.fromkeys(tokens))
            if new:
                self._keep(new)
            place = self._place
            wanted = np.fromiter((place[token] for token in tokens), np.int64, len(tokens))
            return self._rows[wanted]

    def _keep(self, new: Sequence[str]) -> None:
        known = len(self._place)
        size = known + len(new)
        if size > len(self._rows):
            grown = np.zeros((max(size, 2 * known, 1_024), *self._rows.shape[1:]), self._rows.dtype)
            grown[:known] = self._rows[:known]
            self._rows = grown
        self._rows[known:size] = self._learn(new)
        self._place.update(zip(new, range(known, size), strict=True))
