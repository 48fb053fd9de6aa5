"""Step two, on the executors: of rows with one id, the first one heard stands.

Rows of one id have been brought together here. What an earlier batch stored is asked of the store,
by place: so a batch that is run again finds its own rows there and does not take them for repeats.
Whoever passes a post on has asked for it here; what is known of it is told to every shard.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import pyarrow as pa

from firebell.core.schema import Direction
from firebell.core.triggers.cascade.roots import Card, Post
from firebell.runners.spark import store
from firebell.runners.spark.plan import FLOW, Kind, Plan, flow

_NAMES = ("kind", "channel", "external_id", "segment", "row", "at", "passes_on")
Row = Mapping[str, Any]
Place = tuple[str, int]  # segment, row


@dataclass(frozen=True, slots=True)
class FirstOnly:
    """What `mapInArrow` runs: FLOW in and out, with repeats marked and their payload dropped, and
    cards instead of questions."""

    plan: Plan

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        table = pa.Table.from_batches(batches, FLOW).combine_chunks()
        rows = table.select(list(_NAMES)).to_pylist()
        firsts, cards = self._known(rows, table["payload"])
        good = [_stands(row, firsts) for row in rows]
        yield from table.filter(pa.array(good, pa.bool_())).to_batches()
        yield flow(
            [
                self._repeat(row["segment"], row["row"])
                for row, stands in zip(rows, good, strict=True)
                if row["kind"] == Kind.POST and not stands
            ]
        )
        told = [tell(post, card) for post, card in cards.items()]
        yield flow([row | {"shard": shard} for row in told for shard in range(self.plan.shards)])

    def _known(
        self, rows: Sequence[Row], payloads: pa.ChunkedArray[Any]
    ) -> tuple[dict[Post, Place], dict[Post, Card]]:
        """The place of the first row of each id, in this batch or any before; and what is known of
        the posts that somebody asked for."""
        posts = [number for number, row in enumerate(rows) if row["kind"] == Kind.POST]
        asked = {_post(row) for row in rows if row["kind"] == Kind.ASK}
        firsts: dict[Post, Place] = {}
        for number in posts:
            post, place = _post(rows[number]), _place(rows[number])
            firsts[post] = min(firsts.get(post, place), place)
        if not firsts and not asked:
            return {}, {}
        with store.connect(self.plan.store) as connection:
            firsts |= store.places_of(connection, self.plan.name, list(firsts))
            cards = {
                _post(rows[number]): _card(rows[number], json.loads(payloads[number].as_py()))
                for number in posts
                if _post(rows[number]) in asked and _stands(rows[number], firsts)
            }
            before = store.cards_of(connection, self.plan.name, sorted(asked - cards.keys()))
        return firsts, before | cards

    def _repeat(self, segment: str, row: int) -> dict[str, Any]:
        shard = self.plan.shard_of(None, f"{segment}{row}")
        return {"shard": shard, "kind": Kind.REPEAT, "segment": segment, "row": row}


def _stands(row: Row, firsts: Mapping[Post, Place]) -> bool:
    if row["kind"] in (Kind.POST, Kind.WORD):
        return firsts[_post(row)] == _place(row)
    return bool(row["kind"] != Kind.ASK)


def _post(row: Row) -> Post:
    return row["channel"], row["external_id"]


def _place(row: Row) -> Place:
    return row["segment"], row["row"]


def _card(row: Row, said: Mapping[str, Any]) -> Card:
    return Card(
        interaction=said["id"],
        at=row["at"],
        followers=said["followers"],
        outbound=said["direction"] == Direction.OUTBOUND,
        passes_on=row["passes_on"] or "",
        place=_place(row),
    )


def tell(post: Post, card: Card) -> dict[str, Any]:
    """A card as a row of FLOW."""
    return {
        "kind": Kind.CARD,
        "channel": post[0],
        "external_id": post[1],
        "payload": json.dumps(asdict(card)).encode(),
    }


def cards_in(rows: Iterable[Row]) -> dict[Post, Card]:
    """From such rows."""
    found = {}
    for row in rows:
        card = Card(**json.loads(row["payload"]))
        found[_post(row)] = replace(card, place=tuple(card.place) if card.place else None)
    return found
