"""Stored interactions as the index knows them: by what they say now, read once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db import connection

from firebell.common import bulk
from firebell.core.query.findable import Findable
from firebell.listening.full_text.keeping import Entry
from firebell.listening.full_text.placing import place

# What was taken back is not found any more. Readings belong to a higher room: the relation is
# reached by its name. The first one stands: the index says so, and later ones change nothing in it.
_SAID = (
    "SELECT w.workspace_id, w.id, w.at, COALESCE((SELECT c.text FROM listening_interactionchange c"
    " WHERE c.interaction_id = w.id AND c.kind = 'edited' ORDER BY c.at DESC LIMIT 1), w.text),"
    " p.handle, w.channel, w.kind, (SELECT r.language FROM understanding_reading r"
    " WHERE r.interaction_id = w.id ORDER BY r.id LIMIT 1), w.url, w.rating, w.followers, w.media,"
    " w.outbound FROM listening_interaction w JOIN listening_profile p ON p.id = w.profile_id"
    " WHERE w.hidden_at IS NULL AND "
)
AT_ONCE = 1_000


def entries(workspace_id: int, interaction_ids: Collection[int]) -> dict[int, Entry]:
    """Interaction id -> its entry, of those of the workspace that may be found."""
    condition, values = bulk.one_of("w.id", list(interaction_ids))
    rows = _rows(f"{_SAID}w.workspace_id = %s AND {condition}", [workspace_id, *values])
    return {row[1]: _entry(row) for row in rows}


def all_entries() -> Iterator[tuple[int, Entry]]:
    """(workspace id, entry) of every interaction that may be found."""
    last = 0
    while rows := _rows(f"{_SAID}w.id > %s ORDER BY w.id LIMIT %s", [last, AT_ONCE]):
        last = rows[-1][1]
        yield from ((row[0], _entry(row)) for row in rows)


def _rows(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def _entry(row: Sequence[Any]) -> Entry:
    _workspace_id, id_, at, text, author, channel, kind, language, url, *numbers, ours = row
    rating, followers, media = numbers
    said = Findable(
        text, author, channel, kind, language or "", url, rating, followers, media, bool(ours)
    )
    return Entry(place(bulk.read_instant(at), id_), said)
