"""Asks a feed, and hands out what it had not before.

A feed shows only its last entries, so each reading is whole and what was taken in is known by name:
nothing is missed while a feed shows more than what is new since it was asked last. An entry whose
words changed is an edit; one that is no longer shown has merely grown old.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pyarrow as pa

from firebell.channels.asking import LIMIT, Answer, follow
from firebell.channels.contract import (
    Batch,
    Change,
    ChangeKind,
    ChannelError,
    Reject,
    no_interactions,
)
from firebell.channels.matching import Matching
from firebell.channels.networks.feeds.config import FeedConfig
from firebell.channels.networks.feeds.parse import Document, NotAFeedError, Told, parse, tell
from firebell.common import clock, outgoing
from firebell.common.unpacking import PackingError, TooLargeError, gunzipped
from firebell.core.schema import INTERACTION

ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/json;q=0.9, "
    "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
LONGEST_TTL = 60  # minutes; some feeds ask for a week
MOST_REMEMBERED = 1_000  # entries that are no longer shown
MOST_EDITS = 20  # of one entry: a counter in the text is not news
_SLACK = timedelta(seconds=15)


class FeedReader:
    """See `firebell.channels.contract.Reader`."""

    def batches(
        self, config: Mapping[str, Any], cursor: Mapping[str, Any], size: int
    ) -> Iterator[Batch]:
        """See `firebell.channels.contract.Reader.batches`."""
        feed, now = FeedConfig.read(config), clock.wall()
        place = Place.of(cursor, feed)
        if not place.is_due(feed, now):
            return
        answer = _fetch(feed, place)
        place.note(answer, now)
        if answer.status == 304:
            yield Batch(no_interactions(), (), place.cursor(done=True))
            return
        document = read(answer, feed)
        place.wait = document.ttl or 0
        place.skip_hours = sorted(document.skip_hours)
        yield from _batches(kept(document, feed, now), place, feed, size)


def fetch(feed: FeedConfig, headers: Mapping[str, str] | None = None, at: str = "") -> Answer:
    """The feed as its server gives it. ChannelError with the remedy."""
    with outgoing.client(headers={"Accept": ACCEPT}) as client:
        return follow(client, at or feed.address, where=feed.address, headers=headers)


def read(answer: Answer, feed: FeedConfig) -> Document:
    """The feed in an answer. ChannelError where there is none in it; that may pass."""
    try:
        body = gunzipped(answer.body, LIMIT)  # a packed file, not a packed answer
        return parse(body, answer.headers, answer.url)
    except (NotAFeedError, PackingError, TooLargeError) as error:
        raise ChannelError(f"{feed.address}: {error}", permanent=False) from error


def _fetch(feed: FeedConfig, place: Place) -> Answer:
    """From where it moved for good; if it is not there any more, from where it was."""
    if place.moved:
        try:
            return fetch(feed, place.conditions(), at=place.moved)
        except ChannelError:
            place.moved = ""
    return fetch(feed, place.conditions())


def kept(
    document: Document, feed: FeedConfig, now: datetime
) -> Iterator[Told | tuple[str, Reject]]:
    """Everything, or what a query matches where the source is set so; oldest first."""
    told = list(tell(document, feed, now))
    if feed.queries is None:
        yield from told
        return
    said = [one for one in told if isinstance(one, Told)]
    matched = Matching(feed.queries).matched([one.row for one in said])
    yield from (one for number, one in enumerate(said) if number in matched)


@dataclass(slots=True)
class Place:
    """Where a source stands: what is known of the entries, and what the server said last."""

    known: dict[str, list[Any]]  # short name -> [digest, edits]
    etag: str = ""
    modified: str = ""
    moved: str = ""
    asked_at: str = ""
    wait: int = 0
    skip_hours: list[int] = field(default_factory=list)
    queries: str = ""
    _before: dict[str, Any] = field(default_factory=dict)
    _shown: dict[str, list[Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, cursor: Mapping[str, Any], feed: FeedConfig) -> Place:
        queries = _short(repr(sorted(feed.queries.items()))) if feed.queries is not None else ""
        names = ("etag", "modified", "moved", "asked_at", "wait", "skip_hours")
        before = {name: cursor[name] for name in names if name in cursor}
        if cursor.get("queries", queries) != queries:
            # Other queries may want what these let pass, so it has to be read again, and now.
            before = {name: before[name] for name in ("moved",) if name in before}
        known = {name: list(value) for name, value in cursor.get("known", {}).items()}
        return cls(known=known, **before, queries=queries, _before=before)

    def is_due(self, feed: FeedConfig, now: datetime) -> bool:
        if not self.asked_at:
            return True
        if now.hour in self.skip_hours:
            return False
        wait = timedelta(minutes=max(feed.minutes, min(self.wait, LONGEST_TTL)))
        # A clock that was set back must not silence the source.
        return abs(now - datetime.fromisoformat(self.asked_at)) >= wait - _SLACK

    def conditions(self) -> dict[str, str]:
        given = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in given.items() if value}

    def note(self, answer: Answer, now: datetime) -> None:
        self.asked_at = now.isoformat()
        if answer.moved_to:
            self.moved = answer.moved_to
        if answer.status != 304:
            self.etag = _said(answer, "etag")
            self.modified = _said(answer, "last-modified")

    def is_news(self, name: str) -> bool:
        """Is the entry of this name met for the first time?"""
        return _short(name) not in self.known

    def is_edit(self, told: Told) -> bool:
        """Did the words of a known entry change, and not for the hundredth time?"""
        digest, edits = self.known[_short(told.name)]
        return bool(digest != told.digest and edits < MOST_EDITS)

    def take(self, name: str, digest: str, *, edited: bool = False) -> None:
        edits = self.known.get(_short(name), ["", 0])[1] + edited
        self.known[_short(name)] = self._shown[_short(name)] = [digest, edits]

    def cursor(self, *, done: bool) -> dict[str, Any]:
        """JSON-able. Only the last of a reading moves what the server is asked by."""
        if not done:
            return {**self._before, "known": dict(self.known), "queries": self.queries}
        return {
            "known": self._remembered(),
            "etag": self.etag,
            "modified": self.modified,
            "moved": self.moved,
            "asked_at": self.asked_at,
            "wait": self.wait,
            "skip_hours": self.skip_hours,
            "queries": self.queries,
        }

    def _remembered(self) -> dict[str, list[Any]]:
        gone = [name for name in self.known if name not in self._shown]
        still = gone[-MOST_REMEMBERED:] if self._shown else gone
        return {**{name: self.known[name] for name in still}, **self._shown}


def _said(answer: Answer, name: str) -> str:
    value = answer.headers.get(name, "")
    return value if value.isascii() and value.isprintable() and len(value) <= 500 else ""


def _short(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:16]


def _batches(
    told: Iterator[Told | tuple[str, Reject]], place: Place, feed: FeedConfig, size: int
) -> Iterator[Batch]:
    """What is new, at most `size` rows a batch; the last one, perhaps empty, ends the reading."""
    held = _Held()
    for one in told:
        if held.rows_read >= size:
            yield held.batch(place.cursor(done=False))
            held = _Held()
        held.add(one, place, feed)
    yield held.batch(place.cursor(done=True))


@dataclass(slots=True)
class _Held:
    rows: list[dict[str, Any]] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    @property
    def rows_read(self) -> int:
        return len(self.rows) + len(self.rejects)

    def add(self, one: Told | tuple[str, Reject], place: Place, feed: FeedConfig) -> None:
        if not isinstance(one, Told):
            if place.is_news(one[0]):
                self.rejects.append(one[1])
            place.take(one[0], "")
            return
        edited = False
        if place.is_news(one.name):
            self.rows.append(dict(one.row))
        elif place.is_edit(one):
            edited = True
            self.changes.append(_edit(one, feed))
        place.take(one.name, one.digest, edited=edited)

    def batch(self, cursor: dict[str, Any]) -> Batch:
        table = pa.RecordBatch.from_pylist(self.rows, schema=INTERACTION)
        return Batch(table, tuple(self.rejects), cursor, changes=tuple(self.changes))


def _edit(told: Told, feed: FeedConfig) -> Change:
    text = str(told.row["text"])
    return Change(ChangeKind.EDITED, feed.medium, told.name, told.edited_at, text)
