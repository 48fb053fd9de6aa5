"""A post record and what can be made of it: text, links, pictures, whom it answers. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from firebell.core.schema import Direction, InteractionKind

CHANNEL = "bluesky"
POSTS = "app.bsky.feed.post"
WEB = "https://bsky.app"
MOST_FACETS = 100
LONGEST_ID = 200
MOST_PICTURES = 4
# What claims to be older than the web is a mistake.
OLDEST = datetime(1990, 1, 1, tzinfo=UTC)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_LANGUAGE = re.compile(r"([A-Za-z]{2})(?:-[A-Za-z0-9-]{1,30})?")
_CID = re.compile(r"[A-Za-z0-9]{20,120}")
_DID_OF = re.compile(r"at://(did:[a-z]{1,20}:[A-Za-z0-9._:%-]{1,100})/")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Author:
    did: str
    handle: str | None = None
    name: str | None = None
    followers: int | None = None

    @property
    def shown(self) -> str:
        """The handle; where it is not known, the DID, which names nobody else."""
        return storable(self.handle or self.did)


def post_uri(did: str, rkey: str) -> str:
    return f"at://{did}/{POSTS}/{rkey}"


def storable(text: str) -> str:
    """NUL and halves of characters, which no store holds, become U+FFFD."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def stamped(value: Any) -> datetime | None:
    """An instant as records write it; None if it is none."""
    if not isinstance(value, str) or len(value) > 64:
        return None
    try:
        found = datetime.fromisoformat(value)
        return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def post_row(
    uri: str,
    record: Mapping[str, Any],
    seen: datetime,
    author: Author,
    *,
    outbound: bool = False,
) -> Row:
    """The row of a post that the network saw at `seen`. Its own time is believed where it is
    earlier, as Bluesky itself does: nobody writes tomorrow."""
    said = stamped(record.get("createdAt"))
    parent, root = _reply(record)
    media = list(_embeds(record.get("embed")))
    return {
        "channel": CHANNEL,
        "external_id": uri,
        "kind": str(InteractionKind.REPLY if parent else InteractionKind.POST),
        "direction": str(Direction.OUTBOUND if outbound else Direction.INBOUND),
        "at": said if said is not None and OLDEST <= said < seen else seen,
        "text": _text(record),
        "author": author.shown,
        "author_name": storable(author.name) if author.name else None,
        "followers": author.followers,
        "language_hint": _language(record.get("langs")),
        "url": post_url(uri, author),
        "in_reply_to": parent,
        "thread": root or uri,
        "has_link": "external" in media or any(True for _ in _links(record)),
        "has_image": "images" in media,
        "has_video": "video" in media,
        "pictures": _pictures(record.get("embed")),
    }


def named(row: Mapping[str, Any], author: Author) -> Row:
    """The row again, now that its author is known better."""
    known = {
        "author": author.shown,
        "author_name": storable(author.name) if author.name else row.get("author_name"),
        "followers": author.followers if author.followers is not None else row.get("followers"),
        "url": post_url(row["external_id"], author),
    }
    return {**row, **known}


def post_url(uri: str, author: Author) -> str:
    """Where people see it."""
    return f"{WEB}/profile/{storable(author.handle or author.did)}/post/{uri.rpartition('/')[2]}"


def addressed(record: Mapping[str, Any]) -> frozenset[str]:
    """The DIDs of those whom a post mentions, answers or quotes."""
    uris = [*_reply(record), _quoted(record.get("embed"))]
    owners = [found.group(1) for uri in uris if uri and (found := _DID_OF.match(uri))]
    mentioned = [feature.get("did") for _, _, feature in _features(record, "mention")]
    return frozenset([*owners, *(did for did in mentioned if isinstance(did, str))])


def _reply(record: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Addresses of the post that is answered and of the first one of its thread."""
    reply = record.get("reply")
    if not isinstance(reply, dict):
        return None, None
    parent = _uri(reply.get("parent"))
    return parent, _uri(reply.get("root")) or parent


def _uri(reference: Any) -> str | None:
    uri = reference.get("uri") if isinstance(reference, dict) else None
    if not isinstance(uri, str) or not uri.startswith("at://") or len(uri) > LONGEST_ID:
        return None
    return None if _UNSTORABLE.search(uri) else uri


def _quoted(embed: Any) -> str | None:
    record = embed.get("record") if isinstance(embed, dict) else None
    inner = record.get("record") if isinstance(record, dict) else None
    return _uri(inner) or _uri(record)


def _embeds(embed: Any) -> Iterator[str]:
    """The kinds of what hangs on a post: images, video, external, record."""
    if not isinstance(embed, dict):
        return
    kind = embed.get("$type")
    if kind == "app.bsky.embed.recordWithMedia":
        media = embed.get("media")
        if isinstance(media, dict) and media.get("$type") != kind:
            yield from _embeds(media)
        yield "record"
    elif isinstance(kind, str):
        yield kind.rpartition(".")[2]


def _pictures(embed: Any) -> str | None:
    """The content addresses (CIDs) of its pictures: the same bytes always have the same."""
    if not isinstance(embed, dict):
        return None
    if embed.get("$type") == "app.bsky.embed.recordWithMedia":
        embed = embed.get("media")
    images = embed.get("images") if isinstance(embed, dict) else None
    found = [_content(one) for one in images[:MOST_PICTURES]] if isinstance(images, list) else []
    return " ".join(filter(None, found)) or None


def _content(image: Any) -> str | None:
    blob = image.get("image") if isinstance(image, dict) else None
    if not isinstance(blob, dict):
        return None
    reference = blob.get("ref")
    # Blobs of the network's first months name their content so.
    name = reference.get("$link") if isinstance(reference, dict) else blob.get("cid")
    return name if isinstance(name, str) and _CID.fullmatch(name) else None


def _language(langs: Any) -> str | None:
    """The language, if the writer claims exactly one."""
    if not isinstance(langs, list) or len(langs) != 1 or not isinstance(langs[0], str):
        return None
    found = _LANGUAGE.fullmatch(langs[0])
    return found.group(1).lower() if found else None


def _text(record: Mapping[str, Any]) -> str:
    """The text with shortened links written out: apps show `example.com/a...` and keep the whole
    address beside it, which is what queries for addresses look for."""
    text = record["text"]
    if not _has_link_facet(record):
        return storable(text)
    raw = bytearray(text.encode("utf-8", "surrogatepass"))
    for start, end, uri in sorted(_links(record), reverse=True):
        if _shortens(bytes(raw[start:end]).decode("utf-8", "replace"), uri):
            raw[start:end] = uri.encode("utf-8", "replace")
    return storable(raw.decode("utf-8", "replace"))


def _has_link_facet(record: Mapping[str, Any]) -> bool:
    return any(True for _ in _links(record))


def _links(record: Mapping[str, Any]) -> Iterator[tuple[int, int, str]]:
    for start, end, feature in _features(record, "link"):
        uri = feature.get("uri")
        if isinstance(uri, str) and uri and len(uri) <= 2000:
            yield start, end, uri


def _features(record: Mapping[str, Any], kind: str) -> Iterator[tuple[int, int, Row]]:
    """(start, end, feature): bytes of the text in UTF-8, where they lie inside it."""
    facets = record.get("facets")
    size = len(record["text"].encode("utf-8", "surrogatepass"))
    for facet in facets[:MOST_FACETS] if isinstance(facets, list) else ():
        index = facet.get("index") if isinstance(facet, dict) else None
        start = index.get("byteStart") if isinstance(index, dict) else None
        end = index.get("byteEnd") if isinstance(index, dict) else None
        if type(start) is not int or type(end) is not int or not 0 <= start < end <= size:
            continue
        features = facet.get("features")
        for feature in features if isinstance(features, list) else ():
            if isinstance(feature, dict) and feature.get("$type") == f"{_FACET}#{kind}":
                yield start, end, feature


_FACET = "app.bsky.richtext.facet"


def _shortens(shown: str, uri: str) -> bool:
    stem = shown.removesuffix("…").removesuffix("...")
    if stem == shown or not stem:
        return False
    bare = uri.partition("://")[2] or uri
    return any(whole.startswith(stem) for whole in (uri, bare, bare.removeprefix("www.")))
