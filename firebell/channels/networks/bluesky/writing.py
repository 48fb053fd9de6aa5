"""The record of an answer: its text with links and mentions marked, and what it answers. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from firebell.channels.networks.bluesky.records import POSTS

MOST_CODE_POINTS, MOST_BYTES = 300, 3000
_LINK = re.compile(r"\bhttps?://[^\s<>\"]+", re.IGNORECASE)
_MENTION = re.compile(
    r"(?<![\w@.])@((?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z][a-zA-Z0-9-]{0,62})"
)
_AFTER_A_LINK = ".,;:!?'\"”»"
Reference = dict[str, str]


def too_long(text: str) -> bool:
    return len(text) > MOST_CODE_POINTS or len(text.encode("utf-8")) > MOST_BYTES


def record(
    text: str,
    at: datetime,
    language: str,
    reply: tuple[Reference, Reference] | None,
    did_of: Callable[[str], str | None],
) -> dict[str, Any]:
    """A record of the lexicon app.bsky.feed.post. `reply` is (root, parent), each with `uri` and
    `cid`; `did_of` finds who is mentioned. The same arguments give the same record."""
    facets = [*_links(text), *_mentions(text, did_of)]
    return {
        "$type": POSTS,
        "text": text,
        "createdAt": at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        **({"langs": [language]} if language else {}),
        **({"reply": {"root": reply[0], "parent": reply[1]}} if reply else {}),
        **({"facets": facets} if facets else {}),
    }


def _links(text: str) -> Iterator[dict[str, Any]]:
    for found in _LINK.finditer(text):
        uri = found.group().rstrip(_AFTER_A_LINK)
        if uri.endswith(")") and "(" not in uri:
            uri = uri[:-1].rstrip(_AFTER_A_LINK)
        end = found.start() + len(uri)
        yield _facet(text, found.start(), end, {"$type": f"{_FACET}#link", "uri": uri})


def _mentions(text: str, did_of: Callable[[str], str | None]) -> Iterator[dict[str, Any]]:
    links = [found.span() for found in _LINK.finditer(text)]
    for found in _MENTION.finditer(text):
        if any(start <= found.start() < end for start, end in links):
            continue
        did = did_of(found.group(1).lower())
        if did is not None:
            feature = {"$type": f"{_FACET}#mention", "did": did}
            yield _facet(text, found.start(), found.end(), feature)


_FACET = "app.bsky.richtext.facet"


def _facet(text: str, start: int, end: int, feature: dict[str, str]) -> dict[str, Any]:
    """Bluesky counts bytes of UTF-8, Python code points."""
    begins = len(text[:start].encode("utf-8"))
    ends = begins + len(text[start:end].encode("utf-8"))
    return {"index": {"byteStart": begins, "byteEnd": ends}, "features": [feature]}
