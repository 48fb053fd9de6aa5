"""How many different people, in bounded memory: distinct sampling.

Phillip Gibbons, "Distinct sampling for highly-accurate answers to distinct values queries and event
reports", VLDB 2001. Of many people only those are kept whose hash ends in enough zeros; each then
stands for two to the power of that number. Few people are counted exactly. Because all samples
choose by the same hash, what two of them have in common estimates what the whole has in common.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

MOST = 128  # people kept; beyond it the count is an estimate, about a tenth off
HOUR = 3_600  # seconds
_FIRST, _THEN, _ALL = 0x85EBCA6B, 0xC2B2AE35, 0xFFFFFFFF


def person_hash(channel: str, author: str) -> int:
    """32 bits, the same on every machine: CRC-32, finished as MurmurHash3 is."""
    mixed = zlib.crc32(f"{channel}\0{author}".encode("utf-8", "surrogatepass"))
    mixed = (mixed ^ mixed >> 16) * _FIRST & _ALL
    mixed = (mixed ^ mixed >> 13) * _THEN & _ALL
    return mixed ^ mixed >> 16


@dataclass(slots=True)
class Sample:
    """``last``: person -> when last heard, seconds; each stands for ``2 ** level`` people."""

    level: int = 0
    last: dict[int, int] = field(default_factory=dict)

    def take(self, person: int, at: int) -> int:
        """How many voices this is: none of one who was heard within the hour before, or who is not
        in the sample."""
        if person & (1 << self.level) - 1:
            return 0
        before = self.last.get(person)
        if before is None:
            self.last[person] = at
            if len(self.last) > MOST:
                self._thin(at)
            return 1 << self.level
        if at > before:
            self.last[person] = at
        return 1 << self.level if at - before >= HOUR else 0

    def count(self, after: int, until: int) -> int:
        """People heard last from one instant up to another."""
        return sum(after <= at <= until for at in self.last.values()) << self.level

    def begin_again(self, now: int) -> None:
        """After an hour of silence everybody is heard again."""
        if self.level and all(at <= now - HOUR for at in self.last.values()):
            self.level, self.last = 0, {}

    def _thin(self, now: int) -> None:
        """Let go who was silent for an hour; if that is not enough, every second person."""
        kept = {person: at for person, at in self.last.items() if at > now - HOUR}
        while len(kept) > MOST:
            self.level += 1
            rest = (1 << self.level) - 1
            kept = {person: at for person, at in kept.items() if not person & rest}
        self.last = kept


MOST_KNOWN = 1_024
KNOWN_FOR = 14 * 24 * HOUR  # seconds after which somebody who was silent is forgotten


@dataclass(slots=True)
class Acquaintances:
    """``first`` and ``last``: when people of a sample were first and last heard of a brand."""

    level: int = 0
    first: dict[int, int] = field(default_factory=dict)
    last: dict[int, int] = field(default_factory=dict)

    def take(self, person: int, at: int) -> None:
        if person & (1 << self.level) - 1:
            return
        self.first.setdefault(person, at)
        self.last[person] = at
        if len(self.first) > MOST_KNOWN:
            self._thin(at)

    def _thin(self, now: int) -> None:
        silent = [person for person, at in self.last.items() if at <= now - KNOWN_FOR]
        while len(self.first) - len(silent) > MOST_KNOWN * 7 // 8:
            self.level += 1
            rest = (1 << self.level) - 1
            silent += [person for person in self.first if person & rest]
            silent = list(dict.fromkeys(silent))
        for person in silent:
            del self.first[person], self.last[person]
