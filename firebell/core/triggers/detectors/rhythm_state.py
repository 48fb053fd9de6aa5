"""The memory of one series under the rhythm detector: constant size, and to bytes and back."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, fields
from itertools import chain
from typing import Any

from firebell.core.triggers.contract import StateError
from firebell.core.triggers.profile import DAY, WEEK, Profile

_SCALARS = (
    "first", "born", "seen", "cell", "cell_value", "cell_cover", "level", "weight", "factor",
    "unsure", "streak", "last",
)  # fmt: skip
_WINDOWED = (
    "observed", "expected", "block_count", "block_observed", "block_expected", "unrest_sum",
    "unrest_weight", "today", "record",
)  # fmt: skip
_WHOLE = ("first", "born", "cell", "streak", "last")


@dataclass(slots=True)
class RhythmState:
    """Seconds and indices are whole numbers; -1 says "not yet"."""

    first: int  # end of the first point
    born: int  # since when there is enough to speak of a usual
    seen: float  # posts heard before birth
    cell: int  # the hour that is being filled
    cell_value: float
    cell_cover: float  # the part of it that was heard, 0 to 1
    level: float  # counts an hour, rhythm taken out
    weight: float  # what the level is worth; its relative variance is 1 / weight
    factor: float  # rhythm of the present hour
    unsure: float  # its relative variance
    streak: int  # hours above (+) or below (-) the level
    last: int  # index of the last bucket
    ring_observed: list[float]
    ring_expected: list[float]
    observed: list[float]  # one for each window, as all that follow
    expected: list[float]
    block_count: list[float]
    block_observed: list[float]
    block_expected: list[float]
    unrest_sum: list[float]
    unrest_weight: list[float]
    today: list[float]  # the highest count so far today, and of the days before (slowly fading)
    record: list[float]
    profile: Profile

    @classmethod
    def new(cls, windows: int, size: int) -> RhythmState:
        values: dict[str, Any] = {name: [0.0] * windows for name in _WINDOWED}
        values |= dict.fromkeys(_SCALARS, 0)
        values |= {"first": -1, "born": -1, "cell": -1, "last": -1}
        values |= {"level": 1.0, "weight": 0.02, "factor": 1.0, "unsure": 1.0}
        return cls(
            **values, ring_observed=[0.0] * size, ring_expected=[0.0] * size, profile=Profile()
        )

    def copy(self) -> RhythmState:
        new = RhythmState.new(len(self.observed), 0)
        new.become(self)
        for name in ("ring_observed", "ring_expected", *_WINDOWED):
            setattr(new, name, getattr(self, name)[:])
        new.profile = self.profile.copy()
        return new

    def become(self, other: RhythmState) -> None:
        """Take over everything of another state, sharing its lists."""
        for f in fields(self):
            setattr(self, f.name, getattr(other, f.name))


def dump_state(state: RhythmState, version: int) -> bytes:
    """A version byte and the numbers, deflated (a young profile is mostly zeros)."""
    p = state.profile
    numbers = chain(
        (float(getattr(state, name)) for name in _SCALARS),
        *(getattr(state, name) for name in _WINDOWED),
        state.ring_observed,
        state.ring_expected,
        *(p.day_sum, p.day_weight, p.week_sum, p.week_weight),
    )
    flat = list(numbers)
    return bytes([version]) + zlib.compress(struct.pack(f"<{len(flat)}d", *flat), 1)


def load_state(data: bytes, version: int, windows: int, size: int) -> RhythmState:
    """Raises StateError where the bytes are not of this version and these sizes."""
    lengths = [*[windows] * len(_WINDOWED), size, size, DAY, DAY, WEEK, WEEK]
    wanted = len(_SCALARS) + sum(lengths)
    try:
        raw = zlib.decompress(data[1:])
    except zlib.error as error:
        raise StateError(f"rhythm: broken state ({error}); start from initial()") from error
    if data[0] != version or len(raw) != wanted * 8:
        raise StateError("rhythm: state of another version or size; start from initial()")
    flat = struct.unpack(f"<{wanted}d", raw)
    state = RhythmState.new(windows, size)
    for name, value in zip(_SCALARS, flat, strict=False):
        setattr(state, name, int(value) if name in _WHOLE else value)
    parts, at = [], len(_SCALARS)
    for length in lengths:
        parts.append(list(flat[at : at + length]))
        at += length
    for name, part in zip((*_WINDOWED, "ring_observed", "ring_expected"), parts, strict=False):
        setattr(state, name, part)
    state.profile = Profile(*parts[-4:])
    return state
