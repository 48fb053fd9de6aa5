"""From SQLite to PostgreSQL and back: equal to the last bit, and the old store untouched."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tests.site.commands import replay, write_posts
from tests.site.keeping.conftest import PLAYED
from tests.site.keeping.playing import drafts, ok, refused, run, sums


@pytest.fixture(scope="module")
def of_today(tmp_path_factory, last_release) -> Path:
    """A home with a little of everything, at the schema of today."""
    home = tmp_path_factory.mktemp("of-today")
    ok(run(home, "restore", str(last_release)))
    return home


@pytest.fixture
def home(tmp_path, of_today) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copytree(of_today, tmp_path / "home"))


def test_there_and_back(home, new_database):
    database, before = new_database(), sums(home)
    there = run(home, "move", "--to", database, "--json")
    assert json.loads(ok(there))["differing"] == []
    assert f"FIREBELL_DATABASE_URL={database}" in there.stderr
    assert str(home / "firebell.sqlite3") in there.stderr
    assert sums(home, database) == before
    assert sums(home) == before, "the old store was touched"
    assert ok(run(home, "check", database=database)).endswith("All is well.\n")

    assert "--replace" in refused(run(home, "move", "--to", "sqlite", database=database))
    back = run(home, "move", "--to", "sqlite", "--replace", "--json", database=database)
    kept = Path(json.loads(ok(back))["kept"])
    assert (kept / "firebell.sqlite3").exists()
    assert "unset FIREBELL_DATABASE_URL" in back.stderr
    assert sums(home) == before
    assert ok(run(home, "check")).endswith("All is well.\n")
    assert drafts(home) == []


def test_a_backup_of_one_store_restores_into_the_other(tmp_path, played, backup, new_database):
    database = new_database()
    ok(run(tmp_path / "one", "restore", str(backup), database=database))
    assert sums(tmp_path / "one", database) == sums(played)
    ok(run(tmp_path / "one", "backup", str(tmp_path / "again"), database=database))
    ok(run(tmp_path / "two", "restore", str(tmp_path / "again")))
    assert sums(tmp_path / "two") == sums(played)


def test_work_goes_on_in_the_new_store(tmp_path, played, backup, new_database):
    """Ids go on where they were, the rules hold, and nothing is heard twice."""
    database = new_database()
    ok(run(tmp_path / "home", "restore", str(backup), database=database))
    posts = write_posts(tmp_path / "posts.jsonl", PLAYED + 100)
    told = json.loads(ok(replay(tmp_path / "home", posts, FIREBELL_DATABASE_URL=database)))
    assert (told["inserted"], told["duplicates"]) == (100, PLAYED)
    assert ok(run(tmp_path / "home", "check", database=database)).endswith("All is well.\n")
    with psycopg.connect(database) as connection, pytest.raises(psycopg.errors.CheckViolation):
        connection.execute("UPDATE common_auditentry SET actor_name = 'somebody else'")


def test_ids_are_never_used_again(tmp_path, home, new_database):
    store = sqlite3.connect(home / "firebell.sqlite3")
    with store:
        store.execute("INSERT INTO common_pulse VALUES (999, 1, 'x', 1)")
        store.execute("DELETE FROM common_pulse WHERE id = 999")
    store.close()
    database = new_database()
    ok(run(home, "move", "--to", database))
    with psycopg.connect(database) as connection:
        sequence = "pg_get_serial_sequence('common_pulse', 'id')"
        assert connection.execute(f"SELECT nextval({sequence})").fetchone() == (1000,)


def test_a_row_that_the_new_store_cannot_hold_is_named(home, new_database):
    store = sqlite3.connect(home / "firebell.sqlite3")
    with store:
        store.execute("UPDATE desk_note SET text = 'a' || char(0) || 'b' WHERE id = 1")
    store.close()
    database = new_database()
    told = refused(run(home, "move", "--to", database))
    assert "desk_note" in told
    assert "id 1" in told
    assert tables(database) == []
    assert drafts(home) == []


def test_replacing_keeps_the_old_tables_in_a_schema(home, new_database, last_release):
    database = new_database()
    ok(run(home, "move", "--to", database))
    assert "--replace" in refused(run(home, "move", "--to", database))
    told = json.loads(ok(run(home, "move", "--to", database, "--replace", "--json")))
    schema = told["kept"].split()[2]
    with psycopg.connect(database) as connection:
        counted = "SELECT COUNT(*) FROM {}.desk_case".format
        numbers = [connection.execute(counted(one)).fetchone() for one in (schema, "public")]
    assert numbers[0] == numbers[1]
    assert ok(run(home, "check", database=database)).endswith("All is well.\n")


def test_a_store_in_use_is_not_moved(home, new_database):
    other = sqlite3.connect(home / "firebell.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    database = new_database()
    try:
        assert "stop firebell" in refused(run(home, "move", "--to", database))
    finally:
        other.close()
    ok(run(home, "move", "--to", database))
    with psycopg.connect(database, application_name="firebell"):
        command = ("move", "--to", "sqlite", "--replace")
        assert "stop firebell" in refused(run(home, *command, database=database))


def test_to_where_it_is(home):
    assert "there already" in refused(run(home, "move", "--to", "sqlite"))


@pytest.mark.parametrize("address", ["mysql://me:secret@host/db", "postgres://me:secret@host"])
def test_a_wrong_address_is_not_repeated(home, address):
    told = refused(run(home, "move", "--to", address))
    assert "--to" in told
    assert "secret" not in told


def test_nobody_answers_there(home):
    told = refused(run(home, "move", "--to", "postgres://me:secret@127.0.0.1:1/db"))
    assert "secret" not in told
    assert drafts(home) == []


def test_a_killed_move_leaves_nothing_there(tmp_path, played, new_database):
    """Killed while rows are copied in: neither a table nor a row is left, and it can go again."""
    home = Path(shutil.copytree(played, tmp_path / "home"))
    database, before = new_database(), sums(home)
    environment = os.environ | {"FIREBELL_HOME": str(home), "FIREBELL_DATABASE_URL": ""}
    command = [sys.executable, "-m", "firebell", "move", "--to", database]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, env=environment, **quiet)
    with psycopg.connect(database, autocommit=True) as watching:
        while process.poll() is None:
            asked = "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'COPY %listening_interaction%'"
            if watching.execute(asked).fetchone():
                process.kill()
                break
            time.sleep(0.001)
        assert process.wait() == -signal.SIGKILL
        until = time.monotonic() + 30
        gone = "SELECT 1 FROM pg_stat_activity WHERE application_name = 'firebell' AND datname = %s"
        name = watching.info.dbname
        while watching.execute(gone, [name]).fetchone() and time.monotonic() < until:
            time.sleep(0.01)
    assert tables(database) == []
    assert sums(home) == before
    ok(run(home, "move", "--to", database))
    assert sums(home, database) == before
    assert drafts(home) == []


def tables(database: str) -> list[str]:
    with psycopg.connect(database) as connection:
        found = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        ).fetchall()
    return [name for (name,) in found]
