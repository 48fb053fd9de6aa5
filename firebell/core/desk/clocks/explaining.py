"""How a clock got its value: its turns, and the open time that it counted.

Screens word the turns in the reader's language; `in_words` says them in English, and `as_data` as
plain data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from firebell.core.desk.clocks.clock import Clock, Code, Turn
from firebell.core.desk.clocks.policy import Policy
from firebell.core.desk.hours import pieces

Piece = tuple[datetime, datetime]
MOST_PIECES = 10


@dataclass(frozen=True, slots=True)
class Explanation:
    """`counted`: the open time from the start to the due time, or to where the clock stopped or
    stands still; the first pieces of it, and how many more there are."""

    clock: Clock
    turns: tuple[Turn, ...]
    counted: tuple[Piece, ...]
    more: int


def explain(clock: Clock, policy: Policy, most: int = MOST_PIECES) -> Explanation:
    """Everything that gave the clock its value, in order."""
    counted = [piece for run in _runs(clock) for piece in _open(clock, policy, run)]
    return Explanation(clock, clock.turns, tuple(counted[:most]), max(0, len(counted) - most))


def _runs(clock: Clock) -> list[Piece]:
    """The times in which it did not stand still."""
    runs, since = [], clock.started
    for gone, back in clock.frozen:
        runs.append((since, gone))
        if back is None:
            return runs
        since = back
    end = clock.stopped or clock.due
    return [*runs, (since, max(since, end))] if end is not None else runs


def _open(clock: Clock, policy: Policy, run: Piece) -> list[Piece]:
    return list(pieces(policy.calendars[clock.calendar], *run))


_WORDS: Mapping[Code, str] = {
    Code.STARTED: "Priority {priority} on {channel}: within {length} of {at}, so by {due}",
    Code.SOONER: "Priority {priority} on {channel} since {at}: sooner, by {due}",
    Code.LATER: "Priority {priority} on {channel} since {at}: within {length} in all, by {due}",
    Code.KEPT: "Priority {priority} on {channel} since {at}: still by {due}",
    Code.FROZEN: "Stands still since {at}, with {left} left",
    Code.RESUMED: "Goes on since {at}, so by {due}",
    Code.REOPENED: "Open again since {at}, so by {due}",
    Code.BREACHED: "Not done by {due}",
    Code.STOPPED: "Done at {at}, after {used}",
    Code.DROPPED: "No longer asked for since {at}, after {used}",
}


def in_words(turn: Turn) -> str:
    """A turn as one plain English sentence; lengths are in open time of its calendar.

    >>> at = datetime(2026, 3, 6, 16, 30, tzinfo=UTC)
    >>> in_words(Turn(Code.STARTED, at, 60, "office", at + timedelta(days=2.75), 3, "mastodon"))
    'Priority 3 on mastodon: within 1 h of 2026-03-06 16:30 UTC, so by 2026-03-09 10:30 UTC.'
    """
    said = _WORDS[turn.code].format(
        priority=turn.priority,
        channel=turn.channel or "any channel",
        length=_length(timedelta(minutes=turn.minutes)),
        at=_when(turn.at),
        due=_when(turn.due),
        left=_length(turn.left),
        used=_length(turn.used),
    )
    return f"{said}."


def as_data(clock: Clock) -> dict[str, Any]:
    """A clock and its turns as JSON can hold them: times as ISO 8601, lengths in seconds."""
    return {
        "kind": clock.kind.value,
        "round": clock.round,
        "standing": clock.standing.value,
        "started": _iso(clock.started),
        "due": _iso(clock.due),
        "left": _seconds(clock.left),
        "stopped": _iso(clock.stopped),
        "breached_at": _iso(clock.breached_at),
        "frozen": [[_iso(since), _iso(until)] for since, until in clock.frozen],
        "turns": [_turn(turn) for turn in clock.turns],
    }


def _turn(turn: Turn) -> dict[str, Any]:
    data = {
        "code": turn.code.value,
        "at": _iso(turn.at),
        "minutes": turn.minutes,
        "calendar": turn.calendar,
        "due": _iso(turn.due),
        "priority": turn.priority,
        "channel": turn.channel,
        "left": _seconds(turn.left),
        "used": _seconds(turn.used),
    }
    return {name: value for name, value in data.items() if value is not None}


def _length(length: timedelta | None) -> str:
    if length is None:
        return "no time"
    hours, minutes = divmod(round(length / timedelta(minutes=1)), 60)
    parts = [f"{hours} h"] * bool(hours) + [f"{minutes} min"] * bool(minutes or not hours)
    return " ".join(parts)


def _when(at: datetime | None) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if at is not None else "no time"


def _iso(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat() if at is not None else None


def _seconds(length: timedelta | None) -> float | None:
    return length.total_seconds() if length is not None else None
