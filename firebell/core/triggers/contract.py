"""What every detector keeps: online, constant memory, a point is judged by its past alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import pyarrow as pa

from firebell.core.schema import INSTANT, SIGNAL

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


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a detector says of one trailing window. `onset` in seconds, only where it rings."""

    seconds: int
    observed: float
    expected: float
    lower: float
    upper: float
    score: float
    onset: int | None = None


def signals(rows: list[tuple[int, Judgement]]) -> pa.Table:
    """A table of schema `SIGNAL` from (microseconds since the epoch, judgement)."""
    judged = [judgement for _, judgement in rows]
    onsets = [None if j.onset is None else j.onset * MICROSECONDS for j in judged]
    columns: dict[str, Any] = {
        "at": pa.array([at for at, _ in rows], pa.int64()).cast(INSTANT),
        "observed": [j.observed for j in judged],
        "expected": [j.expected for j in judged],
        "lower": [j.lower for j in judged],
        "upper": [j.upper for j in judged],
        "score": [j.score for j in judged],
        "ringing": [j.score >= RINGING for j in judged],
        "window": [j.seconds for j in judged],
        "onset": pa.array(onsets, pa.int64()).cast(INSTANT),
    }
    arrays = {
        field.name: pa.array(columns[field.name], field.type)
        if isinstance(columns[field.name], list)
        else columns[field.name]
        for field in SIGNAL
    }
    return pa.table(arrays, schema=SIGNAL)


def rows_of(batch: pa.Table) -> list[tuple[int, float, float]]:
    """(microseconds, value, total) of a POINT table; a missing total is the value itself."""
    at: list[Any] = batch["at"].cast(pa.int64()).to_pylist()
    values: list[Any] = batch["value"].to_pylist()
    totals: list[Any] = batch["total"].to_pylist()
    return [
        (instant, value, value if total is None else total)
        for instant, value, total in zip(at, values, totals, strict=True)
    ]
