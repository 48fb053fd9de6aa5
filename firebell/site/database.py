"""Make the database ready and turn its failures into words."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import django
from django.conf import settings

from firebell.common import collecting
from firebell.site.command_line import CannotRun

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

# A batch writes all over the indexes of cases and words: 128 MiB hold them for a million words. A
# checkpoint each 64 MiB writes a page once that several batches changed.
FOR_BATCHES = "PRAGMA cache_size=-131072; PRAGMA wal_autocheckpoint=16384;"
PAGE_SECONDS = 30  # after which PostgreSQL gives a page's statement up


@collecting.not_at_all()
def prepare(*, keep_connection: bool = False) -> None:
    """Set Django up and bring the database to this version; makes it on first use.

    `keep_connection` is for a process that works on it all the time, such as the worker.
    """
    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from firebell.common import turns
    from firebell.desk import never_unattended
    from firebell.listening import full_text

    if keep_connection:
        keep_open()
    with readable_failures():
        _require_unicode(connection)
        with turns.migrating(connection):
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                call_command("migrate", verbosity=0, interactive=False)
            # A crash in the last step of a migration may have left the desk's rules out.
            never_unattended.install(connection)
            full_text.make_ready()
    if keep_connection:
        collecting.look_seldom()  # last of all, when everything is imported


def keep_open() -> None:
    """From here on this process holds one connection and stores batch after batch."""
    from django.db import connection

    connection.settings_dict["CONN_MAX_AGE"] = None
    if connection.vendor == "sqlite":
        connection.settings_dict["OPTIONS"]["init_command"] += FOR_BATCHES


def serve_pages() -> None:
    """From here on a statement that takes longer than a person waits is given up."""
    from django.db import connection

    if connection.vendor == "postgresql":
        options = connection.settings_dict["OPTIONS"]
        options["options"] += f" -c statement_timeout={PAGE_SECONDS * 1000}"
        connection.close()


def _require_unicode(connection: BaseDatabaseWrapper) -> None:
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        encoding = cursor.fetchone()[0]
    if encoding != "UTF8":
        raise CannotRun(
            f"the database keeps text as {encoding}, which has no room for every script; make "
            "another with CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0"
        )


@contextmanager
def readable_failures() -> Iterator[None]:
    """Turn a database's refusal into one line that says what to do; nothing was stored half."""
    from django.db import DatabaseError

    try:
        yield
    except DatabaseError as error:
        raise CannotRun(explain(str(error))) from error


def explain(message: str) -> str:
    """What the user can do about a message of the database, in one line."""
    if "postgresql" in settings.DATABASES["default"]["ENGINE"]:
        return _explain_postgres(message)
    home = settings.HOME
    if "disk is full" in message or "disk I/O error" in message or "No space left" in message:
        free = shutil.disk_usage(home).free // 1_000_000
        return f"the disk that holds {home} is full ({free} MB free); make room and {AGAIN}"
    if "locked" in message or "busy" in message:
        return f"another program holds the database in {home}; close it and {AGAIN}"
    if "readonly" in message or "unable to open" in message:
        return f"cannot write to {home}; give this user the right to, or set FIREBELL_HOME"
    if "malformed" in message or "not a database" in message:
        return f"the database in {home} is damaged ({message}); restore it from a backup"
    return f"the database refused: {message}"


AGAIN = "run the same command again: what was stored is kept, nothing is doubled"
_URL = "FIREBELL_DATABASE_URL"
# What PostgreSQL's message holds, in the order in which they are looked for, and what to do.
_POSTGRES = (
    ("No space left|could not extend file|disk full", f"its disk is full; make room and {AGAIN}"),
    ("lock timeout|deadlock detected", f"another program holds it; close it and {AGAIN}"),
    ("statement timeout", "the question took too long and was given up; ask for less at once"),
    (
        "too many clients|connection slots|too many connections",
        f"it has no connection left; raise its max_connections, and {AGAIN}",
    ),
    (
        "authentication failed|no password supplied|pg_hba.conf|role",
        f"it does not let this user in; put user and password right in {_URL}",
    ),
    (
        "database .* does not exist",
        f"it has no database of this name; create it (CREATE DATABASE), or change {_URL}",
    ),
    (
        "or later is required",
        "it is too old; firebell needs PostgreSQL 14 or newer",
    ),
    (
        "permission denied",
        f"this user may not do that; make it the owner of the database that {_URL} names",
    ),
    (
        "translate host name|resolve host|Name or service",
        f"the host that {_URL} names is not known here; put it right",
    ),
    ("SSL|certificate", f"it and this machine do not agree on TLS; see sslmode in {_URL}"),
    (
        "read-only|recovery",
        f"it is a copy that cannot be written to; let {_URL} name the original",
    ),
    (
        "refused|timeout|timed out|No such file|unreachable|starting up|shutting down"
        "|closed the connection|terminating connection|connection is (lost|bad|closed)"
        "|Connection reset",
        f"it does not answer; see that it runs where {_URL} says, and {AGAIN}",
    ),
)


def _explain_postgres(message: str) -> str:
    line = next((part.strip() for part in message.splitlines() if part.strip()), "no reason")
    for pattern, remedy in _POSTGRES:
        if re.search(pattern, message):
            return f"PostgreSQL: {remedy} ({line})"
    return f"PostgreSQL refused: {line}"
