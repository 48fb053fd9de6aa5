"""The core on this machine, in this process: matching and reading of one batch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from firebell.core.query import Matcher
from firebell.core.understanding import Reader


@dataclass(frozen=True, slots=True)
class Understood:
    """What the core says of a batch: schema `READING` row by row, and (row, query) pairs."""

    readings: pa.RecordBatch
    matches: pa.Table


class EmbeddedRunner:
    """Reads and matches batches; the queries and the reader are fixed for its life."""

    def __init__(self, queries: Mapping[int, str], reader: Reader) -> None:
        self.reader = reader
        self._matcher = Matcher(queries)

    def understand(self, batch: pa.RecordBatch) -> Understood:
        """Work on a batch of schema `INTERACTION`. `lang:` sees the language that was read."""
        readings = _without_machines(batch, self.reader.read(batch))
        known = pa.Table.from_batches([batch]).append_column(
            "language", readings.column("language")
        )
        return Understood(readings, self._matcher.match(known))


def _without_machines(batch: pa.RecordBatch, readings: pa.RecordBatch) -> pa.RecordBatch:
    """What a machine wrote needs no answer, whatever its words say: whoever answered an auto-reply
    would get the next one."""
    machines = batch.column("automatic").to_pylist()
    if not any(machines):
        return readings
    place = readings.schema.get_field_index("needs_answer")
    asked = readings.column("needs_answer").to_pylist()
    kept = [needs and not machine for needs, machine in zip(asked, machines, strict=True)]
    return readings.set_column(place, readings.schema.field(place), pa.array(kept, pa.bool_()))
