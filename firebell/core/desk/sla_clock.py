"""When an answer is due, and why.

The first floor: minutes by priority, by the wall clock, from the moment the word was written.
Business hours, policies by channel and the other clocks are in `firebell.core.desk.clocks`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

# Priority -> minutes until an answer is due. 1 is the most urgent.
MINUTES: Mapping[int, int] = {1: 15, 2: 60, 3: 240, 4: 480, 5: 1440}
# How long we wait for a person who was answered before the case asks to be looked at again.
FOLLOW_UP = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Due:
    """`at` = `since` plus the `minutes` that `priority` allows."""

    at: datetime
    since: datetime
    priority: int
    minutes: int


def due(since: datetime, priority: int, minutes: Mapping[int, int] = MINUTES) -> Due:
    """When a word written at `since` is to be answered; KeyError for an unknown priority."""
    allowed = minutes[priority]
    return Due(since + timedelta(minutes=allowed), since, priority, allowed)


def explain_due(promise: Due) -> str:
    """The promise as one plain sentence."""
    hours, rest = divmod(promise.minutes, 60)
    length = f"{promise.minutes} minutes" if rest or not hours else f"{hours} h"
    return (
        f"Priority {promise.priority} is to be answered within {length} "
        f"of {promise.since:%Y-%m-%d %H:%M} UTC, so by {promise.at:%Y-%m-%d %H:%M} UTC."
    )
