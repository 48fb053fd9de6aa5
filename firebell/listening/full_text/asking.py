"""What the index is asked: places where a find holds, from the newest on or from the oldest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

from firebell.core.query.searching import EVERYTHING, Expand, Find
from firebell.listening.full_text import tables
from firebell.listening.full_text.placing import LAST
from firebell.listening.full_text.tongues import Fts5, TsQuery, written

MOST_BEGINNINGS = 80  # words that one beginning may stand for
_LAST_LETTER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Span:
    """Places from `first` to `last`, both inclusive."""

    first: int = 0
    last: int = LAST

    def below(self, place: int) -> Span:
        """The part before this place: what is older."""
        return Span(self.first, min(self.last, place - 1))

    def above(self, place: int) -> Span:
        """The part after this place: what is newer."""
        return Span(max(self.first, place + 1), self.last)


WHOLE = Span()


def places(
    workspace_id: int,
    find: Find,
    span: Span = WHOLE,
    *,
    limit: int,
    skip: int = 0,
    oldest_first: bool = False,
) -> list[int]:
    """Places of the workspace where the find holds, in order, without the first `skip`."""
    asked = _asked(workspace_id, find, span)
    if asked is None:
        return []
    where, values = asked
    order = "ASC" if oldest_first else "DESC"
    key = _key()
    return [
        place
        for (place,) in _rows(
            f"SELECT {key} FROM {where} ORDER BY {key} {order} LIMIT %s OFFSET %s",
            [*values, limit, skip],
        )
    ]


def count(workspace_id: int, find: Find, span: Span = WHOLE, *, up_to: int | None = None) -> int:
    """How many places there are; with `up_to`, that number stands for it or more."""
    asked = _asked(workspace_id, find, span)
    if asked is None:
        return 0
    where, values = asked
    if up_to is None:
        return int(_rows(f"SELECT COUNT(*) FROM {where}", values)[0][0])
    limited = f"SELECT COUNT(*) FROM (SELECT 1 FROM {where} LIMIT %s) found"
    return int(_rows(limited, [*values, up_to])[0][0])


def counts_at_once() -> bool:
    """Whether the store skips and counts so fast that a million may be counted for a page."""
    return connection.vendor == "sqlite"


def expanding(workspace_id: int) -> Expand | None:
    """For `searching.planned`: the words of the workspace's index that begin so. None on a store
    that finds beginnings itself while it walks."""
    if connection.vendor != "sqlite":
        return None
    if not tables.exists(workspace_id):
        return lambda prefix: []
    return lambda prefix: _beginning(tables.terms_of(workspace_id), prefix)


def _beginning(terms: str, prefix: str) -> list[str] | None:
    """One seek a word, so that it costs nothing how often each stands in the index."""
    found: list[str] = []
    low = prefix
    sql = f"SELECT term FROM {terms} WHERE term >= %s AND term < %s LIMIT 1"
    while len(found) <= MOST_BEGINNINGS:
        rows = _rows(sql, [low, prefix + _LAST_LETTER])
        if not rows:
            return found
        found.append(rows[0][0])
        low = f"{found[-1]}\0"
    return None


def size(workspace_id: int) -> int:
    """How many entries the workspace's index holds."""
    return count(workspace_id, EVERYTHING)


def _asked(workspace_id: int, find: Find, span: Span) -> tuple[str, list[Any]] | None:
    """What follows FROM, and its values; None where there is nothing to be found."""
    if span.first > span.last or not tables.exists(workspace_id):
        return None
    sqlite = connection.vendor == "sqlite"
    wanted = written(find, Fts5() if sqlite else TsQuery())
    if wanted is None:
        return None
    name = tables.name_of(workspace_id)
    matching = f"{name} MATCH %s" if sqlite else "words @@ %s::tsquery"
    bounds = f"{_key()} BETWEEN %s AND %s"
    return f"{name} WHERE {matching} AND {bounds}", [wanted, span.first, span.last]


def _key() -> str:
    return "rowid" if connection.vendor == "sqlite" else "place"


def _rows(sql: str, values: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
