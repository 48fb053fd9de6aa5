"""Step three, keyed state: what is late, what is counted for judging, what rings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd
from pyspark.sql.streaming.stateful_processor import StatefulProcessor, StatefulProcessorHandle

from firebell.core.triggers.alerts import Ringing
from firebell.core.triggers.calendar import Calendar
from firebell.core.triggers.judging import BrandMemory
from firebell.core.triggers.lateness import (
    flush_edge,
    is_late,
    judged_at,
    strides,
)
from firebell.core.triggers.series import BUCKET
from firebell.runners.spark.memory import ShardMemory
from firebell.runners.spark.plan import FLOW, Kind


def judge(
    memory: ShardMemory, rows: pd.DataFrame, calendar: Calendar | None = None
) -> Iterator[pd.DataFrame]:
    """All that one shard heard in one batch, in any order: the same rows with `late` said of each
    post, the tides taken out and the alerts that opened or changed put in. Changes `memory`."""
    tides = rows[rows["kind"] == Kind.TIDE].sort_values("segment")
    posts = rows[rows["kind"] == Kind.POST].sort_values(["segment", "row"])
    others = rows[rows["kind"].isin([Kind.REPEAT, Kind.REFUSED])]
    posts = posts.assign(late=_late(memory, tides, posts))
    _count(memory, posts[~posts["late"].astype(bool) & posts["counted"].notna()])
    alerts = _pass_time(memory, tides, calendar)
    if (rows["kind"] == Kind.FLUSH).any() and memory.newest is not None:
        memory.flushed = flush_edge(memory.newest)
        alerts += _advance(memory, memory.flushed, calendar)
    shard = int(rows["shard"].iloc[0])
    told = [_told(shard, brand, ringing) for brand, ringing in _last_words(alerts)]
    yield from (posts[FLOW.names], others, pd.DataFrame(told, columns=FLOW.names))


def _late(memory: ShardMemory, tides: pd.DataFrame, posts: pd.DataFrame) -> Any:
    """What a row's own segment heard up to it, or any segment before: its newest event time."""
    newest = tides["newest"].astype("int64").cummax().shift(1).set_axis(tides["segment"])
    before = newest.reindex(posts["segment"]).to_numpy(dtype="float64", na_value=-np.inf)
    reached = posts["newest"].to_numpy(dtype="int64")
    known = np.where(np.isfinite(before), before, reached).astype("int64")
    reached = np.maximum(reached, known)
    if memory.newest is not None:
        reached = np.maximum(reached, memory.newest)
    at = posts["at"].to_numpy(dtype="int64")
    late = is_late(at, reached)
    if memory.flushed is not None:
        late |= at // BUCKET * BUCKET < memory.flushed
    return late


def _count(memory: ShardMemory, posts: pd.DataFrame) -> None:
    for at, counted in zip(posts["at"], posts["counted"], strict=True):
        brand, parts, negativity = json.loads(counted)
        known = memory.brands.setdefault(brand, BrandMemory())
        for dimension, key in parts:
            known.count((dimension, key), int(at) // 60 * 60, 1, negativity)


def _pass_time(
    memory: ShardMemory, tides: pd.DataFrame, calendar: Calendar | None
) -> list[tuple[int, Ringing]]:
    """Judge what has become final, in the strides that every engine takes."""
    if not len(tides):
        return []
    reached: set[int] = set()
    newest = memory.newest
    for top, edges in zip(tides["newest"], tides["counted"], strict=True):
        least = judged_at(newest) if newest is not None else None
        reached |= {edge if least is None else max(edge, least) for edge in json.loads(edges)}
        newest = int(top) if newest is None else max(newest, int(top))
    assert newest is not None
    rising = sorted(reached)
    alerts = []
    for edge in strides(rising, memory.judged if memory.judged is not None else rising[0]):
        alerts += _advance(memory, edge, calendar)
    memory.newest, memory.judged = newest, rising[-1]
    return alerts


def _advance(
    memory: ShardMemory, edge: int, calendar: Calendar | None
) -> list[tuple[int, Ringing]]:
    if memory.flushed is not None and edge < memory.flushed:
        return []
    return [
        (brand, ringing)
        for brand, known in sorted(memory.brands.items())
        for ringing in known.advance(edge, calendar)
    ]


def _last_words(alerts: Iterable[tuple[int, Ringing]]) -> list[tuple[int, Ringing]]:
    """Each alert as it stands at the end."""
    return list({(brand, ringing.at): (brand, ringing) for brand, ringing in alerts}.values())


def _told(shard: int, brand: int, ringing: Ringing) -> dict[str, Any]:
    said = asdict(ringing) | {"brand": brand}
    del said["id"], said["changed"]
    nothing = dict.fromkeys(FLOW.names)
    return nothing | {"shard": shard, "kind": str(Kind.ALERT), "payload": json.dumps(said).encode()}


class Judge(StatefulProcessor):
    """Holds each shard's memory in Spark's state store, one value a shard."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar

    def init(self, handle: StatefulProcessorHandle) -> None:
        self._memory = handle.getValueState("memory", "memory binary")

    def handleInputRows(  # noqa: N802 - Spark's name
        self,
        key: Any,
        rows: Iterator[pd.DataFrame],
        timerValues: Any,  # noqa: N803
    ) -> Iterator[pd.DataFrame]:
        known = self._memory.get() if self._memory.exists() else None
        memory = ShardMemory.load(bytes(known[0])) if known else ShardMemory()
        yield from judge(memory, pd.concat(list(rows), ignore_index=True), self._calendar)
        self._memory.update((memory.dump(),))

    def close(self) -> None:
        pass
