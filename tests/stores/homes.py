"""A store of its own for every home folder in which a test runs `firebell`."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

STORE = os.environ.get("FIREBELL_TEST_STORE", "sqlite")
SOURCE = Path(__file__).parents[2] / "firebell"
TEMPLATE = "firebell_template"


def store_of(home: Path) -> dict[str, str]:
    """The environment that names the store of this home; its database is made on first use."""
    if STORE == "sqlite":
        return {}
    name = "home_" + hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:24]
    return {"FIREBELL_DATABASE_URL": fresh_database(name)}


def fresh_database(name: str) -> str:
    """The address of the database of this name on the tests' server; empty when it is new."""
    import psycopg
    from psycopg import sql

    url = os.environ["FIREBELL_DATABASE_URL"]
    with psycopg.connect(url.replace("/firebell?", "/postgres?"), autocommit=True) as server:
        found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if found is None:
            made = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            server.execute(made.format(sql.Identifier(name), sql.Identifier(_template())))
    return url.replace("/firebell?", f"/{name}?")


def with_tables(home: Path) -> Path:
    """The same home, its store made and empty already.

    Making it takes seconds, and most tests are not about that. On PostgreSQL a fresh database has
    its tables anyway.
    """
    home.mkdir(parents=True, exist_ok=True)
    if STORE == "sqlite" and not (home / "firebell.sqlite3").exists():
        shutil.copyfile(_sqlite_template(), home / "firebell.sqlite3")
    return home


@cache
def _sqlite_template() -> Path:
    """A database with tables, made once for all runs of this very source code."""
    folder = Path(tempfile.gettempdir()) / f"firebell-tables-{os.getuid()}-{_of_the_source()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    database = folder / "firebell.sqlite3"
    with _alone(folder / "lock"):
        if not database.exists():
            making = folder / "making"
            shutil.rmtree(making, ignore_errors=True)
            _make_tables(making, "")
            (making / "firebell.sqlite3").rename(database)
    return database


@cache
def _template() -> str:
    """The name of a PostgreSQL database with tables, made once a server."""
    import psycopg

    url = os.environ["FIREBELL_DATABASE_URL"]
    port = url.rpartition("port=")[2]
    folder = Path(tempfile.gettempdir())
    with (
        _alone(folder / f"firebell-tables-{os.getuid()}-{port}.lock"),
        psycopg.connect(url.replace("/firebell?", "/postgres?"), autocommit=True) as server,
    ):
        asked = "SELECT 1 FROM pg_database WHERE datname = %s"
        if server.execute(asked, [TEMPLATE]).fetchone() is None:
            server.execute(f"CREATE DATABASE {TEMPLATE}")
            with tempfile.TemporaryDirectory() as home:
                _make_tables(Path(home), url.replace("/firebell?", f"/{TEMPLATE}?"))
    return TEMPLATE


def _make_tables(home: Path, url: str) -> None:
    environment = os.environ | {"FIREBELL_HOME": str(home), "FIREBELL_DATABASE_URL": url}
    command = [sys.executable, "-m", "firebell", "check"]
    subprocess.run(command, env=environment, check=True, capture_output=True)


def _of_the_source() -> str:
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(SOURCE.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def rows(home: Path, sql: str) -> list[tuple[Any, ...]]:
    """What a statement finds in the store of a home."""
    if STORE == "sqlite":
        with closing(sqlite3.connect(home / "firebell.sqlite3")) as database:
            return database.execute(sql).fetchall()
    import psycopg

    with psycopg.connect(store_of(home)["FIREBELL_DATABASE_URL"]) as database:
        return database.execute(sql).fetchall()


def indexed(home: Path, workspace: int = 1) -> int:
    """How many entries the full-text index of a workspace holds."""
    name = f"listening_fulltext_{workspace}"
    everything = "" if STORE != "sqlite" else f" WHERE {name} MATCH '\":all\"'"
    return int(rows(home, f"SELECT count(*) FROM {name}{everything}")[0][0])
