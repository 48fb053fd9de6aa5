"""Step four and what the others ask: PostgreSQL, from wherever an executor is, without Django.

Tables of their own, in the schema `firebell_spark`, each row under the name of its run. A shard of
a batch is written in one transaction with its row in `tally`; a shard that has such a row was
written before and is left alone, so a batch that Spark runs again changes nothing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from firebell.core.schema import INTERACTION, READING, Direction, InteractionKind
from firebell.core.triggers import counting
from firebell.core.triggers.cascade.roots import Card, Post
from firebell.core.understanding.care.details import COLUMNS as DETAILS
from firebell.runners.catalogue import for_counting
from firebell.runners.spark.plan import Kind

SCHEMA = "firebell_spark"
Connection = psycopg.Connection[tuple[Any, ...]]
Row = Mapping[str, Any]

_TYPES = {
    "string": "text",
    "int32": "integer",
    "int64": "bigint",
    "float": "double precision",
    "bool": "boolean",
}
_SAID = [*INTERACTION, *(field for field in READING if field.name not in DETAILS)]
_POST_COLUMNS = {
    field.name: {"at": "timestamptz", "toxic_spans": "jsonb"}.get(field.name)
    or _TYPES[str(field.type)]
    for field in _SAID
} | {
    "details": "text",
    "queries": "bigint[]",
    "brands": "bigint[]",
    "topics": "text[]",
    "counts": "boolean",
    "id": "bigint",  # a number that other tables know it by
    # Of a repost: what it was found to pass on when it was heard, and over how many hops.
    "root": "text",
    "hops": "integer",
}
_PLACE = {"run": "text", "segment": "text", "row": "bigint", "late": "boolean"}
POST = _PLACE | _POST_COLUMNS
COUNT_KEY = ("brand", "dimension", "key", "minute")
COUNT_VALUES = ("total", "negative", "needs_answer", "negativity")
ALERT_INSTANTS = ("at", "onset", "peak_at", "last_at", "ended_at")
ALERT_PLAIN = (
    "kind", "channel", "topic", "language", "observed", "expected", "window", "severity", "mark",
)  # fmt: skip
MEME_KEY = ("brand", "day", "mark")
MEME_VALUES = {
    "kind": "text",
    "label": "text",
    "first": "bigint",  # id of a post
    "first_at": "timestamptz",
    "at": "timestamptz",
    "last_at": "timestamptz",
    "posts": "integer",
    "people": "integer",
    "expected": "double precision",
    "posts_day": "integer",
    "return_weeks": "double precision",
    "evidence": "jsonb",
}
CASCADE_KEY = ("brand", "post")
CASCADE_VALUES = {
    "began": "timestamptz",
    "seen": "integer",
    "told": "integer",
    "final": "bigint",
    "lower": "bigint",
    "upper": "bigint",
    "loudness": "double precision",
    "updated_at": "timestamptz",
}
_INSTANTS = {"first_at", "at", "last_at", "began", "updated_at"}
TALLIES = ("posts", "late", "repeats", "refused", "alerts")


# What a run writes, beside its own row.
WRITTEN = ("tally", "refused", "cascade", "meme", "alert", "minute_count", "post")


def connect(address: str) -> Connection:
    return psycopg.connect(address, application_name="firebell spark")


def prepare(connection: Connection) -> None:
    """Make the tables where they are not there yet."""
    posts = ", ".join(f'"{name}" {kind}' for name, kind in POST.items())
    instants = ", ".join(f"{name} timestamptz" for name in ALERT_INSTANTS)
    tallies = ", ".join(f"{name} integer NOT NULL" for name in TALLIES)
    memes, cascades = (
        ", ".join(f"{name} {kind}" for name, kind in values.items())
        for values in (MEME_VALUES, CASCADE_VALUES)
    )
    tables = [
        "run (name text PRIMARY KEY, fingerprint text NOT NULL, began_at timestamptz NOT NULL)",
        f"post ({posts}, PRIMARY KEY (run, channel, external_id))",
        "minute_count (run text, brand bigint, dimension text, key text, minute timestamptz,"
        " total integer, negative integer, needs_answer integer, negativity integer,"
        " PRIMARY KEY (run, brand, dimension, key, minute))",
        f"alert (run text, brand bigint, {instants}, kind text, channel text, topic text,"
        ' language text, observed double precision, expected double precision, "window" integer,'
        " severity integer, mark text, post bigint, PRIMARY KEY (run, brand, at))",
        f"meme (run text, brand bigint, day date, mark text, {memes},"
        " PRIMARY KEY (run, brand, day, mark))",
        f"cascade (run text, brand bigint, post bigint, {cascades},"
        " PRIMARY KEY (run, brand, post))",
        "refused (run text, segment text, row bigint, reason text, raw text, size bigint,"
        " PRIMARY KEY (run, segment, row))",
        f"tally (run text, batch bigint, shard integer, {tallies}, PRIMARY KEY (run, batch,"
        " shard))",
    ]
    with connection.transaction():
        # Two runs may begin at once; PostgreSQL's IF NOT EXISTS alone does not stand that.
        connection.execute("SELECT pg_advisory_xact_lock(hashtext('firebell_spark'))")
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        for table in tables:
            connection.execute(f"CREATE TABLE IF NOT EXISTS {SCHEMA}.{table}")
        # Tables of an earlier version lack what posts and alerts have learnt to say since.
        for table, columns in {"post": POST, "alert": {"mark": "text", "post": "bigint"}}.items():
            added = ", ".join(
                f'ADD COLUMN IF NOT EXISTS "{name}" {kind}' for name, kind in columns.items()
            )
            connection.execute(f"ALTER TABLE {SCHEMA}.{table} {added}")


def begin(connection: Connection, run: str, fingerprint: str) -> str:
    """Enter a run, unless it is known; its fingerprint as it began."""
    with connection.transaction():
        connection.execute(
            f"INSERT INTO {SCHEMA}.run VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            [run, fingerprint, datetime.now(UTC)],
        )
        found = connection.execute(
            f"SELECT fingerprint FROM {SCHEMA}.run WHERE name = %s", [run]
        ).fetchone()
    assert found is not None
    return str(found[0])


def has_written(connection: Connection, run: str) -> bool:
    sql = f"SELECT EXISTS (SELECT FROM {SCHEMA}.tally WHERE run = %s)"
    found = connection.execute(sql, [run]).fetchone()
    return bool(found and found[0])


def forget(connection: Connection, run: str) -> None:
    """Everything that a run wrote."""
    with connection.transaction():
        for table in WRITTEN:
            connection.execute(f"DELETE FROM {SCHEMA}.{table} WHERE run = %s", [run])
        connection.execute(f"DELETE FROM {SCHEMA}.run WHERE name = %s", [run])


def places_of(
    connection: Connection, run: str, ids: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], tuple[str, int]]:
    """(channel, external id) -> segment and row, of those that are stored."""
    rows = connection.execute(
        f"SELECT channel, external_id, segment, row FROM {SCHEMA}.post"
        " JOIN unnest(%s::text[], %s::text[]) AS asked (c, e) ON channel = c AND external_id = e"
        " WHERE run = %s",
        [[channel for channel, _ in ids], [external_id for _, external_id in ids], run],
    )
    return {(channel, external_id): (segment, row) for channel, external_id, segment, row in rows}


def cards_of(connection: Connection, run: str, posts: Sequence[Post]) -> dict[Post, Card]:
    """What has to be known of posts that are stored and passed on, and of what they pass on
    themselves; without reposts of which that was not known when they were heard."""
    if not posts:
        return {}
    names = ("id", "at", "followers", "direction", "root", "hops")
    columns = ", ".join(f"{table}.{name}" for table in ("p", "r") for name in names)
    rows = connection.execute(
        f"SELECT p.channel, p.external_id, {columns} FROM {SCHEMA}.post AS p"
        " JOIN unnest(%s::text[], %s::text[]) AS asked (c, e)"
        " ON p.channel = c AND p.external_id = e"
        f" LEFT JOIN {SCHEMA}.post AS r"
        " ON r.run = p.run AND r.channel = p.channel AND r.external_id = p.root"
        " WHERE p.run = %s AND (p.root IS NOT NULL OR p.kind <> %s"
        " OR COALESCE(p.in_reply_to, '') = '')",
        [[channel for channel, _ in posts], [name for _, name in posts]]
        + [run, InteractionKind.REPOST],
    )
    found: dict[Post, Card] = {}
    for channel, external_id, *both in rows:
        own, root = both[: len(names)], both[len(names) :]
        found[channel, external_id] = _card(own)
        if own[4]:
            found[channel, own[4]] = _card(root)
    return found


def _card(row: Sequence[Any]) -> Card:
    number, at, followers, direction, root, hops = row
    outbound = direction == Direction.OUTBOUND
    return Card(number, int(at.timestamp()), followers, outbound, root or "", hops or 1)


def write(connection: Connection, run: str, batch: int, rows: Iterable[Row]) -> int:
    """Write what some shards of a batch came to; how many of them were new.

    One transaction a shard: what several shards count of one minute is then locked in one order.
    """
    by_shard: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        by_shard[row["shard"]].append(row)
    fresh = 0
    for shard, found in sorted(by_shard.items()):
        with connection.transaction():
            if _claim(connection, run, batch, shard):
                _write_shard(connection, run, batch, shard, found)
                fresh += 1
    return fresh


def _claim(connection: Connection, run: str, batch: int, shard: int) -> bool:
    """False if this shard of the batch was written before."""
    none = ", ".join("0" for _ in TALLIES)
    claimed = connection.execute(
        f"INSERT INTO {SCHEMA}.tally VALUES (%s, %s, %s, {none}) ON CONFLICT DO NOTHING",
        [run, batch, shard],
    )
    return claimed.rowcount == 1


def _write_shard(
    connection: Connection, run: str, batch: int, shard: int, rows: Sequence[Row]
) -> None:
    of: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        of[row["kind"]].append(row)
    stored = _store_posts(connection, run, of[Kind.POST])
    _store_counts(connection, run, stored)
    _store_alerts(connection, run, of[Kind.ALERT])
    _store_memes(connection, run, of[Kind.MEME])
    _store_cascades(connection, run, of[Kind.CASCADE])
    _store_refused(connection, run, of[Kind.REFUSED])
    late = sum(bool(post["late"]) for post in stored)
    repeats = len(of[Kind.REPEAT]) + len(of[Kind.POST]) - len(stored)
    connection.execute(
        f"UPDATE {SCHEMA}.tally SET posts = %s, late = %s, repeats = %s, refused = %s, alerts = %s"
        " WHERE run = %s AND batch = %s AND shard = %s",
        [len(stored), late, repeats, len(of[Kind.REFUSED]), len(of[Kind.ALERT])]
        + [run, batch, shard],
    )


def _store_posts(connection: Connection, run: str, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """COPY into a table for the moment, then insert what is not known; what was inserted."""
    if not rows:
        return []
    said = {
        (one["channel"], one["external_id"]): one
        for one in (
            json.loads(row["payload"])
            | {"run": run, "segment": row["segment"], "row": row["row"], "late": row["late"]}
            for row in rows
        )
    }
    columns = ", ".join(f'"{name}"' for name in POST)
    connection.execute(
        f"CREATE TEMP TABLE IF NOT EXISTS staged (LIKE {SCHEMA}.post) ON COMMIT DELETE ROWS"
    )
    connection.execute("TRUNCATE staged")
    with connection.cursor() as cursor, cursor.copy(f"COPY staged ({columns}) FROM STDIN") as copy:
        for one in said.values():
            copy.write_row([_value(name, one[name]) for name in POST])
    inserted = connection.execute(
        f"INSERT INTO {SCHEMA}.post ({columns}) SELECT {columns} FROM staged"
        " ON CONFLICT DO NOTHING RETURNING channel, external_id"
    )
    return [said[channel, external_id] for channel, external_id in inserted]


def _value(name: str, value: Any) -> Any:
    return Jsonb(value) if name == "toxic_spans" else value


def _store_counts(connection: Connection, run: str, posts: Sequence[dict[str, Any]]) -> None:
    counts = counting.count(
        for_counting(
            post | {"at": datetime.fromisoformat(post["at"])},
            tuple(post["brands"]),
            tuple(post["topics"]),
        )
        for post in posts
        if post["counts"]
    )
    changes = ", ".join(f"{name} = c.{name} + excluded.{name}" for name in COUNT_VALUES)
    columns = ", ".join((*COUNT_KEY, *COUNT_VALUES))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {SCHEMA}.minute_count AS c (run, {columns})"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)"
            f" ON CONFLICT (run, {', '.join(COUNT_KEY)}) DO UPDATE SET {changes}",
            [
                (run, *(row[name] for name in (*COUNT_KEY, *COUNT_VALUES)))
                for row in counts.to_pylist()
            ],
        )


def _store_alerts(connection: Connection, run: str, rows: Sequence[Row]) -> None:
    told = [json.loads(row["payload"]) for row in rows]
    names = (*ALERT_INSTANTS, *ALERT_PLAIN, "post")
    quoted = [f'"{name}"' for name in names]
    changes = ", ".join(f"{name} = excluded.{name}" for name in quoted)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {SCHEMA}.alert (run, brand, {', '.join(quoted)})"
            f" VALUES (%s, %s, {', '.join('%s' for _ in names)})"
            f" ON CONFLICT (run, brand, at) DO UPDATE SET {changes}",
            [
                (
                    run,
                    one["brand"],
                    *(_instant(one[name]) for name in ALERT_INSTANTS),
                    *(one[name] for name in ALERT_PLAIN),
                    int(one["post"]) if one["post"] else None,
                )
                for one in told
            ],
        )


def _store_memes(connection: Connection, run: str, rows: Sequence[Row]) -> None:
    """Each mark in its best hour of a day."""
    _upsert(connection, run, "meme", MEME_KEY, MEME_VALUES, rows, "excluded.people > t.people")


def _store_cascades(connection: Connection, run: str, rows: Sequence[Row]) -> None:
    _upsert(connection, run, "cascade", CASCADE_KEY, CASCADE_VALUES, rows, "TRUE")


def _upsert(
    connection: Connection,
    run: str,
    table: str,
    key: Sequence[str],
    values: Iterable[str],
    rows: Sequence[Row],
    where: str,
) -> None:
    names = [*key, *values]
    changes = ", ".join(f"{name} = excluded.{name}" for name in values)
    told = (json.loads(row["payload"]) for row in rows)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {SCHEMA}.{table} AS t (run, {', '.join(names)})"
            f" VALUES (%s, {', '.join('%s' for _ in names)})"
            f" ON CONFLICT (run, {', '.join(key)}) DO UPDATE SET {changes} WHERE {where}",
            [(run, *(_told(name, one[name]) for name in names)) for one in told],
        )


def _told(name: str, value: Any) -> Any:
    if name in _INSTANTS:
        return _instant(value)
    return Jsonb(value) if name == "evidence" else value


def _store_refused(connection: Connection, run: str, rows: Sequence[Row]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {SCHEMA}.refused VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
            [
                (run, row["segment"], row["row"], said["reason"], said["raw"], said["size"])
                for row in rows
                for said in (json.loads(row["payload"]),)
            ],
        )


def _instant(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
