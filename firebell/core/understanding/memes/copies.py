"""Texts that people copy: each new text is laid to the first one that it resembles.

Leader clustering over a stream: a cluster is known by its first text, so it cannot drift, and what
belongs to it does not depend on how the stream was cut into batches. Memory is bounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from firebell.core.text.simhash import letter_runs
from firebell.core.understanding.memes.sketches import resemblance, run_sets, sketches

ALIKE = 0.6  # resemblance from which a text counts as a copy
FEWEST_RUNS = 8  # shorter texts ("thank you") are alike by accident
MOST_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Seen:
    """One text of the stream; ``who`` tells people apart."""

    text: str
    at: datetime
    who: str


@dataclass(slots=True)
class Meme:
    """A text and its copies. ``people``: who said it, at most ``MOST_PEOPLE`` are told apart."""

    first: Seen
    number: int
    runs: frozenset[int]
    keys: tuple[int, ...]
    last_at: datetime
    instants: list[datetime] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    size: int = 0

    def add(self, seen: Seen) -> None:
        self.size += 1
        self.last_at = max(self.last_at, seen.at)
        self.instants = [*self.instants[-MOST_INSTANTS + 1 :], seen.at]
        if len(self.people) < MOST_PEOPLE:
            self.people.add(seen.who)

    def growth(self, now: datetime, window: timedelta) -> tuple[int, int]:
        """Copies in the window before ``now``, and in the one before that; of the newest
        ``MOST_INSTANTS`` copies."""
        recent = sum(now - window < at <= now for at in self.instants)
        before = sum(now - 2 * window < at <= now - window for at in self.instants)
        return recent, before


MOST_INSTANTS, MOST_PEOPLE = 500, 1_000


class Copies:
    """Clusters of near-duplicates of a stream. Not for use by two threads at once."""

    def __init__(self, alike: float = ALIKE, most_kept: int = MOST_KEPT) -> None:
        self._alike, self._most_kept = alike, most_kept
        self._memes: dict[int, Meme] = {}
        self._by_key: dict[int, list[int]] = {}
        self._next = 0

    def take(self, seen: Sequence[Seen]) -> list[Meme | None]:
        """The cluster of each text, in the order of the stream; None for texts that are too
        short. About 60 microseconds a post."""
        runs = letter_runs([one.text for one in seen])
        found = zip(seen, run_sets(runs), sketches(runs).tolist(), strict=True)
        return [self._lay(*one) for one in found]

    def spreading(self, fewest_people: int = 2) -> list[Meme]:
        """Clusters said by several people, the largest first; then the older."""
        found = [meme for meme in self._memes.values() if len(meme.people) >= fewest_people]
        return sorted(found, key=lambda meme: (-meme.size, meme.number))

    def _lay(self, seen: Seen, runs: frozenset[int], keys: Sequence[int]) -> Meme | None:
        if len(runs) < FEWEST_RUNS:
            return None
        meme = self._nearest(runs, keys) or self._begin(seen, runs, keys)
        meme.add(seen)
        # The last seen stand last, so that the first ones are those to forget.
        self._memes[meme.number] = self._memes.pop(meme.number)
        return meme

    def _nearest(self, runs: frozenset[int], keys: Sequence[int]) -> Meme | None:
        met = {number for key in keys for number in self._by_key.get(key, ())}
        best: tuple[float, int] = (self._alike, 1)
        nearest = None
        for number in met:
            meme = self._memes[number]
            near = (resemblance(runs, meme.runs), -number)
            if near >= best:
                best, nearest = near, meme
        return nearest

    def _begin(self, seen: Seen, runs: frozenset[int], keys: Sequence[int]) -> Meme:
        if len(self._memes) >= self._most_kept:
            self._forget()
        meme = Meme(seen, self._next, runs, tuple(keys), seen.at)
        self._next += 1
        self._memes[meme.number] = meme
        for key in keys:
            self._by_key.setdefault(key, []).append(meme.number)
        return meme

    def _forget(self) -> None:
        """Let go a tenth: of those that were seen longest ago, what nobody copied first."""
        oldest = list(self._memes.values())[: self._most_kept // 2]
        oldest.sort(key=lambda meme: meme.size > 1)
        for meme in oldest[: max(1, self._most_kept // 10)]:
            del self._memes[meme.number]
            for key in meme.keys:
                numbers = self._by_key[key]
                numbers.remove(meme.number)
                if not numbers:
                    del self._by_key[key]
