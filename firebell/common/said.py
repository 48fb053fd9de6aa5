"""Strangers' words on our pages: escaped, links marked with the host that they truly lead to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

# One character class and a bound: linear on any input.
LINK = re.compile(r"https?://[^\s<>\"'\x00-\x1f]{1,2000}")
HOST = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63}){0,40}\.?|[0-9a-f:.]{2,45}")
DOTS = re.compile(r"[.\u3002\uff0e\uff61]")
TRAILING = ".,;:!?)]}»”’…"
REL = "noopener noreferrer nofollow ugc"


def true_host(address: str) -> str | None:
    """The host that a browser would ask, in its wire form (xn--), or None where we are not sure.

    What stands before an `@` is not the host, a backslash ends it as a slash does, and letters
    beyond ASCII show as xn--, so that look-alikes do not look alike.
    """
    try:
        host = urlsplit(address.replace("\\", "/")).hostname or ""
        wire = ".".join(_label(part) for part in DOTS.split(unicodedata.normalize("NFKC", host)))
    except (ValueError, UnicodeError):
        return None
    return wire if HOST.fullmatch(wire) else None


def _label(label: str) -> str:
    # Not the codec "idna": it writes ß as ss, which is another host today.
    label = label.lower()
    return label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")


class Mark(NamedTuple):
    """A place in a text (code points) to mark: its CSS class, and a word for who cannot see it."""

    start: int
    end: int
    style: str
    word: str


def with_links(text: str, marks: Sequence[Mark] = ()) -> SafeString:
    """`text` escaped; each http(s) address in it becomes a link followed by its true host.

    `marks` do not overlap and are in the order of the text; one that touches a link is left out.
    """
    parts, end = [], 0
    for found in LINK.finditer(text):
        address = found.group().rstrip(TRAILING)
        host = true_host(address)
        if host is None:
            continue
        parts += [_marked(text, end, found.start(), marks), _link(address, host)]
        end = found.start() + len(address)
    parts.append(_marked(text, end, len(text), marks))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped above


def _marked(text: str, start: int, end: int, marks: Sequence[Mark]) -> SafeString:
    parts = []
    for mark in marks:
        if start <= mark.start < mark.end <= end:
            parts += [escape(text[start : mark.start]), _mark(text[mark.start : mark.end], mark)]
            start = mark.end
    parts.append(escape(text[start:end]))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped above


def _mark(words: str, mark: Mark) -> SafeString:
    if not mark.word:
        return format_html('<mark class="{}">{}</mark>', mark.style, words)
    pattern = '<mark class="{}" title="{}">{}</mark>'
    return format_html(pattern, mark.style, mark.word, words)


def place(address: str) -> SafeString | None:
    """A link that says no more than its true host, or None unless it is http or https."""
    host = true_host(address) if address.startswith(("http://", "https://")) else None
    if host is None:
        return None
    pattern = '<a href="{}" rel="{}" target="_blank"><bdi>{}</bdi></a>'
    return format_html(pattern, address, REL, host)


def _link(address: str, host: str) -> SafeString:
    shown = address if len(address) <= 60 else address[:57] + "…"
    return format_html(
        '<a href="{}" rel="{}" target="_blank"><bdi>{}</bdi></a> <span class="host">[{}]</span>',
        address,
        REL,
        shown,
        host,
    )
