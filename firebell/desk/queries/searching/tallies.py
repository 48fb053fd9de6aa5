"""How far a search was counted, and where its pages begin, where that cannot be told at once.

A store that skips a million hits in a moment is asked anew each time. Elsewhere, and where posts
have to be tested one by one, a search is counted in steps, and of its hits every n-th place is
kept: at most `MOST_MARKS` of them, by taking every second one out when they are too many. So a
tally of any search is as small, a page anywhere in it is a short walk away, and what is counted
holds as of the time at which it was.

Tallies live in this process and are forgotten after a while; nothing is lost with them but time.
"""

from __future__ import annotations

import threading
from array import array
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

MOST_MARKS = 2_048
MOST_TALLIES = 256
GOOD_FOR = timedelta(minutes=15)


@dataclass(slots=True)
class Tally:
    """`marks[i]` is the place of hit number `i * step`, from 0 at the newest."""

    at: datetime
    hits: int = 0
    step: int = 64
    marks: array[int] = field(default_factory=lambda: array("q"))
    reached: int | None = None  # where to go on counting, below it
    complete: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, places: list[int]) -> None:
        """The next hits, the newest first."""
        for place in places:
            if self.hits % self.step == 0:
                self._mark(place)
            self.hits += 1

    def _mark(self, place: int) -> None:
        if len(self.marks) == MOST_MARKS:
            self.marks = self.marks[::2]
            self.step *= 2
            if self.hits % self.step:
                return
        self.marks.append(place)

    def beginning(self, number: int) -> tuple[int, int] | None:
        """(a place, how many hits to skip from it on) for hit `number`; None if not counted."""
        if not 0 <= number < self.hits:
            return None
        mark = number // self.step
        return self.marks[mark], number - mark * self.step


class Tallies:
    """The newest tallies by what was searched for, and where. Safe between threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, str], Tally] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, workspace_id: int, key: str, now: datetime) -> Tally:
        """The tally of this search in this workspace: the one that was begun, or a new one."""
        with self._lock:
            known = self._kept.pop((workspace_id, key), None)
            if known is None or not timedelta() <= now - known.at < GOOD_FOR:
                known = Tally(now)
            self._kept[workspace_id, key] = known
            while len(self._kept) > MOST_TALLIES:
                self._kept.popitem(last=False)
            return known

    def forget(self) -> None:
        with self._lock:
            self._kept.clear()


TALLIES = Tallies()
