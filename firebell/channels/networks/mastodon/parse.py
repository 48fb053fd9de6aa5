"""What Mastodon sends, turned into rows: pure, and nothing in a payload makes it raise.

Statuses and notifications are those of the REST API, events those of the streaming API
(docs.joinmastodon.org, Entities and Streaming). A status without words is a picture: its
descriptions are its words.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import escape
from typing import Any

from firebell.channels.contract import KEPT_OF_A_REJECT, Change, ChangeKind, Reject
from firebell.channels.networks.mastodon.plain import plain
from firebell.core.schema import Direction, InteractionKind

CHANNEL = "mastodon"
NUMBER = re.compile(r"[A-Za-z0-9_-]{1,80}")
_LINK = re.compile(r"https?://", re.IGNORECASE)
_LOOK = re.compile(r"[!-~]{6,120}@[0-9]{1,5}x[0-9]{1,5}")
_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Za-z0-9-]{1,16})?")


@dataclass(frozen=True, slots=True)
class Status:
    """`row` has the columns of INTERACTION. `author` is the number of its account, `number` its
    own; `mentions` are the numbers of the accounts that it names."""

    number: str
    author: str
    mentions: frozenset[str]
    row: Mapping[str, Any]
    edited_at: datetime | None


@dataclass(frozen=True, slots=True)
class Event:
    """One message of the stream: a status heard, or what became of one. `stream` says which of
    the streams it is of, as ("public",) or ("hashtag", "tag")."""

    status: Status | None = None
    change: Change | None = None
    stream: tuple[str, ...] = ()


class _UnusableError(Exception):
    """Says what is wrong with a payload."""


def parse_statuses(found: Any, host: str) -> Iterator[Status | Reject]:
    """A timeline in its order; reposts of others are left out: they bring no new words."""
    for one in found if isinstance(found, list) else ():
        if isinstance(one, dict) and one.get("reblog"):
            continue
        yield _kept(one, host)


def parse_notifications(found: Any, host: str) -> Iterator[Status | Reject]:
    """The words in an answer of `/api/v1/notifications`: mentions and answers."""
    for one in found if isinstance(found, list) else ():
        if isinstance(one, dict) and one.get("type") != "mention":
            continue
        yield _kept(one.get("status") if isinstance(one, dict) else one, host)


def parse_event(message: str | bytes, host: str, now: datetime) -> Event | Reject:
    """One message of the streaming API; `now` dates a deletion, which has no time of its own."""
    try:
        found = json.loads(message)
        kind = found.get("event") if isinstance(found, dict) else None
        payload = found.get("payload") if isinstance(found, dict) else None
        if not isinstance(kind, str):
            raise _UnusableError("the message has no event; this may be no stream of Mastodon")
        named = found.get("stream")
        stream = tuple(str(one) for one in named[:2]) if isinstance(named, list) else ()
        return replace(_event(kind, payload, host, now), stream=stream)
    except (ValueError, RecursionError):
        return reject("event", message, "not JSON; the stream sent half an event")
    except _UnusableError as error:
        return reject("event", message, str(error))


def _event(kind: str, payload: Any, host: str, now: datetime) -> Event:
    if kind == "delete":
        number = payload if isinstance(payload, str) else str(payload)
        if not NUMBER.fullmatch(number):
            raise _UnusableError("a deletion does not say of what")
        return Event(change=Change(ChangeKind.DELETED, CHANNEL, external_id(number, host), now))
    body = json.loads(payload) if isinstance(payload, str) and payload else payload
    if kind == "notification":
        wanted = isinstance(body, dict) and body.get("type") == "mention"
        return Event(_status(body.get("status"), host)) if wanted else Event()
    if kind not in ("update", "status.update"):
        return Event()
    if isinstance(body, dict) and body.get("reblog"):
        return Event()
    status = _status(body, host)
    return Event(status, edit_of(status))


def edit_of(status: Status) -> Change | None:
    """The edit that a status bears, if it was edited."""
    if status.edited_at is None:
        return None
    text = str(status.row["text"])
    return Change(
        ChangeKind.EDITED, CHANNEL, str(status.row["external_id"]), status.edited_at, text
    )


def external_id(number: str, host: str) -> str:
    return f"{number}@{host}"


def number_of(external: str, host: str) -> str | None:
    """The status's number on this server, None if it is another server's."""
    number, _, server = external.partition("@")
    return number if server == host and NUMBER.fullmatch(number) else None


def reject(what: str, raw: str | bytes, reason: str) -> Reject:
    """A payload that is kept because nothing could be made of it; its place is its own hash."""
    kept = raw if isinstance(raw, bytes) else raw.encode("utf-8", "replace")
    place = f"{what} {hashlib.sha256(kept).hexdigest()[:16]}"
    return Reject(place, reason, kept[:KEPT_OF_A_REJECT], len(kept), {"format": what})


def _kept(found: Any, host: str) -> Status | Reject:
    try:
        return _status(found, host)
    except _UnusableError as error:
        return reject("status", json.dumps(found, ensure_ascii=True), str(error))


def _status(found: Any, host: str) -> Status:
    if not isinstance(found, dict) or not isinstance(found.get("account"), dict):
        raise _UnusableError("a status without an account")
    account = found["account"]
    number, author, acct = found.get("id"), account.get("id"), account.get("acct")
    if not (isinstance(number, str) and NUMBER.fullmatch(number)):
        raise _UnusableError("a status without a number (id)")
    if not (isinstance(author, str) and isinstance(acct, str) and acct.strip()):
        raise _UnusableError("a status whose account has no name (acct)")
    at = stamped(found.get("created_at"))
    if at is None:
        raise _UnusableError("a status without the time when it was written (created_at)")
    mentions = [one for one in _objects(found.get("mentions")) if isinstance(one.get("id"), str)]
    row = _row(found, account, external_id(number, host), handle(acct, host), at, host)
    named = frozenset(str(one["id"]) for one in mentions)
    return Status(number, author, named, row, stamped(found.get("edited_at")))


def _row(
    found: Mapping[str, Any],
    account: Mapping[str, Any],
    external: str,
    author: str,
    at: datetime,
    host: str,
) -> dict[str, Any]:
    media = _objects(found.get("media_attachments"))
    parent = found.get("in_reply_to_id")
    answers = isinstance(parent, str) and NUMBER.fullmatch(parent) is not None
    text = _words(found, media)
    private = found.get("visibility") == "direct"
    kinds = {str(one.get("type")) for one in media}
    kind = InteractionKind.REPLY if answers else InteractionKind.POST
    return {
        "channel": CHANNEL,
        "external_id": external,
        "kind": str(InteractionKind.DIRECT_MESSAGE if private else kind),
        "direction": str(Direction.INBOUND),
        "at": at,
        "text": text,
        "author": author,
        "author_name": _line(account.get("display_name"), 200),
        "followers": _count(account.get("followers_count"), 2**53),
        "language_hint": _language(found.get("language")),
        "url": _address(found.get("url")),
        "in_reply_to": external_id(str(parent), host) if answers else None,
        "thread": None,
        "rating": None,
        "reposts": _count(found.get("reblogs_count"), 2**31 - 1),
        "has_link": _LINK.search(text) is not None,
        "has_image": "image" in kinds,
        "has_video": bool(kinds & {"video", "gifv"}),
        "subject": None,
        "automatic": None,
        "pictures": " ".join(filter(None, map(_look, media))) or None,
    }


def _look(media: Mapping[str, Any]) -> str | None:
    """What a picture looks like, with its size: servers work out the blurhash (blurha.sh) alike,
    whoever uploads it. Equal for copies, and hardly ever for others of the same size."""
    blurred, meta = media.get("blurhash"), media.get("meta")
    original = meta.get("original") if isinstance(meta, dict) else None
    size = original.get("size") if isinstance(original, dict) else None
    if media.get("type") != "image" or not isinstance(size, str) or not isinstance(blurred, str):
        return None
    named = f"{blurred}@{size}"
    return named if _LOOK.fullmatch(named) else None


def _words(found: Mapping[str, Any], media: Iterable[Mapping[str, Any]]) -> str:
    content = found.get("content")
    said = [_clean(found.get("spoiler_text")), plain(content) if isinstance(content, str) else ""]
    if not any(said):
        said = [_clean(one.get("description")) for one in media]
    return "\n\n".join(part for part in said if part)


def handle(acct: str, host: str) -> str:
    """`user@server`, also for an account of this very server."""
    name = _clean(acct).lower()
    return (name if "@" in name else f"{name}@{host}")[:200]


def stamped(value: Any) -> datetime | None:
    """An instant as the network writes it; None where it is none."""
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _clean(value: Any) -> str:
    """Plain text as it is: a name such as "A &amp; B" or "<3" holds no markup."""
    return plain(escape(value, quote=False)) if isinstance(value, str) else ""


def _line(value: Any, most: int) -> str | None:
    return " ".join(_clean(value).split())[:most] or None


def _count(value: Any, most: int) -> int | None:
    return value if type(value) is int and 0 <= value <= most else None


def _language(value: Any) -> str | None:
    return value[:2] if isinstance(value, str) and _LANGUAGE.fullmatch(value) else None


def _address(value: Any) -> str | None:
    usable = isinstance(value, str) and _LINK.match(value) is not None and value.isprintable()
    return value if usable and len(value) <= 2_000 else None
