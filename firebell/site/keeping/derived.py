"""What is not in a backup because it can be made from the rest."""

from __future__ import annotations

from django.db import connection

from firebell.listening import full_text


def make_anew() -> None:
    """The full-text index, and what PostgreSQL knows of its tables for planning."""
    full_text.rebuild()
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
