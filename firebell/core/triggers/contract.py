"""What every detector keeps: online, constant memory, a point is judged by its past alone."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol, TypeVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from firebell.core.schema import INSTANT, SIGNAL
from firebell.core.triggers.tails import BAND, TINY, gamma_band

POINT_VERSION = 1
# One bucket of one series. Points of a series come in the order of time; a missing point is a
# gap (nothing is known of it), a point with value 0 is silence.
_POINT: list[pa.Field[Any]] = [
    pa.field("at", INSTANT, nullable=False),  # the end of the bucket
    pa.field("value", pa.float64(), nullable=False),  # what is counted, >= 0
    # All posts of the bucket, where `value` counts some of them; value <= total.
    pa.field("total", pa.float64()),
]
POINT = pa.schema(_POINT)

MICROSECONDS = 1_000_000
RINGING = 0.5  # a score from here on rings, for every detector

State = TypeVar("State")
Numbers = NDArray[np.float64]


class StateError(ValueError):
    """Bytes that are not a state of this detector and version; start from `initial()`."""


class Detector(Protocol[State]):
    """One algorithm with fixed parameters; all memory lives in the state that it hands out.

    `step` answers for each point one row of `schema.SIGNAL` for each of its windows, shortest
    first. It leaves the given state as it was, gives the same rows in one batch or in many, and
    never answers NaN. `params` is a frozen
    dataclass, so that a form can be drawn from it.
    """

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> int: ...

    @property
    def params(self) -> Any: ...

    def initial(self) -> State: ...

    def step(self, state: State, batch: pa.Table) -> tuple[State, pa.Table]: ...

    def judges(self, state: State) -> bool:
        """False while too little was heard: then no point rings, and silence can wait."""
        ...

    def dump(self, state: State) -> bytes: ...

    def load(self, data: bytes) -> State:
        """Raises StateError for bytes of another detector, version or set of parameters."""
        ...


def points(
    at: list[int], values: list[float], totals: list[float | None] | None = None
) -> pa.Table:
    """A POINT table from microseconds since the epoch, values and totals."""
    return pa.table(
        {
            "at": pa.array(at, pa.int64()).cast(INSTANT),
            "value": pa.array(values, pa.float64()),
            "total": pa.array(totals if totals is not None else [None] * len(at), pa.float64()),
        },
        schema=POINT,
    )


class Judgement(NamedTuple):
    """What a detector says of one trailing window. `onset` in seconds, only where it rings.

    `score` is r / (r + budget) where a return period r is known. The band of the usual is
    `bounds`, or, where none are given, that of a gamma with the expected mean and `variance`:
    worked out only for those who want to see it.
    """

    seconds: int
    observed: float
    expected: float
    score: float
    variance: float = 0.0
    onset: int | None = None
    bounds: tuple[float, float] | None = None
    return_weeks: float | None = None  # so much is seen for nothing once in so many weeks

    @property
    def band(self) -> tuple[float, float]:
        """Between these lies what is usual."""
        return self.bounds or gamma_band(self.expected, self.variance)


def signals(rows: list[tuple[int, Judgement]]) -> pa.Table:
    """A table of schema `SIGNAL` from (microseconds since the epoch, judgement)."""
    at = [instant for instant, _ in rows]
    columns = list(zip(*(judgement for _, judgement in rows), strict=True)) or [()] * 8
    window, observed, expected, score, variance, onset, bounds, weeks = columns
    lower, upper = bands(np.array(expected), np.array(variance))
    for row, given in enumerate(bounds):
        if given is not None:
            lower[row], upper[row] = given
    scores = np.array(score, dtype=np.float64)
    onsets = [None if one is None else one * MICROSECONDS for one in onset]
    arrays = [
        pa.array(at, pa.int64()).cast(INSTANT),
        pa.array(observed, pa.float64()),
        pa.array(expected, pa.float64()),
        pa.array(lower, pa.float64()),
        pa.array(upper, pa.float64()),
        pa.array(scores, pa.float64()),
        pa.array(scores >= RINGING, pa.bool_()),
        pa.array(window, pa.int32()),
        pa.array(onsets, pa.int64()).cast(INSTANT),
        pa.array(weeks, pa.float64()),
    ]
    return pa.table(arrays, schema=SIGNAL)


def bands(expected: Numbers, variance: Numbers) -> tuple[Numbers, Numbers]:
    """All bands at once, as `tails.gamma_band`. Only +, -, *, / and the square root, which are
    exact to the last bit, so that it makes no difference how many rows are judged together."""
    mean = np.maximum(expected, TINY)
    ninth = variance / (9 * mean * mean)
    root = BAND * np.sqrt(ninth)
    low, high = np.maximum(0.0, 1 - ninth - root), np.maximum(0.0, 1 - ninth + root)
    lower = np.minimum(mean * (low * low * low), expected)
    upper = np.maximum(mean * (high * high * high), expected)
    return lower, upper


def rows_of(batch: pa.Table) -> list[tuple[int, float, float]]:
    """(microseconds, value, total) of a POINT table; a missing total is the value itself."""
    at: list[Any] = batch["at"].cast(pa.int64()).to_pylist()
    values: list[Any] = batch["value"].to_pylist()
    totals: list[Any] = batch["total"].to_pylist()
    return [
        (instant, value, value if total is None else total)
        for instant, value, total in zip(at, values, totals, strict=True)
    ]
