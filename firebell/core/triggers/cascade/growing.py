"""One post that is passed on about a brand: as it stood when its last bucket was over, and what was
heard since and waits for the end of its bucket. To bytes and back."""

from __future__ import annotations

import struct
import zlib
from bisect import bisect_left, insort
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from firebell.core.triggers.cascade import live
from firebell.core.triggers.contract import StateError

VERSION = 3
_HEAD = struct.Struct("<9qdII")  # whole numbers, the loudness, bytes of memory, events
_at = attrgetter("at")
_UNKNOWN = -(1 << 63)  # followers


class Event(NamedTuple):
    """A repost, `at` seconds since 1970; with `told`, what the network said of so many instead.

    `person` is the `standing.digest` of whoever passed it on, 0 where nobody is named."""

    at: int
    followers: int | None
    told: int = 0
    person: int = 0


@dataclass(frozen=True, slots=True)
class Foreseen:
    """In reposts, without the post itself. `loudness` is by whichever trigger asks for least; it
    rings from a half on."""

    final: int = 0
    lower: int = 0
    upper: int = 0
    loudness: float = 0.0


@dataclass(slots=True)
class Growing:
    """`began` is when the post was written, by somebody with so many `followers`; `updated` when it
    was last passed on (both seconds since 1970). `seen` are the reposts heard, or `told` by the
    network if that is more. What is not final is `waiting`, in the order of time."""

    began: int
    followers: int | None
    person: int = 0  # who wrote it, as in `Event`
    memory: live.State = field(default_factory=live.initial)
    updated: int = 0
    seen: int = 0
    told: int = 0
    foreseen: Foreseen = Foreseen()
    waiting: list[Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.updated = max(self.updated, self.began)

    def copy(self) -> Growing:
        return replace(self, waiting=list(self.waiting))

    @property
    def is_new(self) -> bool:
        """Nothing of it is final yet."""
        return not self.memory.count[0]

    @property
    def seen_by_now(self) -> int:
        """With what waits."""
        return max(self.seen + sum(not one.told for one in self.waiting), self.told_by_now)

    @property
    def told_by_now(self) -> int:
        return max([self.told, *(one.told for one in self.waiting)])

    @property
    def updated_by_now(self) -> int:
        return max([self.updated, *(one.at for one in self.waiting)])

    def wait(self, event: Event) -> None:
        insort(self.waiting, event, key=_at)

    def ready(self, edge: int) -> list[Event]:
        """The events before `edge`, which wait no longer."""
        number = bisect_left(self.waiting, edge, key=_at)
        found, self.waiting = self.waiting[:number], self.waiting[number:]
        return found

    def dump(self) -> bytes:
        whole = (
            self.began, _or_unknown(self.followers), self.person, self.updated,
            self.seen, self.told, self.foreseen.final, self.foreseen.lower, self.foreseen.upper,
        )  # fmt: skip
        memory = live.dump(self.memory)
        head = _HEAD.pack(*whole, self.foreseen.loudness, len(memory), len(self.waiting))
        events = [
            (one.at, _or_unknown(one.followers), one.told, one.person) for one in self.waiting
        ]
        return (
            bytes([VERSION]) + head + memory + zlib.compress(np.array(events, "<i8").tobytes(), 1)
        )

    @classmethod
    def load(cls, data: bytes) -> Growing:
        """Raises StateError for bytes that `dump` of this version did not make."""
        if data[:1] != bytes([VERSION]):
            raise StateError("cascade: state of another version; start anew")
        try:
            *whole, loudness, size, number = _HEAD.unpack_from(data, 1)
            start = 1 + _HEAD.size
            raw = zlib.decompress(data[start + size :])
            events = np.frombuffer(raw, "<i8").reshape(number, 4).tolist()
        except (struct.error, zlib.error, ValueError) as error:
            raise StateError(f"cascade: broken state ({error}); start anew") from error
        began, followers, person, updated, seen, told, final, lower, upper = whole
        return cls(
            began=began,
            followers=_known(followers),
            person=person,
            memory=live.load(data[start : start + size]),
            updated=updated,
            seen=seen,
            told=told,
            foreseen=Foreseen(final, lower, upper, loudness),
            waiting=[Event(at, _known(many), told, who) for at, many, told, who in events],
        )


def _or_unknown(followers: int | None) -> int:
    return _UNKNOWN if followers is None else followers


def _known(followers: int) -> int | None:
    return None if followers == _UNKNOWN else followers
