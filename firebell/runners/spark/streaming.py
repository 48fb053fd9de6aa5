"""The streaming query put together and run, from the driver."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from firebell.common.steps import reached
from firebell.runners.spark import store
from firebell.runners.spark.judging import Judge
from firebell.runners.spark.plan import FLOW_DDL, Plan
from firebell.runners.spark.reading import Read
from firebell.runners.spark.repeats import FirstOnly

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.streaming.query import StreamingQuery

ROCKSDB = "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider"
POSTS = "*.jsonl*"  # names of files of posts
ORDERS = "orders"  # folder beside the checkpoint
FLUSH_FILE = "flush-{}.order"
_DONE = "shard int"


@dataclass(frozen=True, slots=True)
class Place:
    """Where posts come from and where the run keeps its own notes; both as every node sees them."""

    posts: str
    checkpoint: str
    files_per_batch: int | None = None


def start_session(master: str, name: str, more: Mapping[str, str] | None = None) -> SparkSession:
    """A session with what the query needs; `more` are Spark settings that come on top.

    The executors' Python is that of `PYSPARK_PYTHON`, else this one's. A cluster within this
    process is not to be reached from elsewhere.
    """
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if master.startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    settings = {
        "spark.sql.streaming.stateStore.providerClass": ROCKSDB,
        "spark.sql.shuffle.partitions": "8",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "2000",
        "spark.sql.session.timeZone": "UTC",
        # Its default of fifteen seconds ends the run when a busy machine is slow to start Python.
        "spark.python.authenticate.socketTimeout": "120s",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    } | dict(more or {})
    builder = SparkSession.builder.master(master).appName(name)
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def lines_of(session: SparkSession, place: Place) -> DataFrame:
    """Lines of files as a stream of `reading.LINE_COLUMNS`, with the orders among them.

    Any other streaming source will do that has these columns: `file` and `block` name a stretch
    that one task reads in its order, and sort as posts were heard.
    """
    orders = Path(place.checkpoint, ORDERS)
    orders.mkdir(parents=True, exist_ok=True)
    posts = _files(session, place.posts, POSTS, place.files_per_batch)
    return posts.selectExpr(
        "CAST(value AS binary) AS line", *_STRETCH, "false AS `order`"
    ).unionByName(
        _files(session, str(orders), "*.order", None).selectExpr(
            "CAST(value AS binary) AS line", *_STRETCH, "true AS `order`"
        )
    )


_STRETCH = ("_metadata.file_path AS file", "_metadata.file_block_start AS block")


def _files(session: SparkSession, folder: str, names: str, per_batch: int | None) -> DataFrame:
    reader = session.readStream.format("text").option("lineSep", "\n")
    # A file is heard however old it is beside the newest one.
    reader = reader.option("pathGlobFilter", names).option("maxFileAge", "36500d")
    if per_batch:
        reader = reader.option("maxFilesPerTrigger", per_batch)
    return reader.load(folder)


def heard(lines: DataFrame, plan: Plan) -> DataFrame:
    """From LINE_COLUMNS to what is to be written: steps one to three."""
    read = lines.mapInArrow(Read(plan).__call__, FLOW_DDL)
    together = read.repartition("channel", "external_id")
    first = together.mapInArrow(FirstOnly(plan).__call__, FLOW_DDL)
    return first.groupBy("shard").transformWithStateInPandas(
        Judge(plan), outputStructType=FLOW_DDL, outputMode="Append", timeMode="None"
    )


def start(
    session: SparkSession, plan: Plan, place: Place, *, watch: bool = False
) -> StreamingQuery:
    """Hear what is there and end, or with `watch` go on as files come."""

    def write(batch: DataFrame, number: int) -> None:
        writer = Writer(plan, number)
        batch.mapInArrow(writer.__call__, _DONE).write.format("noop").mode("overwrite").save()
        # Written, and Spark does not know it yet: it would run this batch again.
        reached("spark_batch_written")

    stream = heard(lines_of(session, place), plan).writeStream.queryName(plan.name)
    stream = stream.outputMode("append").option("checkpointLocation", place.checkpoint)
    if watch:
        stream = stream.trigger(processingTime="5 seconds")
    else:
        stream = stream.trigger(availableNow=True)
    return stream.foreachBatch(write).start()


def order_flush(place: Place) -> Path:
    """Ask the next batch to judge what is not final at its end; the file that says so."""
    folder = Path(place.checkpoint, ORDERS)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FLUSH_FILE.format(time.time_ns())
    beside = path.with_suffix(".part")
    beside.write_text("flush\n")
    beside.rename(path)
    return path


@dataclass(frozen=True, slots=True)
class Writer:
    """Step four, on the executors: one partition of one batch into the store."""

    plan: Plan
    batch: int

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        rows = [row for batch in batches for row in batch.to_pylist()]
        if rows:
            with store.connect(self.plan.store) as connection:
                store.write(connection, self.plan.name, self.batch, rows)
        yield pa.RecordBatch.from_pydict({"shard": pa.array([], pa.int32())})
