"""Feeds in XML: RSS 0.9x to 2.0, RDF and Atom, by feedparser.

It is given a stream and never a string: a string that happens to be the name of a file or an
address would be opened. It neither cleans nor resolves what it reads: we do.
"""

from __future__ import annotations

import calendar
import io
import re
import time
import warnings
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from xml.parsers import expat
from xml.sax import SAXException

import feedparser

from firebell.channels.networks.feeds.entries import (
    MOST_ENTRIES,
    Document,
    Entry,
    NotAFeedError,
    Unfit,
    code,
    rating,
    web_link,
)
from firebell.channels.networks.feeds.markup import Plain, feeds_of, one_line, plain, tidy

# What reads broken XML takes long over large pieces of it.
MOST_BROKEN = 256 * 1024
_END = re.compile(rb"</\s*(?:rss|feed|\w+:RDF|RDF|channel)\s*>\s*(?:<!--.*?-->\s*)*\Z", re.DOTALL)


# A feed has no use for entities of its own; what they unfold to has no end.
_SUBSET = re.compile(rb"<!DOCTYPE[^\[>]{0,2000}\[.*?\]\s*>", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(rb"<((?:rss|feed|(?:\w+:)?RDF))[\s>]")
_AFTER_ENTRY = re.compile(rb"</(?:item|entry)\s*>")


def read_xml(body: bytes, headers: Mapping[str, str], url: str) -> Document:
    """NotAFeedError where nothing of a feed is in it."""
    found = _parsed(body, headers)
    feed, given = found.get("feed", {}), found.get("entries", [])
    if not given and not found.get("version"):
        raise NotAFeedError(_what_it_is(body, found, url))
    broken = found.get("bozo_exception") if found.get("bozo") else None
    broken = broken if isinstance(broken, SAXException) else None
    entries = [_entry(one, feed, url) for one in given[:MOST_ENTRIES]]
    unfit: tuple[Unfit, ...] = ()
    if broken is not None and entries and not _END.search(body[-1000:].rstrip(b"\x00 \t\r\n")):
        unfit = (_cut(entries.pop(), body),)
    return Document(
        title=_line(feed, "title"),
        entries=tuple(entries),
        unfit=unfit,
        ttl=_ttl(feed),
        skip_hours=_skip_hours(body),
        broken=one_line(str(broken)) if broken is not None else "",
    )


def _parsed(body: bytes, headers: Mapping[str, str]) -> Mapping[str, Any]:
    said = {"content-type": headers.get("content-type", "")}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own use of what Python gives up
        try:
            found: Mapping[str, Any] = feedparser.parse(
                io.BytesIO(_bounded(body)),
                response_headers=said,
                resolve_relative_uris=False,
                sanitize_html=False,
            )
        except Exception as error:  # broken in a way that it does not expect; never ours to crash
            raise NotAFeedError(f"it cannot be read ({type(error).__name__})") from error
    return found


def _bounded(body: bytes) -> bytes:
    """At most so many entries of a sound document, and the beginning of one that is broken."""
    body = _SUBSET.sub(b"", body, count=1)
    if len(body) <= MOST_BROKEN:
        return body
    return _first_entries(body) if _is_sound(body) else body[:MOST_BROKEN]


def _first_entries(body: bytes) -> bytes:
    root = _ROOT.search(body[:10_000])
    ends = islice(_AFTER_ENTRY.finditer(body), MOST_ENTRIES - 1, MOST_ENTRIES)
    last = next(ends, None)
    if root is None or last is None:
        return body
    channel = b"</channel>" if root[1] == b"rss" else b""
    return body[: last.end()] + channel + b"</" + root[1] + b">"


def _is_sound(body: bytes) -> bool:
    try:
        expat.ParserCreate().Parse(body, True)
    except (expat.ExpatError, ValueError, LookupError):
        return False
    return True


def _what_it_is(body: bytes, found: Mapping[str, Any], url: str) -> str:
    start = body[:2000].lower()
    if b"<html" not in start and b"<!doctype html" not in start:
        why = found.get("bozo_exception")
        return f"this is no feed ({one_line(str(why))[:200]})" if why else "this is no feed"
    named = [web_link(url, one) for one in feeds_of(body[:200_000].decode("utf-8", "replace"))]
    feeds = [one for one in named if one]
    if feeds:
        return f"this is a web page, not a feed; it names {', '.join(feeds)}: enter that instead"
    return "this is a web page, not a feed, and it names none; look for a link called RSS on it"


def _cut(entry: Entry, body: bytes) -> Unfit:
    name = entry.id or entry.link or entry.title
    return Unfit(f"cut {name}", "the document is cut off in this entry", body[-2000:])


# Entries. `dict.get` keeps clear of feedparser's habit of giving one thing for another.


def _entry(one: Any, feed: Any, url: str) -> Entry:
    body, language = _body(one)
    return Entry(
        id=tidy(str(dict.get(one, "id") or "")),
        link=_link(one, url),
        title=_line(one, "title"),
        body=body,
        author=_line(one, "author") or _line(feed, "author") or _line(feed, "publisher"),
        published=_instant(dict.get(one, "published_parsed")),
        updated=_instant(dict.get(one, "updated_parsed")),
        language=code(language) or code(dict.get(feed, "language")),
        rating=rating(dict.get(one, "im_rating")),
        reply_to=_reply_to(one),
        media=_media(one),
    )


def _link(one: Any, url: str) -> str | None:
    """Apple's reviews have no page of their own, only a related one."""
    links = [link for link in dict.get(one, "links") or [] if isinstance(link, dict)]
    related = next((link.get("href") for link in links if link.get("rel") == "related"), None)
    link = str(dict.get(one, "link") or "")
    if link == dict.get(one, "id") and "/" not in link:
        link = ""  # feedparser takes an id for a link where there is no other
    return web_link(url, link or related)


def _line(given: Any, name: str) -> str:
    """A short text on one line, markup taken off where it is said to be markup."""
    value = str(dict.get(given, name) or "")
    detail = dict.get(given, f"{name}_detail")
    kind = str(dict.get(detail, "type") or "") if isinstance(detail, dict) else ""
    return one_line(plain(value).text if "html" in kind else tidy(value))[:1000]


def _body(one: Any) -> tuple[Plain, object]:
    """The whole text where the feed gives it, the summary where not; and its language. Apple gives
    each review as text and as a page: the text says it all."""
    given = [part for part in dict.get(one, "content") or [] if isinstance(part, dict)]
    summary = dict.get(one, "summary_detail")
    parts = [*given, *([summary] if isinstance(summary, dict) else [])]
    said = [part for part in parts if str(part.get("value") or "").strip()]
    if not said:
        return Plain(tidy(str(dict.get(one, "summary") or ""))), None
    chosen = said[0]
    if dict.get(one, "im_rating"):
        chosen = next((part for part in said if part.get("type") == "text/plain"), chosen)
    value, language = str(chosen["value"]), chosen.get("language")
    body = plain(value) if "html" in str(chosen.get("type")) else Plain(tidy(value))
    return body, language


def _reply_to(one: Any) -> str:
    given = dict.get(one, "thr_in-reply-to") or dict.get(one, "in-reply-to")
    return tidy(str(dict.get(given, "ref") or "")) if isinstance(given, dict) else ""


def _media(one: Any) -> frozenset[str]:
    parts = [*(dict.get(one, "links") or []), *(dict.get(one, "media_content") or [])]
    kinds = set()
    for part in parts:
        if isinstance(part, dict) and part.get("rel") in (None, "enclosure"):
            kinds.add(str(part.get("medium") or part.get("type") or "").split("/")[0])
    return frozenset(kinds & {"image", "video"})


def _instant(value: Any) -> datetime | None:
    """feedparser's times are UTC. Some feeds write nonsense: year 0, the 31st of February."""
    if not isinstance(value, time.struct_time):
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(value), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _ttl(feed: Any) -> int | None:
    value = str(dict.get(feed, "ttl") or "").strip()
    return int(value[:6]) if value.isascii() and value.isdecimal() else None


_SKIPPED = re.compile(rb"<skipHours>(.{0,2000}?)</skipHours>", re.DOTALL | re.IGNORECASE)
_HOUR = re.compile(rb"<hour>\s*(\d{1,2})\s*</hour>", re.IGNORECASE)


def _skip_hours(body: bytes) -> frozenset[int]:
    """Hours of the day (UTC) in which the feed asks to be left alone; feedparser keeps but the
    last. All of them together mean nothing."""
    found = _SKIPPED.search(body[:100_000])
    hours = {int(hour) % 24 for hour in _HOUR.findall(found[1])} if found else set()
    return frozenset(hours) if len(hours) < 24 else frozenset()
