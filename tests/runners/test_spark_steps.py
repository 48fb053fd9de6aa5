"""What runs on executors: without Django, and the same however it is cut."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from functools import cache
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.runners import edges

pytest.importorskip("pandas", reason="needs pandas: pip install 'firebell[spark]'")
pytest.importorskip("pyspark", reason="needs pyspark: pip install 'firebell[spark]'")

import pandas as pd

from firebell.core.triggers.calendar import Calendar
from firebell.core.triggers.judging import BrandMemory
from firebell.core.triggers.lateness import pass_by
from firebell.runners.spark.judging import judge
from firebell.runners.spark.memory import Shard, ShardMemory
from firebell.runners.spark.plan import FLOW, Kind
from firebell.runners.spark.reading import _Segment, segment_name

BARE = """
import sys
class Block:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "django":
            raise ImportError(name)
sys.meta_path.insert(0, Block())
import firebell.channels.files.lines
from firebell.runners.spark import judging, reading, repeats, store, streaming
"""
Row = dict[str, Any]
SAID: Row = dict.fromkeys(("followers", "in_reply_to", "reposts", "fingerprint", "pictures")) | {
    "topics": [],
    "channel": "x",
    "external_id": "any",
    "kind": "post",
    "author": "ann",
    "text": "hello",
    "language": "en",
    "negative": 1.0,
}


def test_executors_need_no_django():
    subprocess.run([sys.executable, "-c", BARE], check=True, timeout=120)


def flow_of(heard: list[tuple[int, int]], segment: str, first: int) -> list[Row]:
    """Posts of one segment as step two hands them on: (brand, seconds), in the order heard."""
    passing = _Segment(segment)
    newest = passing.pass_time([at for _, at in heard])
    nothing: Row = dict.fromkeys(FLOW.names)
    rows = [
        nothing
        | {
            "shard": 0,
            "kind": str(Kind.POST),
            "segment": segment,
            "row": first + row,
            "at": at,
            "newest": top,
            "counted": json.dumps([brand, [["brand", ""]], 1_000]),
            "payload": json.dumps(SAID | {"id": first + row, "brands": [brand]}).encode(),
        }
        for row, ((brand, at), top) in enumerate(zip(heard, newest, strict=True))
    ]
    if heard:
        tide = {"shard": 0, "kind": str(Kind.TIDE), "segment": segment}
        rows.append(
            nothing | tide | {"newest": passing.newest, "counted": json.dumps(passing.edges)}
        )
    return rows


def flush() -> list[Row]:
    nothing: Row = dict.fromkeys(FLOW.names)
    return [nothing | {"shard": 0, "kind": str(Kind.FLUSH), "segment": "~"}]


@cache
def whole() -> tuple[list[bool], list[Row]]:
    """What `story(3)` comes to in one batch."""
    _, late, alerts = told(ShardMemory(), flow_of(story(3), "a", 0) + flush())
    return late, alerts


def told(
    memory: ShardMemory, rows: list[Row], calendar: Calendar | None = None
) -> tuple[ShardMemory, list[bool], list[Row]]:
    """What a batch came to, with the memory sent through bytes as Spark does: `late` by place,
    and the alerts."""
    heard = pd.DataFrame(rows, columns=FLOW.names)
    tables = judge(Shard(memory), heard, calendar=calendar)
    found = [row for table in tables for row in table.to_dict("records")]
    posts = [row for row in found if row["kind"] == Kind.POST]
    posts.sort(key=lambda row: (row["segment"], row["row"]))
    alerts = [json.loads(row["payload"]) for row in found if row["kind"] == Kind.ALERT]
    return ShardMemory.load(memory.dump()), [bool(row["late"]) for row in posts], alerts


def story(seed: int) -> list[tuple[int, int]]:
    """Acme is one brand, everybody else another."""
    rows = edges.stream(seed)
    return [
        (1 if row["text"].startswith("Acme") else 2, int(row["at"].timestamp())) for row in rows
    ]


@settings(max_examples=4)
@example(list(range(1, 1_800, 7)), set(), 1)
@example(list(range(1, 1_850)), set(range(0, 1_850, 15)), 2)
@given(st.lists(st.integers(1, 1_800), max_size=6), st.sets(st.integers(0, 6)), st.integers(0, 9))
def test_segments_and_batches_do_not_matter(cuts, ends, seed):
    """However files are cut into stretches and stretches put into batches, rows in any order."""
    heard = story(3)
    passage = pass_by([at for _, at in heard], None)
    assert passage is not None
    late, alerts = whole()
    assert late == passage.late.tolist()
    assert {alert["brand"] for alert in alerts} == {1}

    memory, flags, last, rows = ShardMemory(), [], {}, []
    bounds = [0, *sorted({cut for cut in cuts if cut < len(heard)}), len(heard)]
    for number, (start, end) in enumerate(pairwise(bounds)):
        rows += flow_of(heard[start:end], segment_name("file", number), 0)
        if number in ends or end == len(heard):
            rows += flush() if end == len(heard) else []
            Random(seed).shuffle(rows)
            memory, more, changed = told(memory, rows)
            flags += more
            last |= {(one["brand"], one["at"]): one for one in changed}
            rows = []
    assert flags == late
    assert list(last.values()) == alerts


def test_a_batch_of_months_judges_as_many_small_ones_do():
    """A silence of weeks in one series is filled, if others spoke meanwhile."""
    day = 86_400
    begin = int(edges.START.timestamp())
    often = [(1, begin + 3_600 * n) for n in range(19 * 24)]
    seldom = [(2, begin + 600 * n) for n in range(200)] + [(2, begin + 17 * day)]
    heard = sorted([*often, *seldom], key=lambda one: one[1])
    one_batch, _, _ = told(ShardMemory(), flow_of(heard, "a", 0))
    many = ShardMemory()
    for number, start in enumerate(range(0, len(heard), 150)):
        many, _, _ = told(many, flow_of(heard[start : start + 150], segment_name("a", number), 0))
    assert one_batch.dump() == many.dump()


def test_a_holiday_is_judged_by_the_hours_of_a_sunday():
    heard = [(1, int(edges.START.timestamp()) + 900 * n) for n in range(4 * 96)]
    free = {(edges.START + timedelta(days=day)).date() for day in range(5)}
    states = []
    for calendar in (None, Calendar(), Calendar("UTC", free), Calendar("Asia/Tokyo")):
        memory, _, _ = told(ShardMemory(), flow_of(heard, "a", 0) + flush(), calendar)
        states.append(memory.dump())
    assert states[0] == states[1]
    assert len(set(states)) == 3


def test_after_a_flush_what_was_judged_is_late():
    begin = int(edges.START.timestamp())
    memory, late, _ = told(ShardMemory(), flow_of([(1, begin + 10)], "a", 0) + flush())
    assert late == [False]
    _, late, _ = told(memory, flow_of([(1, begin + 20), (1, begin + 300)], "b", 0))
    assert late == [True, False]


def test_memory_of_another_version_is_refused():
    dumped = ShardMemory(newest=1, brands={7: BrandMemory()}).dump()
    assert ShardMemory.load(dumped).newest == 1
    with pytest.raises(ValueError, match="start with a fresh one"):
        ShardMemory.load(b"[0" + dumped[2:])


def test_the_stream_has_every_kind_of_edge():
    rows = edges.stream()
    passage = pass_by([int(row["at"].timestamp()) for row in rows], None)
    assert passage is not None
    assert 0 < passage.late.sum() < len(rows) / 4
    ids = [row["external_id"] for row in rows]
    assert len(ids) - len(set(ids)) > 100
    first = {row["external_id"]: row["at"] for row in reversed(rows)}
    moved = [row for row in rows if row["at"] != first[row["external_id"]]]
    assert max(row["at"] - first[row["external_id"]] for row in moved) > timedelta(days=1)
