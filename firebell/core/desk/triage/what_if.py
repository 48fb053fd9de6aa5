"""Other weights, tried on cases of the past before they go live."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from firebell.core.desk.triage.facts import Facts
from firebell.core.desk.triage.weights import Score, Weights, score


@dataclass(frozen=True, slots=True)
class Change:
    """A case whose priority would be another; `index` is its place among those tried."""

    index: int
    before: Score
    after: Score


@dataclass(frozen=True, slots=True)
class WhatIf:
    """`moves`: how many cases would go from which priority to which, the unchanged ones too."""

    moves: Mapping[tuple[int, int], int]
    changes: tuple[Change, ...]

    @property
    def raised(self) -> int:
        return sum(1 for one in self.changes if one.after.priority < one.before.priority)

    @property
    def lowered(self) -> int:
        return len(self.changes) - self.raised


def what_if(now: Weights, then: Weights, facts: Iterable[Facts]) -> WhatIf:
    """What would change if `then` were the weights."""
    moves: Counter[tuple[int, int]] = Counter()
    changes = []
    for index, one in enumerate(facts):
        before, after = score(one, now), score(one, then)
        moves[before.priority, after.priority] += 1
        if before.priority != after.priority:
            changes.append(Change(index, before, after))
    return WhatIf(dict(sorted(moves.items())), tuple(changes))
