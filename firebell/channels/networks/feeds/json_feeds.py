"""Feeds in JSON: JSON Feed 1.0 and 1.1 (jsonfeed.org), and the reviews of Apple's App Store."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from firebell.channels.networks.feeds.entries import (
    MOST_ENTRIES,
    Document,
    Entry,
    NotAFeedError,
    Unfit,
    code,
    instant,
    rating,
    web_link,
)
from firebell.channels.networks.feeds.markup import Plain, one_line, plain, tidy


def read_json(body: bytes, url: str) -> Document:
    """NotAFeedError where it is JSON but no feed, or not even JSON."""
    try:
        whole = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise NotAFeedError(f"broken JSON ({error})") from error
    if isinstance(whole, dict) and isinstance(whole.get("feed"), dict):
        return _apple(whole["feed"], url)
    if isinstance(whole, dict) and isinstance(whole.get("items"), list):
        return _json_feed(whole, url)
    raise NotAFeedError("this is JSON, but neither a JSON Feed nor App Store reviews")


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return tidy(str(value))


# JSON Feed


def _json_feed(feed: Mapping[str, Any], url: str) -> Document:
    entries: list[Entry] = []
    unfit: list[Unfit] = []
    for number, item in enumerate(feed["items"][:MOST_ENTRIES]):
        if isinstance(item, dict):
            entries.append(_item(item, feed, url))
        else:
            raw = json.dumps(item).encode()
            unfit.append(Unfit(f"item {number} {raw[:40]!r}", "an item must be an object", raw))
    return Document(one_line(_text(feed.get("title"))), tuple(entries), tuple(unfit))


def _item(item: Mapping[str, Any], feed: Mapping[str, Any], url: str) -> Entry:
    return Entry(
        id=_text(item.get("id")),
        link=web_link(url, item.get("url")) or web_link(url, item.get("external_url")),
        title=one_line(_text(item.get("title"))),
        body=_body(item),
        author=_author(item) or _author(feed),
        published=instant(item.get("date_published")),
        updated=instant(item.get("date_modified")),
        language=code(item.get("language")) or code(feed.get("language")),
        media=_media(item),
    )


def _body(item: Mapping[str, Any]) -> Plain:
    if isinstance(item.get("content_html"), str):
        return plain(item["content_html"])
    return Plain(_text(item.get("content_text")) or _text(item.get("summary")))


def _author(given: Mapping[str, Any]) -> str:
    """`authors` of version 1.1, `author` of 1.0."""
    many = given.get("authors")
    several = many if isinstance(many, list) else [given.get("author")]
    names = [_text(one.get("name")) for one in several if isinstance(one, dict)]
    return one_line(next((name for name in names if name), ""))


def _media(item: Mapping[str, Any]) -> frozenset[str]:
    attached = item.get("attachments")
    several = attached if isinstance(attached, list) else []
    kinds = {_text(one.get("mime_type")).split("/")[0] for one in several if isinstance(one, dict)}
    if item.get("image") or item.get("banner_image"):
        kinds.add("image")
    return frozenset(kinds & {"image", "video"})


# App Store


def _apple(feed: Mapping[str, Any], url: str) -> Document:
    given = feed.get("entry", [])
    several = given if isinstance(given, list) else [given]  # a single review is not in a list
    entries = [
        _review(one, url)
        for one in several[:MOST_ENTRIES]
        if isinstance(one, dict) and "im:rating" in one  # the first one may be the app itself
    ]
    return Document(one_line(_label(feed, "title")), tuple(entries))


def _label(given: Mapping[str, Any], *path: str) -> str:
    found: Any = given
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return _text(found.get("label")) if isinstance(found, dict) else ""


def _review(one: Mapping[str, Any], url: str) -> Entry:
    link = one.get("link")
    attributes = link.get("attributes") if isinstance(link, dict) else None
    href = attributes.get("href") if isinstance(attributes, dict) else None
    return Entry(
        id=_label(one, "id"),
        link=web_link(url, href),
        title=one_line(_label(one, "title")),
        body=Plain(_label(one, "content")),
        author=one_line(_label(one, "author", "name")),
        published=instant(_label(one, "updated")),
        rating=rating(_label(one, "im:rating")),
    )
