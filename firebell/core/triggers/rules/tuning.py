"""Useful or not: what people answer moves a trigger's threshold, within its promise.

The threshold is in weeks: how rare something must be before it rings. "Not useful" makes it `STEP`
times rarer, "useful" takes that back. It never comes below what the budget demands, so the promise
of false alerts holds, and never above `MOST` times that, so nobody can silence a trigger by
clicking: that is what its switch is for.
"""

from __future__ import annotations

from collections.abc import Iterable

STEP = 1.5
LEAST, MOST = 1.0, 8.0


def moved(tuned: float, useful: bool) -> float:
    """The factor after one answer.

    >>> moved(1.0, useful=False), moved(1.5, useful=True), moved(1.0, useful=True)
    (1.5, 1.0, 1.0)
    """
    return min(MOST, max(LEAST, tuned / STEP if useful else tuned * STEP))


def tuned(answers: Iterable[bool]) -> float:
    """The factor after all answers, the oldest first; 1 with none."""
    factor = LEAST
    for useful in answers:
        factor = moved(factor, useful)
    return factor
