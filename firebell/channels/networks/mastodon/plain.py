"""The HTML of a status into the text that its author wrote. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from firebell.channels.markup import pieces

MOST_MARKUP = 200_000  # code points that are looked at
_SPACE = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\n{3,}")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_APART = frozenset({"p", "blockquote", "ul", "ol", "pre"})


def plain(content: str) -> str:
    """Clean text of a status's `content`. Mentions and hashtags keep their words; other links
    become their whole address, which the network shows shortened."""
    text = _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", "".join(_said(content[:MOST_MARKUP])))
    return _LINES.sub("\n\n", _SPACE.sub(" ", text)).strip()


def _said(content: str) -> Iterator[str]:
    in_link = False
    for tag, given, text in pieces(content):
        if not in_link:
            yield text
        address = _address(tag, given)
        in_link = bool(address) or (in_link and tag != "/a")
        yield address or _layout(tag)


def _address(tag: str, given: Mapping[str, str]) -> str:
    words = given.get("class", "").split()
    return given.get("href", "") if tag == "a" and not {"mention", "hashtag"} & {*words} else ""


def _layout(tag: str) -> str:
    if tag == "br":
        return "\n"
    if tag == "li":
        return "\n- "
    return "\n\n" if tag in _APART else ""
