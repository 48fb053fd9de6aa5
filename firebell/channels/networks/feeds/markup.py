"""From the HTML of an entry to plain text. Pure; nothing of it is ever shown as markup.

Read by a small scanner of our own: Python's `html.parser` takes time that grows with the square of
a text such as "<a <a <a", and such a text is cheap to send.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

MOST_MARKUP = 200_000  # code points that are looked at
MOST_TEXT = 50_000
_DROPPED = frozenset({"script", "style", "title", "template", "noscript", "svg", "math", "iframe"})
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption"}
    | {"figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li"}
    | {"main", "nav", "ol", "p", "pre", "section", "table", "tr", "ul"}
)
# What stands between the brackets never reaches into the next tag, and no attempt is taken back, so
# that each sign is looked at a fixed number of times.
_TAG = re.compile(r"""<(/?)([a-zA-Z][\w:-]{0,40}+)((?:"[^"<]*+"|'[^'<]*+'|[^<>])*+)>""")
_ATTRIBUTE = re.compile(r"""([a-zA-Z:-]{1,40})\s{0,9}=\s{0,9}("[^"]*+"|'[^']*+'|[^\s"'>]++)""")
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
    for tag, attributes, text in _pieces(_UNWANTED.sub("", markup[:MOST_MARKUP])):
        parts.append(text)
        if tag.strip("/") in _BLOCKS:
            parts.append("\n\n" if tag == "p" else "\n")
        link = link or (tag == "a" and "href" in attributes)
        image = image or (tag == "img" and not _is_a_counter(attributes))
        video = video or tag in ("video", "iframe")
    return Plain(_tidy(_UNWANTED.sub("", "".join(parts))), link, image, video)


def _pieces(markup: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """The tags in their order ("/p" ends a "p"), each with the text before it; at the end what is
    left, with no tag."""
    at, length = 0, len(markup)
    while at < length:
        start = markup.find("<", at)
        if start < 0:
            break
        text = unescape(markup[at:start])
        found = _TAG.match(markup, start)
        if found:
            name = found[2].lower()
            at = found.end()
            if name in _DROPPED and not found[1] and not found[3].rstrip().endswith("/"):
                at = _after(markup, f"</{name}", at)
            yield found[1] + name, _attributes(found[3]), text
        elif markup.startswith(("<!", "<?"), start):
            at = _after(markup, "--" if markup.startswith("<!--", start) else "", start + 2)
            yield "", {}, text
        else:
            at = start + 1
            yield "", {}, text + "<"
    yield "", {}, unescape(markup[at:])


def _after(markup: str, closing: str, at: int) -> int:
    """Behind the next closing sign; the end of everything where there is none."""
    found = re.compile(re.escape(closing) + r"\s{0,9}>", re.IGNORECASE).search(markup, at)
    return found.end() if found else len(markup)


def _attributes(written: str) -> dict[str, str]:
    return {
        name.lower(): unescape(value.strip("\"'"))
        for name, value in _ATTRIBUTE.findall(written[:4000])
    }


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
    found = [given for tag, given, _text in _pieces(page[:MOST_MARKUP]) if tag == "link"]
    return [given["href"] for given in found if _names_a_feed(given)][:5]


def _names_a_feed(given: dict[str, str]) -> bool:
    kind = given.get("type", "").lower()
    is_feed = "rss" in kind or "atom" in kind or "feed+json" in kind
    return is_feed and "alternate" in given.get("rel", "").lower().split() and "href" in given
