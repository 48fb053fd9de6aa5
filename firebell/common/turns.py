"""One writer at a time, where what is written depends on what was read before.

SQLite has one writer in all. PostgreSQL lets many write at once, and none sees what another has not
committed yet; so whoever reads and then writes by what it read takes a turn first. See
docs/decisions/0010-one-writer-a-workspace.md, which also gives the order of locks: turn, rows,
audit log, pulse.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

# The first half of an advisory lock's key says what it is for; any fixed numbers would do.
_WORKSPACE, _AUDIT, _MIGRATION = 70_101, 70_102, 70_103
_KEYS = 2**31
HOUSE = 0  # a turn for what is of no workspace yet


def one_at_a_time(workspace_id: int) -> None:
    """Hold this workspace's turn until the end of the transaction; waits for whoever has it.

    Asking again in the same transaction costs one round trip and changes nothing.
    """
    _take(_WORKSPACE, workspace_id % _KEYS)


def audit_log() -> None:
    """Hold the end of the audit log, which is one chain for the whole house."""
    _take(_AUDIT, 0)


def _take(purpose: int, key: int) -> None:
    if connection.vendor != "postgresql":
        return  # BEGIN IMMEDIATE has taken the one turn that there is
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [purpose, key])


@contextmanager
def migrating(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Let one process at a time change the tables; a second one waits for as long as it takes."""
    with _postgres_lock() if connection.vendor == "postgresql" else _file_lock():
        yield


@contextmanager
def _postgres_lock() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout')")
        patience = cursor.fetchone()[0]
        cursor.execute("SET lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(%s, 0)", [_MIGRATION])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, 0)", [_MIGRATION])
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [patience])


@contextmanager
def _file_lock() -> Iterator[None]:
    """SQLite migrates in many small transactions, so that its own lock is not enough."""
    if find_spec("fcntl") is None:
        yield  # not a Unix: start one process after the other
        return
    import fcntl

    with (settings.HOME / "migrating.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
