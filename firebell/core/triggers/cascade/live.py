"""One live cascade: observe a reshare, ask for a forecast; constant memory, to bytes and back."""

from __future__ import annotations

import math
import struct
import zlib
from dataclasses import dataclass, fields

import numpy as np

from firebell.core.triggers.cascade.features import features
from firebell.core.triggers.cascade.memory import Memory, Numbers
from firebell.core.triggers.cascade.model import SizeModel
from firebell.core.triggers.cascade.observing import Reshares, take_in
from firebell.core.triggers.cascade.sizes import Sizes
from firebell.core.triggers.contract import StateError

VERSION = 1
State = Memory  # of one row


@dataclass(frozen=True, slots=True)
class Forecast:
    """`final_size` is the median; between `lower` and `upper` it ends in 80 of 100 cases."""

    seen: int
    final_size: int
    lower: int
    upper: int
    sizes: Sizes

    def p_exceed(self, size: float) -> float:
        """The chance that it reaches `size` posts, the first one counted."""
        return float(self.sizes.chance(np.array([size]))[0])


def initial() -> State:
    return Memory.new(1)


def observe(
    state: State, at: float, followers: float | None = None, standing: Numbers | None = None
) -> State:
    """The state after one more post; the given one stays as it was.

    `at` in seconds since the cascade's first post, which is itself observed (at 0) and counts.
    """
    new = state.rows(np.zeros(1, np.int64))
    marks = np.array([math.nan if followers is None else followers])
    known = None if standing is None else standing.reshape(1, -1)
    take_in(new, Reshares(np.zeros(1, np.int64), np.array([float(at)]), marks, known))
    return new


def forecast(state: State, now: float, model: SizeModel) -> Forecast:
    """What is to be expected at `now`, in seconds since the first post."""
    sizes = model.sizes(state.count.astype(float), features(state, np.array([float(now)])))
    return first(sizes)


def first(sizes: Sizes, row: int = 0) -> Forecast:
    """One forecast out of many."""
    one = slice(row, row + 1)
    mine = Sizes(sizes.seen[one], sizes.location[one], sizes.scale[one], sizes.bounds)
    return Forecast(
        seen=int(mine.seen[0]),
        final_size=int(mine.final[0]),
        lower=int(mine.lower[0]),
        upper=int(mine.upper[0]),
        sizes=mine,
    )


def dump(state: State) -> bytes:
    """A version byte and the numbers, deflated."""
    flat = np.concatenate([getattr(state, f.name).ravel() for f in fields(state)])
    return bytes([VERSION]) + zlib.compress(struct.pack(f"<{len(flat)}d", *flat), 1)


def load(data: bytes) -> State:
    """Raises StateError for bytes that `dump` of this version did not make."""
    state = initial()
    sizes = [getattr(state, f.name).size for f in fields(state)]
    try:
        raw = zlib.decompress(data[1:])
    except zlib.error as error:
        raise StateError(f"cascade: broken state ({error}); start from initial()") from error
    if data[:1] != bytes([VERSION]) or len(raw) != 8 * sum(sizes):
        raise StateError("cascade: state of another version or size; start from initial()")
    parts = np.split(np.frombuffer(raw, "<f8").copy(), np.cumsum(sizes)[:-1])
    for f, part in zip(fields(state), parts, strict=True):
        own = getattr(state, f.name)
        setattr(state, f.name, part.reshape(own.shape).astype(own.dtype))
    return state
