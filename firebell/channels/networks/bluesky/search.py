"""Making up for a gap: what the network's own search still finds of it.

The service searches by words, not by our queries: it is asked for the words that each query wants,
and what it finds is judged by the queries again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

import httpx

from firebell.channels.networks.bluesky.parse import Told, parse_views
from firebell.channels.networks.bluesky.session import Session
from firebell.core.query import Node, parse
from firebell.core.query.ast import And, Exact, Near, Or, Prefix, Words

PAGE = 100
MOST_PAGES = 20  # for each word
MOST_WORDS = 50


def wanted_words(queries: Mapping[int, str]) -> list[str]:
    """Words of which every match of a query has at least one, where it needs any.

    >>> wanted_words({1: '(northpost OR "north post") AND NOT jobs', 2: "cancel*"})
    ['northpost', '"north post"', 'cancel']
    """
    found = [word for text in queries.values() for word in _words(parse(text))]
    return list(dict.fromkeys(found))[:MOST_WORDS]


def _words(node: Node) -> list[str]:
    match node:
        case Words(text) | Exact(text) | Prefix(text):
            return [f'"{text}"' if " " in text else text]
        case Near(left, right):
            return _fewest([_words(left), _words(right)])
        case And(children):
            return _fewest([_words(child) for child in children])
        case Or(children):
            lists = [_words(child) for child in children]
            return [word for words in lists for word in words] if all(lists) else []
        case _:
            return []


def _fewest(lists: list[list[str]]) -> list[str]:
    """Of several conditions that must all be met one is enough to look for."""
    return min((words for words in lists if words), key=len, default=[])


def search(
    session: Session, client: httpx.Client, word: str, since: datetime, until: datetime
) -> Iterator[Told]:
    """The posts with this word between two instants, newest first, as far back as is told."""
    page: str | None = None
    for _ in range(MOST_PAGES):
        asked = {
            "q": word,
            "sort": "latest",
            "limit": PAGE,
            "since": _stamp(since),
            "until": _stamp(until),
            **({} if page is None else {"cursor": page}),
        }
        answer = session.get(client, "app.bsky.feed.searchPosts", asked)
        told = [one for one in parse_views(answer, "posts") if isinstance(one, Told)]
        yield from (one for one in told if since <= one.indexed_at <= until)
        following = answer.get("cursor")
        past = any(one.indexed_at < since for one in told)
        if past or not told or not isinstance(following, str):
            return
        page = following


def _stamp(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
