"""Did an article help? Only what became of the case afterwards can tell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

PROVEN = timedelta(days=7)  # closed for so long, and the matter counts as solved


class Outcome(StrEnum):
    UNKNOWN = ""  # the case is open, or closed for too short a time
    SOLVED = "solved"
    BACK = "back"  # the person came back within the time


@dataclass(frozen=True, slots=True)
class Turn:
    """The case was closed, or opened again, at `at`."""

    at: datetime
    closed: bool


def outcome(used_at: datetime, turns: Iterable[Turn], now: datetime) -> Outcome:
    """What the first closing at or after the use led to; `turns` are those of its case.

    Solved: it stayed closed for `PROVEN`. Came back: it was opened again before that.
    """
    closed_at: datetime | None = None
    for turn in sorted(turns, key=lambda one: (one.at, not one.closed)):
        if turn.at < used_at:
            continue
        if turn.closed and closed_at is None:
            closed_at = turn.at
        elif not turn.closed and closed_at is not None:
            return Outcome.BACK if turn.at - closed_at < PROVEN else Outcome.SOLVED
    if closed_at is not None and now - closed_at >= PROVEN:
        return Outcome.SOLVED
    return Outcome.UNKNOWN
