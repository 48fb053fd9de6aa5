"""A new store has at once what a store has that went through every version."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

from tests.site.keeping.playing import ok, run

REPLAYED = """
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from firebell.site.database import prepare
executor = MigrationExecutor(connection)
executor.migrate(executor.loader.graph.leaf_nodes())
call_command("migrate", verbosity=0)  # what follows every migration
prepare()
"""
# Without what is only a name: of a key that was made beside its column or after it.
OF_POSTGRES = (
    "SELECT 'column', table_name, column_name, concat_ws(' ', data_type, is_nullable,"
    " column_default, character_maximum_length, is_identity)"
    " FROM information_schema.columns WHERE table_schema = 'public'"
    " AND table_name NOT LIKE 'auth%' AND table_name NOT LIKE 'django%'",
    "SELECT 'key', conrelid::regclass::text, CASE contype WHEN 'u' THEN '' ELSE conname END,"
    " pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace AND conrelid <> 0 AND contype <> 'n'",
    "SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
    " AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE contype = 'u'"
    " AND conindid = indexname::regclass)",
    "SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid)"
    " FROM pg_trigger WHERE NOT tgisinternal",
    "SELECT 'function', '', proname, pg_get_functiondef(oid) FROM pg_proc"
    " WHERE pronamespace = 'public'::regnamespace",
    "SELECT 'applied', app, name, '' FROM django_migrations",
    "SELECT 'permission', '', codename, name FROM auth_permission",
)
OF_SQLITE = (
    "SELECT 'applied', app, name, '' FROM django_migrations",
    "SELECT 'permission', '', codename, name FROM auth_permission",
)


def of_sqlite(home: Path) -> set[tuple[Any, ...]]:
    found: set[tuple[Any, ...]] = set()
    with closing(sqlite3.connect(home / "firebell.sqlite3")) as database:
        for sql in OF_SQLITE:
            found |= set(database.execute(sql))
        made = database.execute("SELECT type, tbl_name, name, sql FROM sqlite_master").fetchall()
        for kind, table, name, sql in made:
            if kind != "table":
                found.add((kind, table, name, sql))
                continue
            found |= {("column", name, *one[1:]) for one in _pragma(database, "table_xinfo", name)}
            keys = _pragma(database, "foreign_key_list", name)
            found |= {("key", name, *one[2:]) for one in keys}
            found |= {("rule", name, rule) for rule in _rules(sql or "")}
    return found


def _pragma(database: sqlite3.Connection, what: str, table: str) -> list[tuple[Any, ...]]:
    return database.execute(f'PRAGMA {what}("{table}")').fetchall()


def _rules(sql: str) -> list[str]:
    """Checks, as they are written in the table."""
    return [part.rstrip(")") for part in re.split(r", (?=CONSTRAINT )", sql)[1:]]


def of_postgres(database: str) -> set[tuple[Any, ...]]:
    with psycopg.connect(database) as connection:
        return {row for sql in OF_POSTGRES for row in connection.execute(sql).fetchall()}


def replay(home: Path, database: str = "") -> None:
    home.mkdir()
    environment = os.environ | {
        "FIREBELL_HOME": str(home),
        "FIREBELL_DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "firebell.site.settings",
    }
    subprocess.run([sys.executable, "-c", REPLAYED], env=environment, check=True)


def test_on_sqlite(tmp_path):
    replay(tmp_path / "replayed")
    ok(run(tmp_path / "new", "check"))
    replayed, new = of_sqlite(tmp_path / "replayed"), of_sqlite(tmp_path / "new")
    assert len(new) > 1_000
    assert new ^ replayed == set()


def test_on_postgresql(tmp_path, new_database):
    databases = [new_database(), new_database()]
    replay(tmp_path / "replayed", databases[0])
    ok(run(tmp_path / "new", "check", database=databases[1]))
    replayed, new = of_postgres(databases[0]), of_postgres(databases[1])
    assert len(new) > 1_000
    assert new ^ replayed == set()


def test_tables_of_another_program_are_left_alone(tmp_path):
    """They are no new database: what is there stays as it was, whatever comes of it."""
    home = tmp_path / "home"
    home.mkdir()
    with closing(sqlite3.connect(home / "firebell.sqlite3")) as database:
        database.execute("CREATE TABLE theirs (word text)")
        database.execute("INSERT INTO theirs VALUES ('kept')")
        database.commit()
    ok(run(home, "check"))
    with closing(sqlite3.connect(home / "firebell.sqlite3")) as database:
        assert database.execute("SELECT word FROM theirs").fetchall() == [("kept",)]
