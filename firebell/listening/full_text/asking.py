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
# How far PostgreSQL looks through entries one by one for a page, and what is a page.
_LOOKED_THROUGH = 3_000
_FEW = 100
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
    order = "ASC" if oldest_first else "DESC"
    if connection.vendor != "sqlite" and skip + limit <= _FEW:
        near = _near(asked, order, skip + limit)
        if len(near) == skip + limit:
            return near[skip:]
    sql = f"SELECT {_key()} FROM {asked.where} ORDER BY {_key()} {order} LIMIT %s OFFSET %s"
    return [place for (place,) in _rows(sql, [*asked.values, limit, skip])]


def _near(asked: _Asked, order: str, limit: int) -> list[int]:
    """On PostgreSQL: places among the entries that come first, whatever they say.

    Most searches find their page there. The planner would not know: it takes the words of a phrase
    for strangers to each other, and fetches all posts that have them to put them in order.
    """
    in_order = f"ORDER BY place {order} LIMIT %s"
    first = f"SELECT place, words FROM {asked.name} WHERE {asked.bounds} {in_order}"
    sql = f"SELECT place FROM ({first}) first WHERE {asked.matching} {in_order}"
    values = [*asked.span, _LOOKED_THROUGH, asked.wanted, limit]
    return [place for (place,) in _rows(sql, values)]


def count(workspace_id: int, find: Find, span: Span = WHOLE, *, up_to: int | None = None) -> int:
    """How many places there are; with `up_to`, that number stands for it or more."""
    asked = _asked(workspace_id, find, span)
    if asked is None:
        return 0
    if up_to is None:
        return int(_rows(f"SELECT COUNT(*) FROM {asked.where}", asked.values)[0][0])
    limited = f"SELECT COUNT(*) FROM (SELECT 1 FROM {asked.where} LIMIT %s) found"
    return int(_rows(limited, [*asked.values, up_to])[0][0])


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


@dataclass(frozen=True, slots=True)
class _Asked:
    """The parts of a statement, and the values that they take."""

    name: str
    matching: str
    bounds: str
    wanted: str
    span: tuple[int, int]

    @property
    def where(self) -> str:
        """What follows FROM."""
        return f"{self.name} WHERE {self.matching} AND {self.bounds}"

    @property
    def values(self) -> list[Any]:
        return [self.wanted, *self.span]


def _asked(workspace_id: int, find: Find, span: Span) -> _Asked | None:
    """None where there is nothing to be found."""
    if span.first > span.last or not tables.exists(workspace_id):
        return None
    sqlite = connection.vendor == "sqlite"
    wanted = written(find, Fts5() if sqlite else TsQuery())
    if wanted is None:
        return None
    name = tables.name_of(workspace_id)
    matching = f"{name} MATCH %s" if sqlite else "words @@ %s::tsquery"
    bounds = f"{_key()} BETWEEN %s AND %s"
    return _Asked(name, matching, bounds, wanted, (span.first, span.last))


def _key() -> str:
    return "rowid" if connection.vendor == "sqlite" else "place"


def _rows(sql: str, values: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
