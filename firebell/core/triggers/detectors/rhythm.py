"""Counts above their own rhythm, rung by how rarely this very series does so for nothing.

What is usual is a level times a daily and a weekly profile. A quarter of an hour, an hour, and the
evidence that something lasts, are each compared with what this series' own days do
(`calibration`), and with each other. The answer is a return period: so much is seen for nothing
once in so many weeks. A budget of false alerts is compared with that.

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

import numpy as np
import pyarrow as pa

from firebell.core.triggers.bank import RhythmParams, dump_row, empty_rows, load_row, run
from firebell.core.triggers.bank.layout import Rows
from firebell.core.triggers.contract import MICROSECONDS, rows_of


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
        after, told = state.copy(), rows_of(batch)
        ends = [at // MICROSECONDS for at, _, _ in told]
        values = np.array([[value] for _, value, _ in told]).reshape(-1, 1)
        totals = np.array([[total] for _, _, total in told]).reshape(-1, 1)
        return after, run(self.params, after, ends, values, totals)[0]
