"""From the HTML of an entry to plain text. Pure; nothing of it is ever shown as markup."""

from __future__ import annotations

import re
from dataclasses import dataclass

from firebell.channels.markup import pieces

MOST_MARKUP = 200_000  # code points that are looked at
MOST_TEXT = 50_000
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption"}
    | {"figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li"}
    | {"main", "nav", "ol", "p", "pre", "section", "table", "tr", "ul"}
)
# Neither text nor layout: what no store takes and what turns the page around it upside down.
_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Plain:
    """What a piece of markup says, and what is in it."""

    text: str
    has_link: bool = False
    has_image: bool = False
    has_video: bool = False


def plain(markup: str) -> Plain:
    """The text of a piece of HTML: blocks on lines of their own, scripts and styles left out."""
    parts: list[str] = []
    link = image = video = False
    for tag, attributes, text in pieces(_UNWANTED.sub("", markup[:MOST_MARKUP])):
        parts.append(text)
        if tag.strip("/") in _BLOCKS:
            parts.append("\n\n" if tag == "p" else "\n")
        link = link or (tag == "a" and "href" in attributes)
        image = image or (tag == "img" and not _is_a_counter(attributes))
        video = video or tag in ("video", "iframe")
    return Plain(_tidy(_UNWANTED.sub("", "".join(parts))), link, image, video)


def _is_a_counter(attributes: dict[str, str]) -> bool:
    """A picture of one point counts readers."""
    return attributes.get("width") in ("0", "1") or attributes.get("height") in ("0", "1")


def tidy(text: str) -> str:
    """Plain text without what cannot be stored, its lines trimmed."""
    return _tidy(_UNWANTED.sub("", text[:MOST_MARKUP]))


def one_line(text: str) -> str:
    return " ".join(text.split())


def _tidy(text: str) -> str:
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:MOST_TEXT]


def feeds_of(page: str) -> list[str]:
    """The feeds that a web page names for itself (`link rel=alternate`), as they are written."""
    found = [given for tag, given, _text in pieces(page[:MOST_MARKUP]) if tag == "link"]
    return [given["href"] for given in found if _names_a_feed(given)][:5]


def _names_a_feed(given: dict[str, str]) -> bool:
    kind = given.get("type", "").lower()
    is_feed = "rss" in kind or "atom" in kind or "feed+json" in kind
    return is_feed and "alternate" in given.get("rel", "").lower().split() and "href" in given
