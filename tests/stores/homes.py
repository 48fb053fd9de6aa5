"""A store of its own for every home folder in which a test runs `firebell`."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

STORE = os.environ.get("FIREBELL_TEST_STORE", "sqlite")


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
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return url.replace("/firebell?", f"/{name}?")


def rows(home: Path, sql: str) -> list[tuple[Any, ...]]:
    """What a statement finds in the store of a home."""
    if STORE == "sqlite":
        with closing(sqlite3.connect(home / "firebell.sqlite3")) as database:
            return database.execute(sql).fetchall()
    import psycopg

    with psycopg.connect(store_of(home)["FIREBELL_DATABASE_URL"]) as database:
        return database.execute(sql).fetchall()
