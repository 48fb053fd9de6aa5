"""The tables of the index: one for each workspace, made when the first word comes."""

from __future__ import annotations

from django.db import connection

PREFIX = "listening_fulltext_"
# The words come folded and parted by single spaces; a fact is one word with colons in it.
_TOKENIZER = "ascii tokenchars ''_:''"


def name_of(workspace_id: int) -> str:
    return f"{PREFIX}{int(workspace_id)}"


def terms_of(workspace_id: int) -> str:
    """SQLite's view of the words that an index holds."""
    return f"{name_of(workspace_id)}_terms"


def exists(workspace_id: int) -> bool:
    """Asked anew each time: what a transaction made is gone when it is taken back."""
    sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = %s"
    if connection.vendor != "sqlite":
        sql = "SELECT 1 WHERE to_regclass(%s) IS NOT NULL"
    with connection.cursor() as cursor:
        cursor.execute(sql, [name_of(workspace_id)])
        return cursor.fetchone() is not None


def ensure(workspace_id: int) -> str:
    """The name of the workspace's index, which is made if it is not there."""
    name = name_of(workspace_id)
    if not exists(workspace_id):
        for sql in _sqlite(workspace_id) if connection.vendor == "sqlite" else _postgres(name):
            with connection.cursor() as cursor:
                cursor.execute(sql)
    return name


def _sqlite(workspace_id: int) -> tuple[str, ...]:
    # No content: what it holds can be made anew. No sizes: nothing is ranked by them.
    name = name_of(workspace_id)
    return (
        f"CREATE VIRTUAL TABLE {name} USING fts5("
        f"text, author, facts, content='', columnsize=0, tokenize='{_TOKENIZER}')",
        f"CREATE VIRTUAL TABLE {terms_of(workspace_id)} USING fts5vocab({name}, instance)",
    )


def _postgres(name: str) -> tuple[str, ...]:
    # No foreign key: whoever stores words fills it, and nothing else ever points here.
    return (
        f"CREATE TABLE IF NOT EXISTS {name} (place bigint PRIMARY KEY, words tsvector NOT NULL)",
        f"CREATE INDEX IF NOT EXISTS {name}_words ON {name} USING gin (words)",
    )


def all_names() -> list[str]:
    """The indexes that there are, in no order."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    return [name for name in names if name.removeprefix(PREFIX).isdecimal()]


def drop(name: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TABLE IF EXISTS {name}_terms")
        cursor.execute(f"DROP TABLE IF EXISTS {name}")
