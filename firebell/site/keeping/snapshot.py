"""Write everything of a firebell into one file, at one instant, while it goes on working."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from firebell import __version__
from firebell.site.keeping import aside, belongings
from firebell.site.keeping.checking import Contents, check
from firebell.site.keeping.container import FORMAT, BackupWriter
from firebell.site.keeping.sections import record, write_section
from firebell.site.keeping.stores import PostgresStore, SqliteStore
from firebell.site.keeping.tables import LEFT_OUT, Migration, Table, applied, tables_at

Tell = Callable[[str, int], object]  # the name of a table, how many rows of it came since


class NothingToBackUpError(Exception):
    """There is no database here."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes into a backup. `home` None leaves out what lies beside the database."""

    home: Path | None
    at: datetime
    with_keys: bool = False
    passphrase: str | None = None
    alone: bool = False  # refuse if somebody else works with the database


@dataclass(frozen=True, slots=True)
class Source:
    """An open snapshot, and the schema that it has."""

    store: SqliteStore | PostgresStore
    vendor: str
    migrations: list[Migration]
    tables: list[Table]


def back_up(path: Path, plan: Plan, tell: Tell = lambda name, rows: None) -> Contents:
    """Write `path` and read it again; it is there only if it is whole.

    Errors: FileExistsError, OSError; NothingToBackUpError, SchemaUnknownError, StoreInUseError;
    DatabaseError, sqlite3.DatabaseError.
    """
    with aside.whole(path) as draft:
        writer = BackupWriter(draft, plan.passphrase)
        try:
            _write(writer.write, plan, tell)
            writer.close()
        finally:
            writer.abandon()
        return check(draft, plan.passphrase)


def _write(write: Callable[[bytes], object], plan: Plan, tell: Tell) -> None:
    # A file that is taken in meanwhile is then known twice, and read once. The other way about, it
    # would be lost.
    files = list(belongings.files(plan.home)) if plan.home else []
    with _source(plan.alone) as source:
        write(record(_header(source, plan)))
        number = _write_files(write, plan, files)
        for table in source.tables:
            write_section(write, {"table": table.name}, _told(source, table, tell))
    write(record({"done": True, "sections": number + len(source.tables)}))


def _header(source: Source, plan: Plan) -> dict[str, Any]:
    return {
        "firebell_backup": FORMAT,
        "firebell": __version__,
        "made_at": plan.at.isoformat(),
        "store": source.vendor,
        "with_keys": plan.with_keys,
        "left_out": LEFT_OUT,
        "migrations": source.migrations,
        "tables": [table.as_json() for table in source.tables],
        "highest_ids": source.store.highest_ids(source.tables),
    }


def _write_files(write: Callable[[bytes], object], plan: Plan, files: list[Path]) -> int:
    if plan.home is None:
        return 0
    number = 0
    for path in files:
        try:
            opening, pieces = belongings.opening(path, plan.home), belongings.pieces(path)
            first = next(pieces, b"")
        except FileNotFoundError:
            continue  # taken in since it was listed
        write_section(write, opening, _put_back(first, pieces))
        number += 1
    for key in belongings.KEYS if plan.with_keys else ():
        if value := key.value(plan.home):
            write_section(write, {"key": key.file}, belongings.key_pieces(value))
            number += 1
    return number


def _put_back(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if first:
        yield first
    yield from rest


def _told(source: Source, table: Table, tell: Tell) -> Iterator[bytes]:
    since = 0
    for line in source.store.rows(table):
        since += 1
        if since == 1_000:
            tell(table.name, since)
            since = 0
        yield line
    tell(table.name, since)


@contextmanager
def _source(alone: bool) -> Iterator[Source]:
    connection = connections["default"]
    _require_a_file(connection)
    # Asked before the snapshot: no migration runs while firebell does.
    migrations = applied(connection)
    if not migrations:
        raise NothingToBackUpError("there is no firebell in this database yet")
    tables = tables_at(migrations, connection)
    store: SqliteStore | PostgresStore
    try:
        if connection.vendor == "sqlite":
            connection.close()
            store = SqliteStore(_path(connection), alone=alone, timeout=_timeout(connection))
            store.snapshot()
        else:
            store = PostgresStore(connection.connection)
            store.snapshot(tables if alone else ())
        yield Source(store, connection.vendor, migrations, tables)
        store.close()
    finally:
        connection.close()


def _require_a_file(connection: BaseDatabaseWrapper) -> None:
    if connection.vendor == "sqlite" and not _path(connection).exists():
        raise NothingToBackUpError(
            f"there is no database in {_path(connection).parent}; set FIREBELL_HOME"
        )


def _path(connection: BaseDatabaseWrapper) -> Path:
    return Path(connection.settings_dict["NAME"])


def _timeout(connection: BaseDatabaseWrapper) -> float:
    return float(connection.settings_dict["OPTIONS"].get("timeout", 20.0))
