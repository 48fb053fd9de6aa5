"""The one place that reads the wall clock; everything else is told the time.

During a replay the time of the posts is the time of the desk too, so that due times, alerts and
clocks say what they would have said then. `moved_to` sets that time for the running context only.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_moved: ContextVar[datetime | None] = ContextVar("firebell_clock", default=None)


def now() -> datetime:
    """The present instant, in UTC."""
    return _moved.get() or datetime.now(UTC)


def wall() -> datetime:
    """This machine's own time, in UTC, also while `now()` lives in the time of a replay."""
    return datetime.now(UTC)


@contextmanager
def moved_to(instant: datetime) -> Iterator[None]:
    """Let `now()` answer `instant` (aware) inside the block."""
    if instant.tzinfo is None:
        raise ValueError("moved_to needs an aware datetime: add a time zone")
    token = _moved.set(instant)
    try:
        yield
    finally:
        _moved.reset(token)
