"""What comes when: a heap of moments, each with what happens then."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum


class What(IntEnum):
    """In the order in which things happen that happen in the same moment."""

    SICK = 0  # data: place in the list of spells
    OFF_DUTY = 1  # data: person
    ON_DUTY = 2  # data: person
    DONE = 3  # data: person; `token`: which piece of work
    FIRST_WORD = 4  # data: matter
    NEXT_WORD = 5  # data: case
    WARNING = 6  # data: case; `token`: which warning
    SHARE_OUT = 7  # once all who come at a moment are there
    AUDIT = 8


Moment = tuple[datetime, int, int, int, int]


@dataclass(slots=True)
class Happenings:
    """`until`: nothing is handed out from then on."""

    until: datetime
    _heap: list[Moment] = field(default_factory=list)
    _number: int = 0

    def add(self, at: datetime, what: What, data: int = 0, token: int = 0) -> None:
        self._number += 1
        heapq.heappush(self._heap, (at, what, self._number, data, token))

    def __iter__(self) -> Iterator[tuple[datetime, What, int, int]]:
        while self._heap and self._heap[0][0] < self.until:
            at, what, _number, data, token = heapq.heappop(self._heap)
            yield at, What(what), data, token
