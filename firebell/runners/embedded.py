"""The core on this machine, in this process: matching and reading of one batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from firebell.core.query import Matcher
from firebell.core.query.matcher import MATCHES
from firebell.core.understanding import Reader
from firebell.core.understanding.first_floor import MAX_READ
from firebell.core.understanding.topics import Topic
from firebell.runners.topics import judge_of


@dataclass(frozen=True, slots=True)
class Understood:
    """What the core says of a batch: schema `READING` row by row, and (row, query) pairs; those
    that are likely and not certain stand in `chances` too."""

    readings: pa.RecordBatch
    matches: pa.Table
    chances: Mapping[tuple[int, int], float] = field(default_factory=dict)


class EmbeddedRunner:
    """Reads and matches batches; the queries, the described topics and the reader are fixed for
    its life. A topic's key is its query's."""

    def __init__(
        self, queries: Mapping[int, str], reader: Reader, topics: Sequence[Topic] = ()
    ) -> None:
        self.reader = reader
        self._matcher = Matcher(queries)
        self._judge = judge_of(topics) if topics else None

    def understand(self, batch: pa.RecordBatch) -> Understood:
        """Work on a batch of schema `INTERACTION`. `lang:` sees the language that was read."""
        readings = _without_machines(batch, self.reader.read(batch))
        known = pa.Table.from_batches([batch]).append_column(
            "language", readings.column("language")
        )
        matches = self._matcher.match(known)
        if self._judge is None:
            return Understood(readings, matches)
        texts = [str(text)[:MAX_READ] for text in batch.column("text").to_pylist()]
        likely = self._judge.likely(texts)
        return _with_topics(readings, matches, likely)


def _with_topics(
    readings: pa.RecordBatch, matches: pa.Table, likely: Sequence[Sequence[tuple[int, float]]]
) -> Understood:
    """The matches and the likely topics together; what a search found is certain."""
    found: list[list[Any]] = [matches.column(name).to_pylist() for name in ("row", "query")]
    certain: set[tuple[int, int]] = set(zip(found[0], found[1], strict=True))
    chances = {
        (row, key): p
        for row, pairs in enumerate(likely)
        for key, p in pairs
        if (row, key) not in certain
    }
    together = sorted(certain | chances.keys())
    columns = [[row for row, _ in together], [query for _, query in together]]
    arrays = [pa.array(c, f.type) for c, f in zip(columns, MATCHES, strict=True)]
    return Understood(readings, pa.table(arrays, schema=MATCHES), chances)


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
