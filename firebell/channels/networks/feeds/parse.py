"""From the bytes of a feed to rows. Pure: what it does not know, it is told."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from firebell.channels.contract import KEPT_OF_A_REJECT, Reject
from firebell.channels.networks.feeds.config import KINDS, FeedConfig
from firebell.channels.networks.feeds.entries import Document, Entry, NotAFeedError, Unfit
from firebell.channels.networks.feeds.json_feeds import read_json
from firebell.channels.networks.feeds.xml_feeds import read_xml
from firebell.core.schema import Direction, InteractionKind

__all__ = ["Document", "NotAFeedError", "Told", "parse", "tell"]

LONGEST_ID = 190
_AHEAD = timedelta(minutes=10)  # of clocks that go wrong
_FIRST = datetime(1995, 1, 1, tzinfo=UTC)  # there were no feeds
# An id that is meant for the whole world, not for this feed alone.
_WORLDWIDE = ("http://", "https://", "tag:", "urn:")


def parse(body: bytes, headers: Mapping[str, str], url: str) -> Document:
    """The feed in an answer from `url`; header names in lower case. Raises NotAFeedError and
    nothing else, whatever the bytes."""
    start = body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        raise NotAFeedError("the answer is empty")
    if start[:1] in b"{[":
        return read_json(body, url)
    return read_xml(body, headers, url)


@dataclass(frozen=True, slots=True)
class Told:
    """One entry, ready to be taken in. `name` tells it from all others of its channel; `digest`
    changes when it is edited."""

    name: str
    digest: str
    row: Mapping[str, Any]
    edited_at: datetime
    dated: bool  # False: counts as said when it was heard


def tell(
    document: Document, feed: FeedConfig, heard_at: datetime
) -> Iterator[Told | tuple[str, Reject]]:
    """The entries of a document, oldest first; a reject with the name it is remembered by.

    An entry without a date, or with one in the future, counts as said at `heard_at`.
    """
    usable = _usable_ids(document)
    speaking = [entry for entry in document.entries if entry.text]
    said = [_told(entry, feed, document, heard_at, usable) for entry in speaking]
    said.reverse()  # the newest stands on top; where times are equal, the lower one is older
    yield from sorted(said, key=lambda one: one.row["at"])
    for unfit in [*document.unfit, *_wordless(document)]:
        name = f"unfit {_short(unfit.name)}"
        yield name, _reject(feed, name, unfit)


def _wordless(document: Document) -> list[Unfit]:
    return [
        Unfit(f"wordless {entry.id or entry.link}", "the entry has no words", entry.id.encode())
        for entry in document.entries
        if not entry.text
    ]


def _told(
    entry: Entry, feed: FeedConfig, document: Document, heard_at: datetime, usable: set[str]
) -> Told:
    name = _name(entry, feed, usable)
    stamped = _sane(entry.published, heard_at) or _sane(entry.updated, heard_at)
    author, author_name = _author(entry, document, feed)
    reply_to = _worldwide(entry.reply_to, feed) if entry.reply_to else None
    body = entry.body
    row = {
        "channel": feed.medium,
        "external_id": name,
        "kind": str(_kind(entry, feed)),
        "direction": str(Direction.INBOUND),
        "at": stamped or heard_at,
        "text": entry.text,
        "author": author,
        "author_name": author_name,
        "language_hint": entry.language or None,
        "url": entry.link,
        "in_reply_to": reply_to,
        "thread": reply_to,
        "rating": entry.rating,
        "has_link": body.has_link or "http://" in body.text or "https://" in body.text,
        "has_image": body.has_image or "image" in entry.media,
        "has_video": body.has_video or "video" in entry.media,
        "subject": entry.title or None,
    }
    edited_at = _sane(entry.updated, heard_at) or heard_at
    return Told(name, entry.digest, row, edited_at, stamped is not None)


def _author(entry: Entry, document: Document, feed: FeedConfig) -> tuple[str, str | None]:
    """Handle and name. Forums write "@handle Name"; where nobody is named, the feed speaks."""
    handle, _, name = entry.author.partition(" ") if entry.author.startswith("@") else ("", "", "")
    if handle.strip("@"):
        return handle.strip("@")[:200], name[:200] or None
    spoken = entry.author or document.title or urlsplit(feed.address).hostname or "unknown"
    return spoken[:200].strip("@ ") or "unknown", entry.author[:200] or None


def _kind(entry: Entry, feed: FeedConfig) -> InteractionKind:
    if entry.rating is not None:
        return InteractionKind.REVIEW
    return InteractionKind.COMMENT if entry.reply_to else KINDS[feed.medium]


def _sane(at: datetime | None, heard_at: datetime) -> datetime | None:
    return at if at is not None and _FIRST <= at <= heard_at + _AHEAD else None


def _usable_ids(document: Document) -> set[str]:
    """Ids that stand for one entry each; some feeds give all their entries the same."""
    counts = Counter(entry.id for entry in document.entries)
    return {one for one, count in counts.items() if one and count == 1}


def _name(entry: Entry, feed: FeedConfig, usable: set[str]) -> str:
    if entry.id in usable:
        return _worldwide(entry.id, feed)
    said = f"{entry.link}\0{entry.title}" if entry.link or entry.title else entry.body.text
    return f"{_scope(feed)}:{_short(said)}"


def _worldwide(given: str, feed: FeedConfig) -> str:
    name = given if given.startswith(_WORLDWIDE) else f"{_scope(feed)}:{given}"
    return name if len(name) <= LONGEST_ID else f"{name[:150]}…{_short(name)}"


def _scope(feed: FeedConfig) -> str:
    """What tells ids such as "1" of one feed from those of another."""
    return _short(feed.address)[:8]


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:24]


def _reject(feed: FeedConfig, name: str, unfit: Unfit) -> Reject:
    place = f"{feed.address[:200]} {name}"
    kept = unfit.raw[:KEPT_OF_A_REJECT]
    return Reject(place, unfit.reason, kept, len(unfit.raw), {"format": "feed"})
