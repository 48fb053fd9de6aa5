from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from firebell.site import first_tables


class Command(migrate.Command):
    """Django's, save that a new database is not taken through every version before this one."""

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        if _whole(options) and first_tables.is_new(connection):
            first_tables.lay_out(connection)
        super().handle(*args, **options)


def _whole(options: dict[str, Any]) -> bool:
    """Everything is to be applied, and no more: not one room, not only looked at."""
    narrowing = ("app_label", "migration_name", "fake", "fake_initial", "plan", "check_unapplied")
    return not any(options.get(name) for name in (*narrowing, "prune"))
