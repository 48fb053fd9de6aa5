"""What happens to a case, as far as its clocks care."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EventKind(StrEnum):
    WORD = "word"  # a word arrived that needs an answer
    ANSWER = "answer"  # a person of ours answered
    AUTOMATIC = "automatic"  # a machine of ours wrote: that is no answer
    WAITING = "waiting"  # it is the person's turn
    RESUMED = "resumed"  # it is no longer, without a word of theirs
    CHANGED = "changed"  # another priority or channel
    CLOSED = "closed"
    REOPENED = "reopened"  # without a new word


@dataclass(frozen=True, slots=True)
class Event:
    """`priority` and `channel` hold from here on; the first event has both, None changes nothing.

    `oldest_left`: with an answer, the time of the oldest word that it did not settle. What was
    taken back is left out of a history: it never happened.
    """

    at: datetime
    kind: EventKind
    priority: int | None = None
    channel: str | None = None
    oldest_left: datetime | None = None
