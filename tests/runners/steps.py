"""The steps of a run one after the other in this process, without Spark, into a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa

from firebell.runners.spark import store
from firebell.runners.spark.judging import judge
from firebell.runners.spark.memory import Shard, ShardMemory
from firebell.runners.spark.plan import FLOW, Plan
from firebell.runners.spark.reading import LINE_COLUMNS, Read
from firebell.runners.spark.repeats import FirstOnly


def lines(*raws: bytes, file: str = "a", order: bool = False) -> pa.RecordBatch:
    columns = [list(raws), [file] * len(raws), [0] * len(raws), [order] * len(raws)]
    return pa.RecordBatch.from_arrays(
        [pa.array(column) for column in columns], names=list(LINE_COLUMNS)
    )


def to_write(plan: Plan, shards: dict[int, Shard], *batches: pa.RecordBatch) -> list[Any]:
    """Steps one to three of a batch: what step four is given. Memories go through bytes."""
    first = FirstOnly(plan)(Read(plan)(iter(batches)))
    rows = pd.DataFrame([row for batch in first for row in batch.to_pylist()], columns=FLOW.names)
    found = []
    for number, some in rows.groupby("shard"):
        shard = shards.setdefault(int(number), Shard())
        shard.memory = ShardMemory.load(shard.memory.dump())
        for table in judge(shard, some, plan.rules):
            found += pa.Table.from_pandas(table, FLOW, preserve_index=False).to_pylist()
    return found


def write(plan: Plan, batch: int, rows: list[Any]) -> int:
    with store.connect(plan.store) as connection:
        return store.write(connection, plan.name, batch, rows)


def run_steps(plan: Plan, parts: Iterable[Sequence[bytes]]) -> dict[int, Shard]:
    """All of it: each part is a file and a batch; a flush at the end."""
    shards: dict[int, Shard] = {}
    batches = [lines(*part, file=f"{number:03d}") for number, part in enumerate(parts)]
    for number, batch in enumerate([*batches, lines(b"flush", file="z", order=True)]):
        write(plan, number, to_write(plan, shards, batch))
    return shards
