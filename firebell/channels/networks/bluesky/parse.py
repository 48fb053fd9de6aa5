"""What Bluesky sends, turned into rows: pure, and nothing in a payload makes it raise.

The stream is Jetstream's `/subscribe` (`commit`, `identity` and `account` events as JSON); records
are `app.bsky.feed.post`, as the published lexicon describes it. Anybody may write anything into a
record, so every field is looked at before it is believed. A post of a stranger that is no post by
the lexicon (Bluesky shows it to nobody either) is passed over; a message that is no event is kept.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from firebell.channels.contract import KEPT_OF_A_REJECT, Change, ChangeKind, Reject
from firebell.channels.networks.bluesky.records import (
    POSTS,
    Author,
    addressed,
    post_row,
    post_uri,
    stamped,
)

DID = re.compile(r"did:[a-z]{1,20}:[A-Za-z0-9._:%-]{1,100}")
RKEY = re.compile(r"[A-Za-z0-9._:~-]{1,50}")
EARLIEST, LATEST = 1_500_000_000_000_000, 32_503_680_000_000_000
# Ways for an account to end for good; the others (deactivated, suspended, throttled) may pass.
GONE = frozenset({"deleted", "takendown"})


@dataclass(frozen=True, slots=True)
class Event:
    """One event of the stream. `row` has the columns of INTERACTION, `addressed` the DIDs of all
    whom it mentions, answers or quotes. `renamed` is a new handle of `did`."""

    did: str
    time_us: int
    row: Mapping[str, Any] | None = None
    addressed: frozenset[str] = frozenset()
    change: Change | None = None
    renamed: str | None = None


class _UnusableError(Exception):
    """Says what is wrong with an event."""


def parse_event(frame: str | bytes) -> Event | Reject:
    """One message of the stream."""
    try:
        return _event(_object(frame))
    except _UnusableError as error:
        return reject("event", frame, str(error))


def reject(what: str, frame: str | bytes, reason: str) -> Reject:
    """A payload that is kept because nothing could be made of it; its place is its own hash, the
    same whenever it is sent again."""
    raw = frame if isinstance(frame, bytes) else frame.encode("utf-8", "replace")
    place = f"{what} {hashlib.sha256(raw).hexdigest()[:16]}"
    return Reject(place, reason, raw[:KEPT_OF_A_REJECT], len(raw), {"format": what})


def _object(frame: str | bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(frame)
    except (ValueError, RecursionError) as error:
        raise _UnusableError(f"not JSON ({_line(error)}); the stream sent half an event") from error
    if not isinstance(found, dict):
        raise _UnusableError("not an object; this address may not be a Jetstream")
    return found


def _event(found: Mapping[str, Any]) -> Event:
    did, time_us = found.get("did"), found.get("time_us")
    if not isinstance(did, str) or not DID.fullmatch(did):
        raise _UnusableError("the event does not say whose it is (did)")
    if type(time_us) is not int or not EARLIEST <= time_us <= LATEST:
        raise _UnusableError("the event has no usable time (time_us)")
    kind = found.get("kind")
    body = found.get(kind) if isinstance(kind, str) else None
    if not isinstance(body, dict):
        raise _UnusableError("the event is of no known kind or is empty")
    if kind == "commit":
        return _commit(did, time_us, body)
    if kind == "identity":
        handle = body.get("handle")
        return Event(did, time_us, renamed=handle if isinstance(handle, str) else None)
    if kind == "account":
        return Event(did, time_us, change=_account(did, time_us, body))
    return Event(did, time_us)


def _commit(did: str, time_us: int, commit: Mapping[str, Any]) -> Event:
    if commit.get("collection") != POSTS:
        return Event(did, time_us)
    rkey = commit.get("rkey")
    if not isinstance(rkey, str) or not RKEY.fullmatch(rkey):
        return Event(did, time_us)
    uri, operation = post_uri(did, rkey), commit.get("operation")
    if operation == "delete":
        gone = Change(ChangeKind.DELETED, "bluesky", uri, instant(time_us))
        return Event(did, time_us, change=gone)
    record = commit.get("record")
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        return Event(did, time_us)
    row = post_row(uri, record, instant(time_us), Author(did))
    edited = None
    if operation == "update":
        edited = Change(ChangeKind.EDITED, "bluesky", uri, instant(time_us), row["text"])
    return Event(did, time_us, row, addressed(record), edited)


def _account(did: str, time_us: int, body: Mapping[str, Any]) -> Change | None:
    if body.get("active") is not False or body.get("status") not in GONE:
        return None
    everything = post_uri(did, "")
    return Change(ChangeKind.DELETED, "bluesky", everything, instant(time_us), whole_account=True)


def instant(time_us: int) -> datetime:
    return datetime.fromtimestamp(time_us // 1_000_000, UTC).replace(
        microsecond=time_us % 1_000_000
    )


def _line(error: Exception) -> str:
    said = str(error).splitlines()[0][:100] if str(error) else type(error).__name__
    return said.encode("utf-8", "replace").decode()


# What notifications tell of that is somebody's words; likes, follows and reposts are not.
SPOKEN = frozenset({"mention", "reply", "quote"})


@dataclass(frozen=True, slots=True)
class Told:
    """A post as the app view tells of it: by a notification or found by a search."""

    uri: str
    indexed_at: datetime
    row: Mapping[str, Any]
    did: str


def parse_views(answer: Any, key: str) -> Iterator[Told | Reject]:
    """The posts in an answer of `listNotifications` (`notifications`) or `searchPosts` (`posts`),
    in its order; notifications that are not words are left out."""
    views = answer.get(key) if isinstance(answer, dict) else None
    for view in views if isinstance(views, list) else ():
        if isinstance(view, dict) and view.get("reason", "mention") not in SPOKEN:
            continue
        try:
            yield _view(view)
        except _UnusableError as error:
            yield reject(key, json.dumps(view, ensure_ascii=True), str(error))


def _view(view: Any) -> Told:
    if not isinstance(view, dict):
        raise _UnusableError("not an object")
    uri, record, author = view.get("uri"), view.get("record"), view.get("author")
    if not isinstance(uri, str) or not _POST_URI.fullmatch(uri):
        raise _UnusableError("not the address of a post (uri)")
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise _UnusableError("a post without a text")
    did = author.get("did") if isinstance(author, dict) else None
    if not isinstance(did, str) or not isinstance(author, dict) or not DID.fullmatch(did):
        raise _UnusableError("a post without an author")
    indexed = stamped(view.get("indexedAt"))
    if indexed is None:
        raise _UnusableError("a post without the time when it was indexed")
    return Told(uri, indexed, post_row(uri, record, indexed, author_of(author)), did)


_POST_URI = re.compile(rf"at://{DID.pattern}/{re.escape(POSTS)}/{RKEY.pattern}")


def author_of(view: Mapping[str, Any]) -> Author:
    """The author in a profile view; `view["did"]` is known to be a text."""
    handle, name, followers = (view.get(k) for k in ("handle", "displayName", "followersCount"))
    known = isinstance(handle, str) and handle not in ("", "handle.invalid")
    return Author(
        view["did"],
        handle if known else None,
        name if isinstance(name, str) and name else None,
        followers if type(followers) is int and 0 <= followers < 2**53 else None,
    )


def parse_records(answer: Any, own: Author) -> Iterator[Told | Reject]:
    """Our own posts in an answer of `com.atproto.repo.listRecords`, in its order."""
    records = answer.get("records") if isinstance(answer, dict) else None
    for record in records if isinstance(records, list) else ():
        uri = record.get("uri") if isinstance(record, dict) else None
        value = record.get("value") if isinstance(record, dict) else None
        if not isinstance(uri, str) or not _POST_URI.fullmatch(uri):
            yield reject("records", json.dumps(record), "not the address of a post (uri)")
        elif not isinstance(value, dict) or not isinstance(value.get("text"), str):
            yield reject("records", json.dumps(record), "a post without a text")
        else:
            said = stamped(value.get("createdAt")) or datetime.fromtimestamp(0, UTC)
            yield Told(uri, said, post_row(uri, value, said, own, outbound=True), own.did)
