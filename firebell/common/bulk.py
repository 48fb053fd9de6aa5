"""Fast, plain statements for batches: what the ORM does row by row, in one go.

Both stores understand the SQL here; where they differ, the difference stays in this file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection


def insert(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows given in the order of `columns`; any conflict is an error."""
    quoted = ", ".join(connection.ops.quote_name(column) for column in columns)
    places = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({places})", list(rows))


def instant(value: datetime) -> str | datetime:
    """An aware UTC datetime as the store keeps it, the same as the ORM would write it."""
    # Asked for every value: the vendor is looked up once, since it never changes.
    return value.replace(tzinfo=None).isoformat(" ") if _is_sqlite() else value


@cache
def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def reserve_ids(table: str, number: int) -> range:
    """`number` fresh ids of `table`, in order; call it inside the transaction that uses them."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # The transaction holds the one write lock, so nobody else can take these.
            cursor.execute(
                f"SELECT MAX(COALESCE((SELECT MAX(id) FROM {table}), 0),"
                " COALESCE((SELECT seq FROM sqlite_sequence WHERE name = %s), 0))",
                [table],
            )
            first = cursor.fetchone()[0] + 1
            return range(first, first + number)
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'),"
            f" nextval(pg_get_serial_sequence('{table}', 'id')) + %s - 1)",
            [number],
        )
        last = cursor.fetchone()[0]
        return range(last - number + 1, last + 1)


def one_of(column: str, values: Sequence[Any]) -> tuple[str, list[Any]]:
    """An SQL condition "column is one of these" with one parameter, however many values."""
    if connection.vendor == "sqlite":
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
    values, or add to them."""
    name = connection.ops.quote_name
    columns = [name(column) for column in (*key, *values)]
    known = f"{name(table)}.{{0}} + " if add else ""
    changes = ", ".join(f"{name(v)} = {known.format(name(v))}excluded.{name(v)}" for v in values)
    places = ", ".join(["%s"] * len(columns))
    sql = (
        f"INSERT INTO {name(table)} ({', '.join(columns)}) VALUES ({places})"
        f" ON CONFLICT ({', '.join(columns[: len(key)])}) DO UPDATE SET {changes}"
    )
    with connection.cursor() as cursor:
        cursor.executemany(sql, list(rows))
