"""What is not in a backup because it can be made from the rest."""

from __future__ import annotations

from django.db import connection


def make_anew() -> None:
    """The full-text index of SQLite, and what PostgreSQL knows of its tables for planning."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("ANALYZE")
            return
        cursor.execute("INSERT INTO listening_fulltext (listening_fulltext) VALUES ('delete-all')")
        # As `listening.actions` fills it; the workspace's word is `queries.workspace_word`.
        cursor.execute(
            "INSERT INTO listening_fulltext (rowid, text, author, workspace) "
            "SELECT w.id, w.text, p.handle, 'w' || w.workspace_id FROM listening_interaction w "
            "JOIN listening_profile p ON p.id = w.profile_id ORDER BY w.id"
        )
