"""Step three, keyed state: what is late, what is counted for judging, what rings."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from dataclasses import asdict
from typing import Any

import numpy as np
import pandas as pd
from pyspark.sql.streaming.stateful_processor import (
    MapState,
    StatefulProcessor,
    StatefulProcessorHandle,
)

from firebell.core.triggers.alerts import Ringing
from firebell.core.triggers.calendar import Calendar
from firebell.core.triggers.cascade.roots import Card, Post, Root, root_of
from firebell.core.triggers.judging import BrandMemory
from firebell.core.triggers.lateness import (
    flush_edge,
    is_late,
    judged_at,
    strides,
)
from firebell.core.triggers.rules.house import HouseRules
from firebell.core.triggers.said import Said
from firebell.core.triggers.series import BUCKET
from firebell.runners.spark.ears import Ears, Word
from firebell.runners.spark.memory import Key, Shard, ShardMemory
from firebell.runners.spark.plan import FLOW, Kind, Plan
from firebell.runners.spark.repeats import cards_in


def judge(
    shard: Shard,
    rows: pd.DataFrame,
    rules: HouseRules | None = None,
    calendar: Calendar | None = None,
) -> Iterator[pd.DataFrame]:
    """All that one shard heard in one batch, in any order: the same rows with `late` said of each
    post, the tides taken out and put in what opened or changed: alerts, what spreads, what goes
    viral. Changes `shard`."""
    yield from _Turn(shard, rules, calendar).judge(rows)


class _Turn:
    """One shard in one batch."""

    def __init__(self, shard: Shard, rules: HouseRules | None, calendar: Calendar | None) -> None:
        self._memory = shard.memory
        self._rules, self._calendar = rules, calendar
        self._ears = Ears(shard, rules)

    def judge(self, rows: pd.DataFrame) -> Iterator[pd.DataFrame]:
        memory = self._memory
        tides = rows[rows["kind"] == Kind.TIDE].sort_values("segment")
        words = rows[rows["kind"].isin([Kind.POST, Kind.WORD])].sort_values(["segment", "row"])
        others = rows[rows["kind"].isin([Kind.REPEAT, Kind.REFUSED])]
        words = words.assign(late=_late(memory, tides, words))
        cards = cards_in(rows[rows["kind"] == Kind.CARD].to_dict("records"))
        self._hear(words[~words["late"].astype(bool) & words["counted"].notna()], cards)
        alerts = self._pass_time(tides)
        if (rows["kind"] == Kind.FLUSH).any() and memory.newest is not None:
            memory.flushed = flush_edge(memory.newest)
            alerts += self._advance(memory.flushed)
        shard = int(rows["shard"].iloc[0])
        told = [("alert", _said_of(brand, ringing)) for brand, ringing in _last_words(alerts)]
        told += self._ears.keep(memory.through)
        if memory.newest is not None:
            self._ears.tidy(memory.newest)
        posts = _with_roots(words[words["kind"] == Kind.POST], cards)
        made = [_row(shard, Kind(kind), said) for kind, said in told]
        yield from (posts[FLOW.names], others, pd.DataFrame(made, columns=FLOW.names))

    def _hear(self, words: pd.DataFrame, cards: Mapping[Post, Card]) -> None:
        by_brand: dict[int, list[Word]] = defaultdict(list)
        names = ("kind", "at", "counted", "payload", "segment", "row", "passes_on")
        for kind, at, counted, payload, *place, named in zip(
            *(words[name] for name in names), strict=True
        ):
            brand, *more = json.loads(counted)
            known = self._memory.brands.setdefault(brand, BrandMemory())
            if kind == Kind.POST:
                parts, negativity = more
                for dimension, key in parts:
                    known.count((dimension, key), int(at) // 60 * 60, 1, negativity)
            said = json.loads(payload)
            root = _root(cards, said["channel"], named, place)
            by_brand[brand].append((_said(said, int(at)), root.card if root else None))
        for brand, heard in by_brand.items():
            self._ears.take_in(brand, heard)

    def _pass_time(self, tides: pd.DataFrame) -> list[tuple[int, Ringing]]:
        """Judge what has become final, in the strides that every engine takes."""
        if not len(tides):
            return []
        memory = self._memory
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
            alerts += self._advance(edge)
        memory.newest, memory.judged = newest, rising[-1]
        return alerts

    def _advance(self, edge: int) -> list[tuple[int, Ringing]]:
        memory, rules = self._memory, self._rules
        if memory.flushed is not None and edge < memory.flushed:
            return []
        alerts = []
        for brand, known in sorted(memory.brands.items()):
            beside = self._ears.sounds(brand, memory.through, edge)
            of_brand = rules.of(brand) if rules else None
            rang = known.advance(edge, self._calendar, of_brand, beside)
            alerts += [(brand, ringing) for ringing in rang]
        memory.through = max(memory.through, edge)
        return alerts


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


def _root(
    cards: Mapping[Post, Card], channel: str, named: Any, place: Iterable[Any]
) -> Root | None:
    """What a repost passes on; None for all others."""
    return root_of(cards, (channel, named), tuple(place)) if isinstance(named, str) else None


def _with_roots(posts: pd.DataFrame, cards: Mapping[Post, Card]) -> pd.DataFrame:
    """The same posts; reposts say what they pass on, for those that will pass them on."""
    payloads = list(posts["payload"])
    names = ("channel", "passes_on", "segment", "row")
    columns = zip(*(posts[name] for name in names), strict=True)
    for number, (channel, named, *place) in enumerate(columns):
        if root := _root(cards, channel, named, place):
            said = json.loads(payloads[number])
            said |= {"root": root.post[1], "hops": root.hops}
            payloads[number] = json.dumps(said).encode()
    return posts.assign(payload=payloads)


def _said(payload: Mapping[str, Any], at: int) -> Said:
    """From what step one says of a post."""
    return Said(
        interaction=payload["id"],
        brands=tuple(payload["brands"]),
        topics=tuple(payload["topics"]),
        channel=payload["channel"],
        external_id=payload["external_id"],
        kind=payload["kind"],
        author=payload["author"],
        followers=payload["followers"],
        in_reply_to=payload["in_reply_to"] or "",
        at=at,
        text=payload["text"],
        language=payload["language"],
        negative=payload["negative"],
        reposts=payload["reposts"],
        fingerprint=payload["fingerprint"],
        pictures=payload["pictures"] or "",
    )


def _last_words(alerts: Iterable[tuple[int, Ringing]]) -> list[tuple[int, Ringing]]:
    """Each alert as it stands at the end."""
    return list({(brand, ringing.at): (brand, ringing) for brand, ringing in alerts}.values())


def _said_of(brand: int, ringing: Ringing) -> dict[str, Any]:
    said = asdict(ringing) | {"brand": brand}
    del said["id"], said["changed"]
    return said


def _row(shard: int, kind: Kind, said: Mapping[str, Any]) -> dict[str, Any]:
    nothing = dict.fromkeys(FLOW.names)
    return nothing | {"shard": shard, "kind": str(kind), "payload": json.dumps(said).encode()}


class Kept(MutableMapping[Key, bytes]):
    """A map in Spark's state store as one of Python's."""

    def __init__(self, state: MapState) -> None:
        self._state = state

    def __getitem__(self, key: Key) -> bytes:
        found = self._state.getValue(key)
        if found is None:
            raise KeyError(key)
        return bytes(found[0])

    def __setitem__(self, key: Key, value: bytes) -> None:
        self._state.updateValue(key, (value,))

    def __delitem__(self, key: Key) -> None:
        self._state.removeKey(key)

    def __iter__(self) -> Iterator[Key]:
        return map(tuple, self._state.keys())

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Judge(StatefulProcessor):
    """Holds what each shard remembers in Spark's state store."""

    def __init__(self, plan: Plan) -> None:
        self._rules, self._calendar = plan.rules, plan.calendar

    def init(self, handle: StatefulProcessorHandle) -> None:
        self._memory = handle.getValueState("memory", "memory binary")
        self._marks = handle.getMapState("marks", "brand bigint", "state binary")
        self._cascades = handle.getMapState("cascades", "brand bigint, post bigint", "state binary")

    def handleInputRows(  # noqa: N802 - Spark's name
        self,
        key: Any,
        rows: Iterator[pd.DataFrame],
        timerValues: Any,  # noqa: N803
    ) -> Iterator[pd.DataFrame]:
        known = self._memory.get() if self._memory.exists() else None
        memory = ShardMemory.load(bytes(known[0])) if known else ShardMemory()
        shard = Shard(memory, Kept(self._marks), Kept(self._cascades))
        heard = pd.concat(list(rows), ignore_index=True)
        yield from judge(shard, heard, self._rules, self._calendar)
        self._memory.update((memory.dump(),))

    def close(self) -> None:
        pass
