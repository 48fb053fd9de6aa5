"""What an entry of any feed is made of, whatever the feed is written in."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from firebell.channels.networks.feeds.markup import Plain

MOST_ENTRIES = 2_000


class NotAFeedError(ValueError):
    """The document is no feed; the message says what it seems to be and where a feed may be."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `id` is the feed's own, "" where it gives none."""

    id: str
    link: str | None
    title: str
    body: Plain
    author: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    language: str = ""
    rating: float | None = None
    reply_to: str = ""
    media: frozenset[str] = frozenset()  # of "image", "video"

    @property
    def text(self) -> str:
        """The title as its first line, then the rest, unless that begins with the title anyway."""
        body = self.body.text
        if not self.title or body.startswith(self.title):
            return body
        return f"{self.title}\n{body}".strip()

    @property
    def digest(self) -> str:
        """Changes when what it says changes."""
        said = f"{self.title}\0{self.body.text}\0{self.rating}"
        return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Unfit:
    """An entry that cannot be taken in; `name` tells it from others of the feed."""

    name: str
    reason: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Document:
    """One reading of a feed, entries in its own order."""

    title: str
    entries: tuple[Entry, ...]
    unfit: tuple[Unfit, ...] = ()
    ttl: int | None = None  # minutes
    skip_hours: frozenset[int] = field(default=frozenset())  # of UTC
    broken: str = ""  # what is wrong with the document, although entries were found


def web_link(base: str, link: object) -> str | None:
    """The absolute address of a link; None unless it leads to the web."""
    if not isinstance(link, str) or not link.strip():
        return None
    try:
        whole = urljoin(base, link.strip())
        parts = urlsplit(whole)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return whole if fine and len(whole) <= 2000 and whole.isprintable() else None


def code(language: object) -> str:
    """ISO 639-1 of a language tag such as en-GB; "" where it is none."""
    if not isinstance(language, str):
        return ""
    first = language.strip().replace("_", "-").split("-")[0].lower()
    return first if len(first) == 2 and first.isascii() and first.isalpha() else ""


def instant(value: object) -> datetime | None:
    """RFC 3339, as JSON feeds write it; without an offset it is UTC."""
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value.strip())
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        return found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def rating(value: object) -> float | None:
    """1 to 5 stars; None for anything else."""
    try:
        stars = float(str(value))
    except ValueError:
        return None
    return stars if 1 <= stars <= 5 else None
