"""The order in which waiting cases are served: by due time, and the more urgent as if due sooner.

A case has its *turn*: its due time plus `step` for each priority below the first. The earliest turn
goes first; of equal turns the case that has waited longest, then the lower number. A turn does not
change while a case waits, so it can be stored and sorted by.

**Nothing starves.** No case counts as due before its word was written, so what is written after
another case's turn has a later turn of its own. However many come, and however urgent: from its
turn on a case is overtaken only by those that were there already. Of two cases of neighbouring
priorities the less urgent goes first once it is due more than `step` before the other.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

STEP = timedelta(hours=2)

Kind = TypeVar("Kind", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case that waits for somebody; `since` is the time of its oldest word without an answer."""

    case: int
    priority: int
    due: datetime
    since: datetime


def turn(waiting: Waiting, step: timedelta = STEP) -> datetime:
    """The moment from which a case goes before all that are written later."""
    return max(waiting.due, waiting.since) + (waiting.priority - 1) * step


def place(waiting: Waiting, step: timedelta = STEP) -> tuple[datetime, datetime, int]:
    """What cases are sorted by, the first to be served lowest."""
    return turn(waiting, step), waiting.since, waiting.case


def in_order(waiting: Iterable[Waiting], step: timedelta = STEP) -> list[Waiting]:
    return sorted(waiting, key=lambda one: place(one, step))


class CaseQueue(Generic[Kind]):
    """Waiting cases, kept in order within each kind of case.

    A kind is whatever decides who may take a case; so the first case that somebody may take is
    found among the first of each kind, however long the queue is.
    """

    def __init__(self, step: timedelta = STEP) -> None:
        self._step = step
        self._heaps: dict[Kind, list[tuple[datetime, datetime, int]]] = {}
        self._kinds: dict[int, tuple[Kind, tuple[datetime, datetime, int]]] = {}

    def __len__(self) -> int:
        return len(self._kinds)

    def __contains__(self, case: int) -> bool:
        return case in self._kinds

    def put(self, waiting: Waiting, kind: Kind) -> None:
        """Queue a case, or move one whose priority, due time or kind changed."""
        there = place(waiting, self._step)
        if self._kinds.get(waiting.case) == (kind, there):
            return
        self._kinds[waiting.case] = kind, there
        heapq.heappush(self._heaps.setdefault(kind, []), there)

    def remove(self, case: int) -> bool:
        """Was it there?"""
        return self._kinds.pop(case, None) is not None

    def first(self, may: Callable[[Kind], bool]) -> int | None:
        """The first case in order of a kind that `may` allows; it stays in the queue."""
        heads = ((self._head(kind), kind) for kind in list(self._heaps))
        found = [head for head, kind in heads if head is not None and may(kind)]
        return min(found)[2] if found else None

    def _head(self, kind: Kind) -> tuple[datetime, datetime, int] | None:
        heap = self._heaps[kind]
        while heap and self._kinds.get(heap[0][2]) != (kind, heap[0]):
            heapq.heappop(heap)  # removed, or moved since
        if heap:
            return heap[0]
        del self._heaps[kind]
        return None
