"""Put a backup back: checked before, compared after, in place only if all is as it was."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from firebell.common.sealing import SealBrokenError, unseal
from firebell.site import first_tables
from firebell.site.keeping import belongings
from firebell.site.keeping.checking import Contents, check, opened
from firebell.site.keeping.container import NotABackupError
from firebell.site.keeping.derived import make_anew
from firebell.site.keeping.sections import Section, Sum, summed
from firebell.site.keeping.stores import PostgresStore, SqliteStore
from firebell.site.keeping.tables import (
    Migration,
    SchemaUnknownError,
    Table,
    leaves,
    require_known,
    tables_at,
)
from firebell.site.keeping.targets import PostgresTarget, SqliteTarget

Store = SqliteStore | PostgresStore
Tell = Callable[[str, int], object]
_SEALED = "sealed"  # the columns of this name hold what `common.sealing` sealed


class HoldsDataError(Exception):
    """The target is not empty."""


class NotAsItWasError(Exception):
    """What was read back differs from the backup; nothing was put in place."""

    def __init__(self, restored: Restored) -> None:
        super().__init__("what was stored differs from the backup; nothing was changed here")
        self.restored = restored


@dataclass(slots=True)
class Restored:
    """What came of it. `found`: the sums read back from the store, to compare with `contents`."""

    contents: Contents
    found: dict[str, Sum] = field(default_factory=dict)
    migrated: int = 0
    unreadable: list[str] = field(default_factory=list)  # rows whose secrets no key here opens
    broken: list[str] = field(default_factory=list)  # what `firebell check` says of it
    kept: str = ""

    def differing(self) -> list[str]:
        return [name for name, sum_ in self.contents.tables.items() if self.found.get(name) != sum_]


@dataclass(frozen=True, slots=True)
class Order:
    """`at`: names what is put aside. `home` None leaves alone what lies beside the database."""

    path: Path
    at: datetime
    home: Path | None
    passphrase: str | None = None
    replace: bool = False

    def keep(self) -> Path:
        return (self.home or Path(settings.HOME)) / f"before-{self.at:%Y%m%dT%H%M%S}"


def restore(
    order: Order, target: SqliteTarget | PostgresTarget, tell: Tell = lambda name, rows: None
) -> Restored:
    """Check the file, fill a new store, compare, migrate forward, put it in place.

    Errors: NotABackupError, SchemaUnknownError, HoldsDataError, StoreInUseError, RowRefusedError,
    NotAsItWasError, OSError, DatabaseError, sqlite3.DatabaseError. After any of them everything is
    as it was before.
    """
    restored = Restored(check(order.path, order.passphrase))
    _require_known(restored.contents, order.path)
    if target.holds_data() and not order.replace:
        raise HoldsDataError
    keep = order.keep()
    with target.fresh(keep) as store:
        _fill(store, order, restored, tell)
        restored.migrated = _forward()
        make_anew()
        if order.home is not None:
            _put_files(order, keep)
        restored.unreadable = _unreadable(order.home or Path(settings.HOME))
        restored.broken = _broken()
    restored.kept = target.kept or (str(keep) if keep.exists() else "")
    return restored


def _require_known(contents: Contents, path: Path) -> None:
    try:
        require_known(contents.migrations, MigrationLoader(None))
    except SchemaUnknownError as error:
        raise SchemaUnknownError(
            f"{path} was made by firebell {contents.firebell}: {error}"
        ) from error


def _fill(store: Store, order: Order, restored: Restored, tell: Tell) -> None:
    """Every row at the schema of the backup, then every row read back."""
    contents = restored.contents
    migrate_to(contents.migrations)
    tables = tables_at(contents.migrations, connections["default"])
    if [table.as_json() for table in tables] != contents.header["tables"]:
        raise NotABackupError(f"{order.path} has other tables than its migrations make; report it")
    if isinstance(store, SqliteStore):
        connections["default"].close()
        store.begin_loading()
    store.empty(tables)
    _load(store, {table.name: table for table in tables}, order, tell)
    store.set_highest_ids(contents.highest_ids)
    store.end_loading()
    for table in tables:
        restored.found[table.name] = summed(store.rows(table))
    if restored.differing():
        raise NotAsItWasError(restored)


def migrate_to(migrations: list[Migration]) -> None:
    """Bring an empty default database to exactly this schema. No signals: no rows, no rules yet."""
    connection = connections["default"]
    executor = MigrationExecutor(connection)
    if set(migrations) == set(executor.loader.graph.nodes) and first_tables.is_new(connection):
        first_tables.lay_out(connection)
        return
    executor.migrate(leaves(migrations, executor.loader))


def _load(store: Store, tables: dict[str, Table], order: Order, tell: Tell) -> None:
    with opened(order.path, order.passphrase) as (_header, found):
        for section in found:
            if table := tables.get(str(section.opening.get("table"))):
                store.load(table, _rows(section, table, tell))


def _rows(section: Section, table: Table, tell: Tell) -> Iterator[list[Any]]:
    width, since = len(table.columns), 0
    for line in section:
        row = json.loads(line)
        if not isinstance(row, list) or len(row) != width:
            raise NotABackupError(f"a row of {table.name} has not {width} columns")
        since += 1
        if since == 1_000:
            tell(table.name, since)
            since = 0
        yield row
    tell(table.name, since)


def _forward() -> int:
    """Bring the schema to this version; how many migrations that took. Installs the rules too."""
    from firebell.desk import never_unattended

    connection = connections["default"]
    executor = MigrationExecutor(connection, _after_each)
    targets = executor.loader.graph.leaf_nodes()
    plan = executor.migration_plan(targets)
    executor.migrate(targets, plan)
    call_command("migrate", verbosity=0, interactive=False)  # what follows every migration
    never_unattended.install(connection)
    return len(plan)


def _after_each(action: str, *_about: Any) -> None:
    """Keys are checked at once from here on, those that a migration made as well: PostgreSQL
    alters no table of which a row of the same transaction is still to be checked."""
    connection = connections["default"]
    if action == "apply_success" and connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _put_files(order: Order, keep: Path) -> None:
    assert order.home is not None
    with opened(order.path, order.passphrase) as (_header, found):
        for section in found:
            if "file" in section.opening:
                belongings.put_file(order.home, section.opening, section, keep)
            elif "key" in section.opening:
                value = b"".join(belongings.unpacked(section)).decode()
                belongings.put_key(order.home, str(section.opening["key"]), value, keep)


def _unreadable(home: Path) -> list[str]:
    """Where a sealed value stands that the sealing key at hand does not open."""
    # Asking for a key that is not there would make a new one.
    has_key = bool(belongings.SEALING.value(home))
    return [place for place, word in _sealed() if not (has_key and _opens(word))]


def _sealed() -> Iterator[tuple[str, str]]:
    connection = connections["default"]
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            described = connection.introspection.get_table_description(cursor, table)
            if {"id", _SEALED} <= {column.name for column in described}:
                cursor.execute(f'SELECT id, {_SEALED} FROM "{table}" WHERE {_SEALED} <> %s', [""])
                yield from ((f"{table} {id_}", word) for id_, word in cursor.fetchall())


def _opens(word: str) -> bool:
    try:
        unseal(word)
    except SealBrokenError:
        return False
    return True


def _broken() -> list[str]:
    """What a whole database would not have: broken promises, an audit log with a gap."""
    from firebell.site.health import audit_log, never_unattended

    return [line for check_ in (never_unattended, audit_log) for line in check_()]
