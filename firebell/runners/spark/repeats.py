"""Step two, on the executors: of rows with one id, the first one heard stands.

Rows of one id have been brought together here. What an earlier batch stored is asked of the store,
by place: so a batch that is run again finds its own rows there and does not take them for repeats.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from firebell.runners.spark import store
from firebell.runners.spark.plan import FLOW, Kind, Plan, flow

_NAMES = ("kind", "channel", "external_id", "segment", "row")


@dataclass(frozen=True, slots=True)
class FirstOnly:
    """What `mapInArrow` runs: FLOW in and out, with repeats marked and their payload dropped."""

    plan: Plan

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        rows = pa.Table.from_batches(batches, FLOW).combine_chunks()
        firsts = self._firsts(rows)
        columns: list[list[Any]] = [rows[name].to_pylist() for name in _NAMES]
        kinds, channels, ids, segments, places = columns
        good = [
            kind != Kind.POST or firsts[channel, external_id] == (segment, row)
            for kind, channel, external_id, segment, row in zip(
                kinds, channels, ids, segments, places, strict=True
            )
        ]
        repeats = [row for row, stands in enumerate(good) if not stands]
        yield from rows.filter(pa.array(good, pa.bool_())).to_batches()
        yield flow([self._repeat(segments[row], places[row]) for row in repeats])

    def _firsts(self, rows: pa.Table) -> dict[tuple[str, str], tuple[str, int]]:
        """The place of the first row of each id, in this batch or any before."""
        first: dict[tuple[str, str], tuple[str, int]] = {}
        columns: list[list[Any]] = [rows[name].to_pylist() for name in _NAMES]
        for kind, channel, external_id, segment, row in zip(*columns, strict=True):
            if kind == Kind.POST:
                key, place = (channel, external_id), (segment, row)
                first[key] = min(first.get(key, place), place)
        if first:
            with store.connect(self.plan.store) as connection:
                first |= store.places_of(connection, self.plan.name, list(first))
        return first

    def _repeat(self, segment: str, row: int) -> dict[str, Any]:
        shard = self.plan.shard_of(None, f"{segment}{row}")
        return {"shard": shard, "kind": Kind.REPEAT, "segment": segment, "row": row}
