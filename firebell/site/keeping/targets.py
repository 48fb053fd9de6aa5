"""Where a restore goes: a new store is filled beside the old one and takes its place at the end.

On SQLite the new store is a file of its own until it is renamed. On PostgreSQL everything, the
tables too, is one transaction. So a restore that is killed leaves what was there before, and
nothing else.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connections, transaction

from firebell.site.keeping import aside
from firebell.site.keeping.stores import PostgresStore, SqliteStore, StoreInUseError
from firebell.site.keeping.tables import OF_THE_HOUSE


def use(settings: dict[str, Any]) -> None:
    """Let Django's default database be this one from now on, for this process."""
    connections["default"].close()
    connections.settings["default"] = {**connections.settings["default"], **settings}
    del connections["default"]


def target_of_default() -> SqliteTarget | PostgresTarget:
    """Where the settings say that the data of this firebell are."""
    connection = connections["default"]
    if connection.vendor == "sqlite":
        return SqliteTarget(Path(connection.settings_dict["NAME"]))
    return PostgresTarget()


def _holds_data() -> bool:
    """Has any table that is state a row? Errors: DatabaseError."""
    connection = connections["default"]
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        names = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
        for name in sorted((names & there) - {*OF_THE_HOUSE, "django_session"}):
            cursor.execute(f'SELECT 1 FROM "{name}" LIMIT 1')
            if cursor.fetchone():
                return True
    return False


class SqliteTarget:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.kept = ""

    def holds_data(self) -> bool:
        """A database that cannot be read counts as data: somebody may want to rescue it."""
        if not self.path.exists():
            return False
        try:
            return _holds_data()
        except DatabaseError:
            return True
        finally:
            connections["default"].close()

    @contextmanager
    def fresh(self, keep: Path) -> Iterator[SqliteStore]:
        """`keep`: the folder for what was there before. Errors: StoreInUseError, OSError."""
        self._quiet()
        draft = aside.draft_of(self.path)
        aside.remove(draft)
        before = dict(connections.settings["default"])
        try:
            os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            use({**before, "NAME": draft})
            store = SqliteStore(draft)
            yield store
            store.close()
            connections["default"].close()
            self._put_in_place(draft, keep)
        finally:
            use(before)
            aside.remove(draft)

    def _quiet(self) -> None:
        """Fold the old store's log into it, which nobody allows who still works with it."""
        if not self.path.exists():
            return
        connections["default"].close()
        old = sqlite3.connect(self.path, timeout=1.0)
        try:
            old.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error) or "busy" in str(error):
                raise StoreInUseError(
                    f"another program works with {self.path}; stop firebell (web and worker) first"
                ) from error
        except sqlite3.DatabaseError:
            pass  # damaged: it is kept as it is, log and all
        finally:
            old.close()

    def _put_in_place(self, draft: Path, keep: Path) -> None:
        _settle(draft)
        if self.path.exists():
            self._quiet()
            keep.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.link(self.path, keep / self.path.name)
            for end in ("-wal", "-shm", "-journal"):
                log = self.path.with_name(self.path.name + end)
                if log.exists():
                    log.rename(keep / log.name)
            aside.sync_folder(keep)
            self.kept = str(keep)
        draft.replace(self.path)
        aside.sync_folder(self.path.parent)


def _settle(draft: Path) -> None:
    """All of it in one file, and on the disk."""
    new = sqlite3.connect(draft)
    new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    new.close()
    if draft.with_name(draft.name + "-wal").exists():
        raise StoreInUseError(f"another program has opened {draft}; close it and try again")
    descriptor = os.open(draft, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


# What of a schema is not part of an extension: (kind for ALTER, name, arguments of a function).
_OWN = """
SELECT CASE c.relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW'
  WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, format('%I', c.relname)
FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace
  AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid
    AND (d.deptype = 'e' OR c.relkind = 'S' AND d.deptype IN ('a', 'i')))
UNION ALL
SELECT 'FUNCTION', format('%I(%s)', p.proname, pg_get_function_identity_arguments(p.oid))
FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace
  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""


class PostgresTarget:
    """The database that Django's default names; a firebell has its schema to itself."""

    def __init__(self) -> None:
        self.kept = ""

    def holds_data(self) -> bool:
        return _holds_data()

    @contextmanager
    def fresh(self, keep: Path) -> Iterator[PostgresStore]:
        """What was there before goes into a schema named like the folder `keep`."""
        held = self.holds_data()
        with transaction.atomic(durable=True):
            store = PostgresStore(connections["default"].connection)
            store.require_alone()
            schema = keep.name.replace("-", "_").lower()
            moved = self._move_aside(schema)
            if moved and not held:
                self._run(f'DROP SCHEMA "{schema}" CASCADE')
            yield store
        self.kept = f"the schema {schema} of the database" if held else ""

    def _move_aside(self, schema: str) -> int:
        with connections["default"].cursor() as cursor:
            cursor.execute(_OWN)
            own = cursor.fetchall()
        if own:
            self._run(f'CREATE SCHEMA "{schema}"')
        for kind, name in own:
            self._run(f'ALTER {kind} {name} SET SCHEMA "{schema}"')
        return len(own)

    def _run(self, sql: str) -> None:
        with connections["default"].cursor() as cursor:
            cursor.execute(sql)
