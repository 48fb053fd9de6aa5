"""Words found again by their text or author: SQLite's FTS5, or a `tsvector` on PostgreSQL.

Both hold the words of `core.text.finding`, so that the same search finds the same on both. SQLite
makes them itself; for PostgreSQL, whose own parsers know addresses, hyphens and languages, they are
made here. The index is filled by the batch that stores the interactions.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

from firebell.common import bulk
from firebell.core.text.finding import words

LONGEST_SEARCH = 200
TABLE = "listening_fulltext"
# PostgreSQL's bounds for one tsvector: a megabyte, and positions that end at 16383.
_MOST_BYTES = 900_000
_LAST_PLACE = 16_383
_BETWEEN = 8  # places between text and author, so that no phrase runs from one into the other
_AT_ONCE = 1_000


class Word(NamedTuple):
    """An interaction as the index knows it."""

    interaction_id: int
    text: str
    author: str


def index(workspace_id: int, said: Iterable[Word]) -> None:
    """Let these be found. Belongs into the transaction that stores them."""
    if connection.vendor == "sqlite":
        mine = workspace_word(workspace_id)
        columns = ("rowid", "text", "author", "workspace")
        bulk.insert(TABLE, columns, [(*word, mine) for word in said])
        return
    columns = ("workspace_id", "interaction_id", "words")
    rows = ((workspace_id, id_, _vector(text, author)) for id_, text, author in said)
    bulk.insert(TABLE, columns, rows)


def forget(workspace_id: int, said: Iterable[Word]) -> None:
    """Take these out of the index. On SQLite they must be exactly as they were indexed."""
    if connection.vendor == "sqlite":
        mine = workspace_word(workspace_id)
        # An index without content is told what it is to forget.
        sql = (
            f"INSERT INTO {TABLE} ({TABLE}, rowid, text, author, workspace)"
            " VALUES ('delete', %s, %s, %s, %s)"
        )
        with connection.cursor() as cursor:
            cursor.executemany(sql, [(*word, mine) for word in said])
        return
    named, values = bulk.one_of("interaction_id", [word.interaction_id for word in said])
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {TABLE} WHERE workspace_id = %s AND {named}", [workspace_id, *values]
        )


def rebuild() -> None:
    """Make the whole index anew from what is stored."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"INSERT INTO {TABLE} ({TABLE}) VALUES ('delete-all')")
        else:
            cursor.execute(f"TRUNCATE {TABLE}")
        last = 0
        while rows := _stored_after(last):
            last = rows[-1][0]
            for workspace_id in {row[1] for row in rows}:
                index(
                    workspace_id, [Word(id_, *w) for id_, mine, *w in rows if mine == workspace_id]
                )


def _stored_after(interaction_id: int) -> list[tuple[int, int, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT w.id, w.workspace_id, w.text, p.handle FROM listening_interaction w "
            "JOIN listening_profile p ON p.id = w.profile_id "
            "WHERE w.id > %s ORDER BY w.id LIMIT %s",
            [interaction_id, _AT_ONCE],
        )
        return cursor.fetchall()


def matching_ids(workspace_id: int, text: str, limit: int) -> list[int]:
    """Ids of the workspace's interactions with all these words, in any order, the newest first.

    What is written together ("e-mail") must stand together; the last word may be the beginning of
    one. Nothing in `text` has a meaning of its own.
    """
    wanted = text[:LONGEST_SEARCH].replace('"', " ").replace("\0", " ").split()
    search = _search_sqlite if connection.vendor == "sqlite" else _search_postgres
    sql, values = search(workspace_id, wanted)
    if not sql:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, limit])
        return [id_ for (id_,) in cursor.fetchall()]


def _search_sqlite(workspace_id: int, wanted: list[str]) -> tuple[str, list[object]]:
    if not any(words(each) for each in wanted):
        return "", []
    # In quotes nothing of the index's own query language has a meaning. The newest matches come
    # out first and one by one, so a common word costs no more than a rare one.
    terms = " ".join(f'"{word}"' for word in wanted) + "*"
    mine = f"workspace : {workspace_word(workspace_id)} AND {{text author}} : ({terms})"
    sql = (
        f"SELECT f.rowid FROM {TABLE} f CROSS JOIN listening_interaction w "
        f"ON w.id = f.rowid WHERE f.{TABLE} MATCH %s AND w.workspace_id = %s "
        "ORDER BY f.rowid DESC LIMIT %s"
    )
    return sql, [mine, workspace_id]


def _search_postgres(workspace_id: int, wanted: list[str]) -> tuple[str, list[object]]:
    phrases = [found for each in wanted if (found := words(each))]
    if not phrases:
        return "", []
    beginning = bool(words(wanted[-1]))
    terms = [" <-> ".join(f"'{word}'" for word in phrase) for phrase in phrases]
    query = " & ".join(f"({term})" for term in terms[:-1] + [terms[-1] + ":*" * beginning])
    sql = (
        f"SELECT interaction_id FROM {TABLE} WHERE workspace_id = %s AND words @@ %s::tsquery "
        "ORDER BY interaction_id DESC LIMIT %s"
    )
    return sql, [workspace_id, query]


def workspace_word(workspace_id: int) -> str:
    """The word by which SQLite's index knows a workspace."""
    return f"w{workspace_id}"


def _vector(text: str, author: str) -> str:
    """A tsvector as PostgreSQL reads it: each word with the places where it stands."""
    places: dict[str, list[int]] = {}
    place, size = 0, 0
    for said in (words(text), words(author)):
        for word in said:
            place += 1
            if word not in places:
                size += len(word.encode()) + 16
                if size > _MOST_BYTES:
                    break
            places.setdefault(word, []).append(min(place, _LAST_PLACE))
        place += _BETWEEN
    return " ".join(f"'{word}':{','.join(map(str, at))}" for word, at in places.items())
