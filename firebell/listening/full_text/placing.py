"""A place: when something was said and which it is, in one whole number that orders by time.

The upper bits are minutes, the lower ones the id. So the index walks in the order of time and is
bounded by time, and what stands at a place is known without a look at any table. Within a minute
the order is that in which things were heard.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import Enum

_EPOCH = datetime(1850, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)
_MINUTE_BITS, _KIND_BITS, _ID_BITS = 27, 1, 35  # together 63: a positive bigint
_LAST_MINUTE = (1 << _MINUTE_BITS) - 1
LAST = (1 << 63) - 1


class Kind(Enum):
    """What stands at a place."""

    WORD = 0  # an interaction
    NOTE = 1


def place(at: datetime, id_: int, kind: Kind = Kind.WORD) -> int:
    """The place of an interaction, or note, with this id (below 2 ** 35), said at `at` (aware)."""
    if not 0 < id_ < 1 << _ID_BITS:
        raise ValueError(f"no id: {id_}")
    return first_at(at) | kind.value << _ID_BITS | id_


def first_at(at: datetime) -> int:
    """A place before all in the minute of `at`, and after all of earlier minutes."""
    minutes = min(max((at - _EPOCH) // _MINUTE, 0), _LAST_MINUTE)
    return minutes << _KIND_BITS + _ID_BITS


def what_is_at(place: int) -> tuple[Kind, int]:
    """The kind and the id of what stands there."""
    return Kind(place >> _ID_BITS & 1), place & (1 << _ID_BITS) - 1


def minute_of(place: int) -> datetime:
    """The minute, in UTC, in which it was said."""
    return _EPOCH + (place >> _KIND_BITS + _ID_BITS) * _MINUTE
