"""Large tables that only grow lie in a part for each month, on PostgreSQL.

What is asked for by time then reads the months that it is about, and an old month can be archived
by detaching it. A default part takes what no month was made for: the long past of a replay, mostly.
See docs/decisions/0011-tables-in-months.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

AHEAD = 2  # months made before they begin
MOST_AT_ONCE = 120  # months made for rows that are there when a table is divided


@dataclass(frozen=True, slots=True)
class Divided:
    """A table in months, by one of its columns."""

    table: str
    column: str


TABLES = (
    Divided("listening_mention", "at"),
    Divided("triggers_minutecount", "minute"),
    Divided("common_ledgerfact", "recorded_at"),
)


def make_ahead(now: datetime) -> list[str]:
    """Make the parts for this month and the next ones that are not there; their names.

    A month of which the default part holds rows already is left there.
    """
    if connection.vendor != "postgresql":
        return []
    made = []
    for divided in TABLES:
        for start in _months(now, AHEAD + 1):
            with transaction.atomic(), connection.cursor() as cursor:
                name = _name(divided.table, start)
                cursor.execute("SELECT to_regclass(%s)", [name])
                if cursor.fetchone()[0] is None and _is_free(cursor, divided, start):
                    cursor.execute(_part(divided.table, start))
                    made.append(name)
    return made


def _is_free(cursor: Any, divided: Divided, start: datetime) -> bool:
    # Two workers may come here at once: the second one waits, and finds it made.
    cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [divided.table])
    cursor.execute("SELECT to_regclass(%s)", [_name(divided.table, start)])
    if cursor.fetchone()[0] is not None:
        return False
    cursor.execute(
        f"SELECT NOT EXISTS (SELECT 1 FROM {divided.table}_default "
        f"WHERE {divided.column} >= %s AND {divided.column} < %s)",
        [start, _next(start)],
    )
    return bool(cursor.fetchone()[0])


def divide(editor: BaseDatabaseSchemaEditor, table: str, column: str, now: datetime) -> None:
    """Make a plain table one in months, with its rows, indexes, references and triggers.

    For a migration on PostgreSQL. `column` joins every unique key, as PostgreSQL asks for: it must
    follow from the rest of the key, or be of no matter.
    """
    with editor.connection.cursor() as cursor:
        whole = _Whole(cursor, table)
        cursor.execute(f"ALTER TABLE {table} RENAME TO {table}_whole")
        cursor.execute(
            f"CREATE TABLE {table} (LIKE {table}_whole INCLUDING DEFAULTS INCLUDING STORAGE) "
            f"PARTITION BY RANGE ({column})"
        )
        cursor.execute(f"CREATE TABLE {table}_default PARTITION OF {table} DEFAULT")
        cursor.execute(f"SELECT min({column}) FROM {table}_whole")
        for start in _months_since(cursor.fetchone()[0] or now, now):
            cursor.execute(_part(table, start))
        cursor.execute(f"INSERT INTO {table} SELECT * FROM {table}_whole")
        cursor.execute(f"SELECT COALESCE(max(id), 0) + 1 FROM {table}_whole")
        next_id = cursor.fetchone()[0]
        cursor.execute(f"DROP TABLE {table}_whole")
        # Not an identity: before PostgreSQL 17 a table in parts can have none.
        cursor.execute(f"CREATE SEQUENCE {table}_id_seq OWNED BY {table}.id START {next_id}")
        cursor.execute(f"ALTER TABLE {table} ALTER id SET DEFAULT nextval('{table}_id_seq')")
        for statement in whole.statements(column):
            cursor.execute(statement)


class _Whole:
    """What belongs to a table beside its rows, as statements that make it again."""

    def __init__(self, cursor: Any, table: str) -> None:
        self.table = table
        cursor.execute(
            "SELECT conname, contype, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid = %s::regclass AND contype IN ('p', 'u', 'f', 'c') ORDER BY contype",
            [table],
        )
        self._constraints = cursor.fetchall()
        cursor.execute(
            "SELECT pg_get_indexdef(i.indexrelid) FROM pg_index i WHERE i.indrelid = %s::regclass "
            "AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid "
            "AND c.conrelid = i.indrelid)",
            [table],
        )
        self._others = [row[0] for row in cursor.fetchall()]
        cursor.execute(
            "SELECT pg_get_triggerdef(oid) FROM pg_trigger "
            "WHERE tgrelid = %s::regclass AND NOT tgisinternal",
            [table],
        )
        self._others += [row[0] for row in cursor.fetchall()]

    def statements(self, column: str) -> Iterator[str]:
        for name, kind, definition in self._constraints:
            if kind in ("p", "u"):
                definition = _KEY.sub(partial(_with, column), definition)
            yield f'ALTER TABLE {self.table} ADD CONSTRAINT "{name}" {definition}'
        yield from self._others


_KEY = re.compile(r"\(([^)]*)\)")


def _with(column: str, key: re.Match[str]) -> str:
    columns = key[1].split(", ")
    return f"({', '.join(columns if column in columns else [*columns, column])})"


def _part(table: str, start: datetime) -> str:
    return (
        f"CREATE TABLE {_name(table, start)} PARTITION OF {table} "
        f"FOR VALUES FROM ('{start.isoformat()}') TO ('{_next(start).isoformat()}')"
    )


def _name(table: str, start: datetime) -> str:
    return f"{table}_{start:%Y_%m}"


def _months(now: datetime, number: int) -> Iterator[datetime]:
    start = now.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    for _each in range(number):
        yield start
        start = _next(start)


def _months_since(first: datetime, now: datetime) -> Iterator[datetime]:
    months = (now.year - first.year) * 12 + now.month - first.month + 1 + AHEAD
    if months > MOST_AT_ONCE:
        first, months = now - timedelta(days=30 * (MOST_AT_ONCE - AHEAD - 2)), MOST_AT_ONCE
    yield from _months(first, max(months, AHEAD + 1))


def _next(start: datetime) -> datetime:
    return (start + timedelta(days=32)).replace(day=1)
