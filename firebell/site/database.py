"""Make the database ready and turn its failures into words."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.conf import settings

from firebell.site.command_line import CannotRun


def prepare() -> None:
    """Set Django up and bring the database to this version; makes it on first use."""
    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from firebell.desk import never_unattended

    with readable_failures():
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)
        # A crash in the last step of a migration may have left the desk's rules out.
        never_unattended.install(connection)


@contextmanager
def readable_failures() -> Iterator[None]:
    """Turn a database's refusal into one line that says what to do; nothing was stored half."""
    from django.db import DatabaseError

    try:
        yield
    except DatabaseError as error:
        raise CannotRun(explain(str(error))) from error


def explain(message: str) -> str:
    """What the user can do about a message of the database."""
    home = settings.HOME
    if "disk is full" in message or "disk I/O error" in message or "No space left" in message:
        free = shutil.disk_usage(home).free // 1_000_000
        return (
            f"the disk that holds {home} is full ({free} MB free); make room and run the same "
            "command again: what was stored is kept, nothing is doubled"
        )
    if "locked" in message or "busy" in message:
        return (
            f"another program holds the database in {home}; close it and run the same command "
            "again: what was stored is kept, nothing is doubled"
        )
    if "readonly" in message or "unable to open" in message:
        return f"cannot write to {home}; give this user the right to, or set FIREBELL_HOME"
    if "malformed" in message or "not a database" in message:
        return f"the database in {home} is damaged ({message}); restore it from a backup"
    return f"the database refused: {message}"
