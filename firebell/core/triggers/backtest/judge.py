"""What would have rung beside what did ring, and what people said of that.

What nobody was rung for and nobody looked at cannot be known: there is no count of storms missed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from firebell.core.triggers.alerts import Ringing
from firebell.core.triggers.backtest.course import Course
from firebell.core.triggers.bank.params import DAY

WEEK = 7 * DAY
UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Rang:
    """An alert that the house did ring, from its onset to when it was last loud; seconds since
    1970. `feedback` is "useful", "not_useful" or "" where nobody said."""

    id: int
    brand: int
    onset: int
    last_at: int
    feedback: str = UNKNOWN


@dataclass(frozen=True, slots=True)
class Verdict:
    """`course` with the alert that did ring for the same, if one did."""

    course: Course
    known: Rang | None

    @property
    def feedback(self) -> str:
        return self.known.feedback if self.known else UNKNOWN


@dataclass(frozen=True, slots=True)
class Summary:
    """`verdicts` are of all that would have rung; `silent` did ring, and would not have."""

    verdicts: Sequence[Verdict]
    silent: Sequence[Rang]
    weeks: float

    @property
    def a_week(self) -> float:
        return len(self.verdicts) / self.weeks if self.weeks else 0.0

    def number(self, feedback: str) -> int:
        """How many of what would have rung people called that."""
        return Counter(one.feedback for one in self.verdicts)[feedback]


def judge(found: Sequence[Course], known: Sequence[Rang], since: int, until: int) -> Summary:
    """Two alerts of a brand are the same trouble where they overlap; of several that do, the one
    that people said something of, then the first."""
    verdicts = [Verdict(one, _same(one, known)) for one in found]
    silent = [one for one in known if not any(_overlaps(each, one) for each in found)]
    return Summary(verdicts, silent, (until - since) / WEEK)


def _same(found: Course, known: Sequence[Rang]) -> Rang | None:
    alike = [one for one in known if _overlaps(found, one)]
    return min(alike, key=lambda one: (one.feedback == UNKNOWN, one.onset, one.id), default=None)


def _overlaps(found: Course, known: Rang) -> bool:
    rang: Ringing = found.rang
    return (
        found.brand == known.brand and rang.onset <= known.last_at and known.onset <= rang.last_at
    )
