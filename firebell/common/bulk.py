"""Fast, plain statements for batches: what the ORM does row by row, in one go.

Both stores understand the SQL here; where they differ, the difference stays in this file.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from itertools import chain, islice
from typing import Any

from django.db import connection

ROWS_AT_ONCE = 250  # of a statement of SQLite
STAGING = "staging_"  # what the name of a temporary table begins with


def insert(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows given in the order of `columns`; any conflict is an error."""
    if not _is_sqlite():
        _copy(table, columns, rows)
        return
    waiting = iter(rows)
    into = f"INSERT INTO {table} ({_names(columns)}) VALUES "
    place = f"({', '.join(['?'] * len(columns))})"
    with connection.cursor() as cursor, connection.wrap_database_errors:
        most = _rows_at_once(len(columns))
        while some := list(islice(waiting, most)):
            statement = into + ", ".join([place] * len(some))
            # Past Django's own execute, which would look through thousands of places for each.
            sqlite3.Cursor.execute(cursor.cursor, statement, list(chain.from_iterable(some)))


def _rows_at_once(columns: int) -> int:
    """How many rows one statement of SQLite takes. Many: where a table's trigger may refuse a row,
    each statement first copies what it is about to change, and a row alone costs three times as
    much as one of many."""
    most = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
    return max(1, min(ROWS_AT_ONCE, most // columns))


def insert_new(
    table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], *, once: Sequence[str]
) -> set[int]:
    """Insert rows whose key `once` is not there yet, and leave the others out: the ids of those
    that were inserted. The unique constraint over `once` decides, also between two processes.

    `columns` begins with `id`; no two of the rows may have the same key.
    """
    if not rows:
        return set()
    if _is_sqlite():
        # The transaction holds the one write lock, so the caller's own look was the last word.
        insert(table, columns, rows)
        return {row[0] for row in rows}
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({_names(columns)}) {_staged(cursor, table, columns, rows)} "
            f"ORDER BY {_names(once)} ON CONFLICT ({_names(once)}) DO NOTHING RETURNING id"
        )
        inserted = {id_ for (id_,) in cursor.fetchall()}
        cursor.execute(f"DELETE FROM {STAGING}{table}")
        return inserted


def _staged(cursor: Any, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Copy rows into a table of this connection's own; the SELECT that gives them back."""
    cursor.execute(
        f"CREATE TEMPORARY TABLE IF NOT EXISTS {STAGING}{table} ON COMMIT DELETE ROWS "
        f"AS SELECT * FROM {table} WITH NO DATA"
    )
    _copy(f"{STAGING}{table}", columns, rows)
    return f"SELECT {_names(columns)} FROM {STAGING}{table}"


def _copy(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    waiting = iter(rows)
    first = next(waiting, None)
    if first is None:
        return
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({_names(columns)}) FROM STDIN") as copy,
    ):
        copy.write_row(first)
        for row in waiting:
            copy.write_row(row)


def instant(value: datetime) -> str | datetime:
    """An aware UTC datetime as the store keeps it, the same as the ORM would write it."""
    return _written(value) if _is_sqlite() else value


@lru_cache(maxsize=10_000)
def _written(value: datetime) -> str:
    # A batch writes the instant of each post into half a dozen rows.
    return value.isoformat(" ")[:-6]


def seconds_of(column: str) -> str:
    """An SQL expression: a column of instants as whole seconds since 1970."""
    if _is_sqlite():
        return f"CAST(strftime('%%s', {column}) AS INTEGER)"
    return f"EXTRACT(EPOCH FROM {column})::bigint"


def read_instant(value: datetime | str) -> datetime:
    """What a plain statement reads from a column of instants, as an aware UTC datetime."""
    read = datetime.fromisoformat(value) if isinstance(value, str) else value
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read


@cache
def _is_sqlite() -> bool:
    # Asked for every value: the vendor is looked up once, since it never changes.
    return connection.vendor == "sqlite"


def reserve_ids(table: str, number: int) -> Sequence[int]:
    """`number` fresh ids of `table`, rising; call it inside the transaction that uses them."""
    with connection.cursor() as cursor:
        if _is_sqlite():
            # The transaction holds the one write lock, so nobody else can take these.
            cursor.execute(
                f"SELECT MAX(COALESCE((SELECT MAX(id) FROM {table}), 0),"
                " COALESCE((SELECT seq FROM sqlite_sequence WHERE name = %s), 0))",
                [table],
            )
            first = cursor.fetchone()[0] + 1
            return range(first, first + number)
        # One by one from the sequence, which never gives a number twice: another worker may be
        # taking numbers at the same time, so that there can be gaps between ours.
        cursor.execute(
            f"SELECT nextval(pg_get_serial_sequence('{table}', 'id')) FROM generate_series(1, %s)",
            [number],
        )
        return sorted(id_ for (id_,) in cursor.fetchall())


def one_of(column: str, values: Sequence[Any]) -> tuple[str, list[Any]]:
    """An SQL condition "column is one of these" with one parameter, however many values."""
    if _is_sqlite():
        return f"{column} IN (SELECT value FROM json_each(%s))", [json.dumps(list(values))]
    return f"{column} = ANY(%s)", [list(values)]


def upsert(
    table: str,
    key: Sequence[str],
    values: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    add: bool = False,
) -> None:
    """Insert rows given in the order of `key` and `values`; where the key is known, replace the
    values, or add to them. A key that comes twice counts as if it came one after the other."""
    rows = list(rows)
    if not rows:
        return
    name = connection.ops.quote_name
    columns = (*key, *values)
    known = f"{name(table)}.{{0}} + " if add else ""
    changes = ", ".join(f"{name(v)} = {known.format(name(v))}excluded.{name(v)}" for v in values)
    changed = f"ON CONFLICT ({_names(key)}) DO UPDATE SET {changes}"
    into = f"INSERT INTO {name(table)} ({_names(columns)})"
    with connection.cursor() as cursor:
        if _is_sqlite():
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"{into} VALUES ({places}) {changed}", rows)
            return
        folded = _once_each(rows, len(key), add)
        # In one order everywhere, so that two writers never wait for each other.
        found = _staged(cursor, table, columns, folded)
        cursor.execute(f"{into} {found} ORDER BY {_names(key)} {changed}")
        cursor.execute(f"DELETE FROM {STAGING}{table}")


def _once_each(rows: Iterable[Sequence[Any]], width: int, add: bool) -> Iterable[tuple[Any, ...]]:
    """PostgreSQL refuses a statement that would change the same row twice."""
    folded: dict[tuple[Any, ...], tuple[Any, ...]] = {}
    for row in rows:
        key, values = tuple(row[:width]), tuple(row[width:])
        if add and key in folded:
            values = tuple(a + b for a, b in zip(folded[key], values, strict=True))
        folded[key] = values
    return ((*key, *values) for key, values in folded.items())


def update(table: str, key: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Set `columns` of the rows with these keys; each row holds the values, then the key."""
    if not rows:
        return
    with connection.cursor() as cursor:
        if _is_sqlite():
            places = ", ".join(f"{column} = %s" for column in columns)
            cursor.executemany(f"UPDATE {table} SET {places} WHERE {key} = %s", rows)
            return
        found = _staged(cursor, table, (*columns, key), rows)
        changes = ", ".join(f"{column} = new.{column}" for column in columns)
        cursor.execute(
            f"UPDATE {table} SET {changes} FROM ({found}) new WHERE {table}.{key} = new.{key}"
        )
        cursor.execute(f"DELETE FROM {STAGING}{table}")


def _names(columns: Sequence[str]) -> str:
    return ", ".join(connection.ops.quote_name(column) for column in columns)
