from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from firebell.site.keeping.container import BackupWriter
from tests.site.commands import write_posts
from tests.site.keeping.playing import ok, run
from tests.stores.homes import with_tables
from tests.stores.server import Server

PLAYED = 2_100  # three batches
LAST_RELEASE = Path(__file__).parent / "last_release" / "rows.jsonl"


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    started = Server().start()
    yield started
    started.stop()


@pytest.fixture(scope="session")
def new_database(server) -> Callable[[], str]:
    """The address of an empty database of its own."""
    import psycopg

    numbers = itertools.count(1)

    def make() -> str:
        name = f"keeping_{next(numbers)}"
        with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return server.url(name)

    return make


@pytest.fixture(scope="session")
def last_release(tmp_path_factory) -> Path:
    """A backup with the rows that version 0.1.0 left behind."""
    path = tmp_path_factory.mktemp("last-release") / "it.backup"
    writer = BackupWriter(path)
    for line in LAST_RELEASE.read_bytes().splitlines(keepends=True):
        writer.write(line)
    writer.close()
    return path


@pytest.fixture(scope="session")
def played(tmp_path_factory) -> Path:
    """A home with PLAYED posts in it. Tests only read it."""
    home = with_tables(tmp_path_factory.mktemp("played"))
    posts = write_posts(tmp_path_factory.mktemp("posts") / "posts.jsonl", PLAYED)
    ok(run(home, "replay", str(posts), "--map", "plain", "--queries-of", "airline", "--json"))
    return home


@pytest.fixture(scope="session")
def backup(tmp_path_factory, played) -> Path:
    path = tmp_path_factory.mktemp("backups") / "played.backup"
    ok(run(played, "backup", str(path)))
    return path
