"""What every detector keeps: online, constant memory, a point is judged by its past alone."""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

import pyarrow as pa

from firebell.core.schema import INSTANT

POINT_VERSION = 1
# One bucket of one series. Points of a series come in the order of time; a missing point is a
# gap (nothing is known of it), a point with value 0 is silence.
POINT = pa.schema(
    [
        pa.field("at", INSTANT, nullable=False),  # the end of the bucket
        pa.field("value", pa.float64(), nullable=False),  # what is counted, >= 0
        # All posts of the bucket, where `value` counts some of them; value <= total.
        pa.field("total", pa.float64()),
    ]
)

MICROSECONDS = 1_000_000

State = TypeVar("State")


class StateError(ValueError):
    """Bytes that are not a state of this detector and version; start from `initial()`."""


class Detector(Protocol[State]):
    """One algorithm with fixed parameters; all memory lives in the state that it hands out.

    `step` answers one row of `schema.SIGNAL` for each point. It leaves the given state as it was,
    gives the same rows in one batch or in many, and never answers NaN. `params` is a frozen
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
