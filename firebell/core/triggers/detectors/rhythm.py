"""Counts above their own rhythm, rung by how rarely this very series does so for nothing.

What is usual is a level times a daily and a weekly profile; windows of a quarter of an hour, an
hour and six hours, and the evidence that something lasts, are each compared with what this series'
own days do (`calibration`), and with each other. The answer is a return period: so much is seen
for nothing once in so many weeks. A budget of false alerts is compared with that.

The work is done in `bank`, where many series are judged in one stroke; this is a bank of one.

>>> from firebell.core.triggers.contract import points
>>> detector = Rhythm()
>>> quiet = [float(hour % 2) for hour in range(24 * 7 * 12)]
>>> ends = [300 * 1_000_000 * (n + 1) for n in range(len(quiet) + 12)]
>>> _, found = detector.step(detector.initial(), points(ends, quiet + [10.0] * 12))
>>> rang = found.filter(found["ringing"])["at"][0].value
>>> rang < ends[len(quiet) + 6]
True
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from firebell.core.triggers.bank import RhythmParams, dump_row, empty_rows, load_row, step
from firebell.core.triggers.bank.layout import Rows
from firebell.core.triggers.bank.told import told
from firebell.core.triggers.contract import MICROSECONDS, rows_of, signals


class Rhythm:
    name = "rhythm"
    version = 2

    def __init__(self, params: RhythmParams | None = None) -> None:
        self.params = params or RhythmParams()

    def initial(self) -> Rows:
        return empty_rows(self.params)

    def dump(self, state: Rows) -> bytes:
        return dump_row(state, self.version)

    def load(self, data: bytes) -> Rows:
        return load_row(data, self.params, self.version)

    def judges(self, state: Rows) -> bool:
        return bool(state["born"][0] >= 0)

    def step(self, state: Rows, batch: pa.Table) -> tuple[Rows, pa.Table]:
        after = state.copy()
        rows: list[Any] = []
        for at, value, total in rows_of(batch):
            end = at // MICROSECONDS
            verdicts = step(self.params, after, end, np.array([value]), np.array([total]))
            rows += [(at, one) for one in told(self.params, after, verdicts, end)[0]]
        return after, signals(rows)
