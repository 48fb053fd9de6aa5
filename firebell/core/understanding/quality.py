"""How good readings are, from a sample that people have read too: shares with honest intervals."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Z = 1.959963984540054  # two-sided 95 %


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `n`, with its 95 % interval; all shares from 0 to 1, and 0 to 1 while n is 0."""

    hits: int
    n: int

    @property
    def value(self) -> float | None:
        return self.hits / self.n if self.n else None

    @property
    def lower(self) -> float:
        return wilson(self.hits, self.n)[0]

    @property
    def upper(self) -> float:
        return wilson(self.hits, self.n)[1]


def wilson(hits: int, n: int, z: float = Z) -> tuple[float, float]:
    """The interval of a share after Wilson (1927): holds for small n and shares near 0 or 1.

    >>> tuple(round(bound, 3) for bound in wilson(0, 50))
    (0.0, 0.071)
    """
    if not 0 <= hits <= n:
        raise ValueError(f"{hits} of {n} is no share")
    if n == 0:
        return 0.0, 1.0
    p, square = hits / n, z * z
    middle = (p + square / (2 * n)) / (1 + square / n)
    reach = z / (1 + square / n) * math.sqrt(p * (1 - p) / n + square / (4 * n * n))
    # What rounding leaves over at the ends: no hit and nothing but hits bound themselves.
    lower = 0.0 if hits == 0 else max(0.0, middle - reach)
    upper = 1.0 if hits == n else min(1.0, middle + reach)
    return lower, upper


def right(pairs: Iterable[tuple[str, str]]) -> Share:
    """How often (said, truth) agree."""
    known = list(pairs)
    return Share(sum(said == truth for said, truth in known), len(known))


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float | None:
    """The mean of F1 over the labels that occur in the truth of (said, truth); None for no pair."""
    if not pairs:
        return None
    hits = Counter(truth for said, truth in pairs if said == truth)
    said_, true = Counter(said for said, _ in pairs), Counter(truth for _, truth in pairs)
    return sum(2 * hits[label] / (said_[label] + true[label]) for label in true) / len(true)


def confusion(pairs: Iterable[tuple[str, str]], labels: Sequence[str]) -> list[list[int]]:
    """A row for each true label, a column for each label that was said."""
    found = Counter(pairs)
    return [[found[said, truth] for said in labels] for truth in labels]


def better_by_chance(wins: int, losses: int) -> float:
    """How likely at least so many wins are where win and loss are equally likely: McNemar's test,
    exact and one-sided (McNemar 1947), over the examples on which two readers differ.

    >>> better_by_chance(5, 0)
    0.03125
    """
    n = wins + losses
    ways: int = sum(math.comb(n, k) for k in range(wins, n + 1))
    return float(ways / 2**n)
