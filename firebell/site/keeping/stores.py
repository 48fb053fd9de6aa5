"""The two stores as backup and restore need them: canonical rows out, canonical rows in.

Both have the same verbs: `rows` in the order of the key, `highest_ids`, and between `begin_loading`
and `end_loading` `empty`, `load` and `set_highest_ids`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from firebell.site.keeping import canonical
from firebell.site.keeping.tables import Table

PIECE = 2_000  # rows in memory at once
_NUMBERED = "id"


class RowRefusedError(Exception):
    """The store does not take a row; the message names it and says why."""


class StoreInUseError(Exception):
    """Another process works with the store; the message says what to do."""


def _quoted(names: Iterable[str]) -> str:
    return ", ".join('"' + name.replace('"', '""') + '"' for name in names)


def _numbered(tables: Sequence[Table]) -> list[str]:
    return [table.name for table in tables if (_NUMBERED, "integer") in table.columns]


class SqliteStore:
    """A file of SQLite, by a connection of its own."""

    def __init__(self, path: Path, *, alone: bool = False, timeout: float = 20.0) -> None:
        """`alone`: nobody else may have it open, now or until `close`.

        Errors: StoreInUseError; sqlite3.DatabaseError.
        """
        self.path = path
        self._connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw",
            uri=True, isolation_level=None, timeout=1.0 if alone else timeout,
        )  # fmt: skip
        if alone:
            self._alone()

    def _alone(self) -> None:
        self._connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute("SELECT COUNT(*) FROM sqlite_master")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) and "busy" not in str(error):
                raise
            raise StoreInUseError(
                f"another program works with {self.path}; stop firebell (web and worker) first"
            ) from error

    def snapshot(self) -> None:
        """From here on `rows` tells of this instant, whatever is written meanwhile."""
        if not self._connection.in_transaction:
            self._connection.execute("BEGIN")
        self._connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()

    def rows(self, table: Table) -> Iterator[bytes]:
        change = canonical.changer(table.kinds, canonical.FROM_SQLITE)
        cursor = self._connection.execute(
            f"SELECT {_quoted(table.names)} FROM {_quoted([table.name])}"
            f" ORDER BY {_quoted([table.key])}"
        )
        cursor.arraysize = PIECE
        while rows := cursor.fetchmany():
            yield from (canonical.line(change(row)) for row in rows)

    def highest_ids(self, tables: Sequence[Table]) -> dict[str, int]:
        found = dict(self._connection.execute("SELECT name, seq FROM sqlite_sequence"))
        return {name: int(found.get(name) or 0) for name in _numbered(tables)}

    def begin_loading(self) -> None:
        """The keys between tables hold once all are loaded: see `end_loading`."""
        for setting in ("foreign_keys=OFF", "synchronous=OFF", "cache_size=-65536"):
            self._connection.execute(f"PRAGMA {setting}")
        self._connection.execute("BEGIN IMMEDIATE")

    def empty(self, tables: Sequence[Table]) -> None:
        for table in reversed(tables):
            self._connection.execute(f"DELETE FROM {_quoted([table.name])}")

    def load(self, table: Table, rows: Iterable[Sequence[Any]]) -> None:
        change = canonical.changer(table.kinds, canonical.TO_SQLITE)
        places = ", ".join("?" * len(table.columns))
        sql = f"INSERT INTO {_quoted([table.name])} ({_quoted(table.names)}) VALUES ({places})"
        changed = (change(row) for row in rows)
        while piece := list(islice(changed, PIECE)):
            try:
                self._connection.executemany(sql, piece)
            except (sqlite3.IntegrityError, OverflowError) as error:
                first = piece[0][table.names.index(table.key)]
                raise RowRefusedError(
                    f"{table.name}, at or soon after {table.key} {first}: {error}"
                ) from error

    def set_highest_ids(self, ids: dict[str, int]) -> None:
        self._connection.executemany(
            "DELETE FROM sqlite_sequence WHERE name = ?", [(name,) for name in ids]
        )
        self._connection.executemany(
            "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)",
            [(name, number) for name, number in ids.items() if number],
        )

    def end_loading(self) -> None:
        """Errors: RowRefusedError if a row points to one that is not there."""
        for table, row, parent, _key in self._connection.execute("PRAGMA foreign_key_check"):
            raise RowRefusedError(f"{table} row {row} points to a {parent} that is not there")
        self._connection.execute("COMMIT")

    def close(self) -> None:
        self._connection.close()


# What PostgreSQL itself writes in the canonical form.
_SELECT = {
    "instant": "to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')",
    "date": "{0}::text",
    "json": "{0}::text",
    "address": "host({0})",
    "uuid": "{0}::text",
}


class PostgresStore:
    """A PostgreSQL, by a connection of psycopg that is in a transaction or gets into one."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def snapshot(self, alone: Sequence[Table] = ()) -> None:
        """From here on `rows` tells of this instant. Nobody may write to the tables of `alone`.

        Errors: StoreInUseError.
        """
        import psycopg

        self._connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        if not alone:
            return
        try:
            # Taken before the snapshot is, which is by the first statement that reads.
            names = _quoted(table.name for table in alone)
            self._connection.execute(f"LOCK TABLE {names} IN EXCLUSIVE MODE NOWAIT")
        except psycopg.errors.LockNotAvailable as error:
            raise StoreInUseError(_IN_USE) from error
        self.require_alone()

    def require_alone(self) -> None:
        """Errors: StoreInUseError if another firebell is connected."""
        others = self._connection.execute(
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND application_name = 'firebell' AND pid <> pg_backend_pid()"
        ).fetchone()[0]
        if others:
            raise StoreInUseError(_IN_USE)

    def rows(self, table: Table) -> Iterator[bytes]:
        change = canonical.changer(table.kinds, canonical.FROM_POSTGRES)
        columns = ", ".join(
            _SELECT.get(kind, "{0}").format(_quoted([name])) for name, kind in table.columns
        )
        by_bytes = ' COLLATE "C"' if dict(table.columns)[table.key] == "text" else ""
        sql = (
            f"SELECT {columns} FROM {_quoted([table.name])}"
            f" ORDER BY {_quoted([table.name, table.key]).replace(', ', '.')}{by_bytes}"
        )
        with self._connection.cursor(name="keeping") as cursor:
            cursor.itersize = PIECE
            cursor.execute(sql)
            for row in cursor:
                yield canonical.line(change(row))

    def highest_ids(self, tables: Sequence[Table]) -> dict[str, int]:
        return {name: self._highest_id(name) for name in _numbered(tables)}

    def _highest_id(self, table: str) -> int:
        (sequence,) = self._connection.execute(
            "SELECT pg_get_serial_sequence(%s, %s)", [_quoted([table]), _NUMBERED]
        ).fetchone()
        if sequence is None:
            return 0
        last, called = self._connection.execute(
            f"SELECT last_value, is_called FROM {sequence}"
        ).fetchone()
        return int(last) if called else 0

    def empty(self, tables: Sequence[Table]) -> None:
        self._connection.execute(f"TRUNCATE {_quoted(table.name for table in tables)} CASCADE")

    def load(self, table: Table, rows: Iterable[Sequence[Any]]) -> None:
        import psycopg

        change = canonical.changer(table.kinds, canonical.TO_POSTGRES)
        sql = f"COPY {_quoted([table.name])} ({_quoted(table.names)}) FROM STDIN"
        key, place = table.names.index(table.key), ""
        try:
            with self._connection.cursor() as cursor, cursor.copy(sql) as copy:
                for row in rows:
                    place = f"{table.key} {row[key]}"
                    copy.write_row(change(row))
        except (psycopg.DataError, psycopg.IntegrityError) as error:
            context = getattr(error.diag, "context", None) or f"at or before {place}"
            raise RowRefusedError(
                f"{table.name}, {context.splitlines()[0]}: {str(error).splitlines()[0]}"
            ) from error

    def set_highest_ids(self, ids: dict[str, int]) -> None:
        for table, number in ids.items():
            (sequence,) = self._connection.execute(
                "SELECT pg_get_serial_sequence(%s, %s)", [_quoted([table]), _NUMBERED]
            ).fetchone()
            if sequence is not None:
                self._connection.execute(
                    "SELECT setval(%s, %s, %s)", [sequence, max(number, 1), number > 0]
                )

    def begin_loading(self) -> None:
        """Nothing to prepare: Django made the keys between tables deferrable."""

    def end_loading(self) -> None:
        """From here on keys are checked at once. Errors: RowRefusedError if a row points to one
        that is not there."""
        import psycopg

        try:
            self._connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
        except psycopg.IntegrityError as error:
            raise RowRefusedError(str(error).splitlines()[0]) from error

    def close(self) -> None:
        self._connection.close()


_IN_USE = "another program works with the database; stop firebell (web and worker) first"
