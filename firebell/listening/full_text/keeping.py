"""Entries into the index and out of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

from firebell.common import bulk
from firebell.core.query.findable import Findable, column, facts, words
from firebell.listening.full_text import tables

COLUMNS = ("text", "author", "facts")
# PostgreSQL's bounds for one tsvector: a megabyte, and positions that end at 16383.
_MOST_BYTES = 900_000
_LAST_PLACE = 16_383
_BETWEEN = 8  # places between text and author, so that no phrase runs from one into the other


class Entry(NamedTuple):
    """What the index holds at a place."""

    place: int
    said: Findable


def index(workspace_id: int, entries: Iterable[Entry]) -> None:
    """Let these be found. Belongs into the transaction that stores them."""
    # In order: what comes before the last place would make SQLite write a part of its own each.
    rows = sorted(entries, key=lambda entry: entry.place)
    if not rows:
        return
    name = tables.ensure(workspace_id)
    if connection.vendor == "sqlite":
        bulk.insert(name, ("rowid", *COLUMNS), ((place, *_columns(said)) for place, said in rows))
    else:
        bulk.insert(name, ("place", "words"), ((place, vector(said)) for place, said in rows))


def forget(workspace_id: int, entries: Iterable[Entry]) -> None:
    """Take these out of the index. On SQLite they must be exactly as they were indexed."""
    rows = list(entries)
    if not rows or not tables.exists(workspace_id):
        return
    name = tables.name_of(workspace_id)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # An index without content is told what it is to forget.
            sql = (
                f"INSERT INTO {name} ({name}, rowid, {', '.join(COLUMNS)})"
                " VALUES ('delete', %s, %s, %s, %s)"
            )
            cursor.executemany(sql, [(place, *_columns(said)) for place, said in rows])
        else:
            named, values = bulk.one_of("place", [entry.place for entry in rows])
            cursor.execute(f"DELETE FROM {name} WHERE {named}", values)


def _columns(said: Findable) -> tuple[str, str, str]:
    return column(said.text), column(said.author), " ".join(facts(said))


def vector(said: Findable) -> str:
    """A tsvector as PostgreSQL reads it: each word with the places where it stands, then facts."""
    places: dict[str, list[int]] = {}
    place, size = 0, 0
    for said_here in (said.text, said.author):
        for word in words(said_here):
            place += 1
            if word not in places:
                size += len(word.encode()) + 16
                if size > _MOST_BYTES:
                    break
            places.setdefault(word, []).append(min(place, _LAST_PLACE))
        place += _BETWEEN
    held = [f"'{word}':{','.join(map(str, at))}" for word, at in places.items()]
    return " ".join(held + [f"'{one}'" for one in facts(said)])
