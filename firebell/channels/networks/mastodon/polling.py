"""What a server lists when it is asked: mentions, our own words, hashtags, the public timeline.

A status that another server brings late is numbered by when it was written, so each list is read
again from some time before the newest that was seen; a mark knows what was read already.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from firebell.channels.contract import Reject
from firebell.channels.networks.mastodon.parse import (
    Status,
    parse_notifications,
    parse_statuses,
)
from firebell.channels.networks.mastodon.session import Session
from firebell.channels.seen import Mark

MINUTE = 60_000_000  # microseconds
OVERLAP = 30 * MINUTE
PAGE = 40
MOST_PAGES = 50
NOTIFICATIONS_AGAIN = 20  # their numbers are counted, not timed


@dataclass(frozen=True, slots=True)
class Listed:
    """Something of a list. `kept`: without asking whether a query matches it."""

    what: Status | Reject
    kept: bool


class Lists:
    """Everything of one source that can be asked for, and how far each was read."""

    def __init__(self, session: Session, cursor: Mapping[str, Any]) -> None:
        config = session.config
        self._session = session
        self._names = [f"tag {tag}" for tag in config.hashtags]
        self._names += ["public"] if config.public else []
        self._names += ["own"] if config.access_token else []
        self.marks = {name: Mark(cursor.get(name, {}), OVERLAP) for name in self._names}
        self._mentions = Mark(cursor.get("mentions", {}), OVERLAP)
        self._last: int | None = cursor.get("last_notification")

    def state(self) -> dict[str, Any]:
        """The cursor, JSON-able."""
        marks = {name: mark.state() for name, mark in self.marks.items()}
        return {**marks, "mentions": self._mentions.state(), "last_notification": self._last}

    def note(self, name: str, status: Status) -> bool:
        """A status came by the stream; False if it was taken in already."""
        mark = self.marks.get(name, self._mentions)
        at = _micros(status)
        new = mark.is_new(status.number, at)
        mark.move(at)
        return new

    def news(self, again_since: int | None = None) -> Iterator[Listed]:
        """What is new on every list, the oldest first, each list by itself. `again_since`
        (microseconds) reads further back than the marks say."""
        if self._session.config.access_token:
            yield from self._mentioned()
        for name in self._names:
            yield from self._timeline(name, again_since)

    def _timeline(self, name: str, again_since: int | None) -> Iterator[Listed]:
        mark = self.marks[name]
        since = mark.since if again_since is None else min(again_since, mark.since or again_since)
        for page in self._pages(name, since):
            for one in page:
                if isinstance(one, Reject):
                    if mark.is_new(one.place, mark.at or 0):
                        yield Listed(one, True)
                elif self.note(name, one) or again_since is not None:
                    yield Listed(one, name != "public")

    def _pages(self, name: str, since: int | None) -> Iterator[list[Status | Reject]]:
        host, path = self._session.config.host, self._path(name)
        if since is None:
            first = list(parse_statuses(self._session.get(path, {"limit": PAGE}), host))
            yield first[::-1]
            return
        last = (since // 1_000) << 16  # a number of Mastodon holds milliseconds since 1970
        for _ in range(MOST_PAGES):
            found = self._session.get(path, {"limit": PAGE, "min_id": str(last)})
            page = list(parse_statuses(found, host))[::-1]
            yield page
            numbers = [_number(one.get("id")) for one in found] if isinstance(found, list) else []
            newest = max((n for n in numbers if n is not None), default=last)
            if newest <= last:
                return
            last = newest

    def _path(self, name: str) -> str:
        if name == "own":
            return f"/api/v1/accounts/{self._session.sign_in()}/statuses"
        kind, _, tag = name.partition(" ")
        return f"/api/v1/timelines/tag/{tag}" if kind == "tag" else "/api/v1/timelines/public"

    def _mentioned(self) -> Iterator[Listed]:
        asked: dict[str, Any] = {"types[]": "mention", "limit": PAGE}
        if self._last is not None:
            asked["min_id"] = str(max(0, self._last - NOTIFICATIONS_AGAIN))
        for _ in range(MOST_PAGES):
            found = self._session.get("/api/v1/notifications", asked)
            host = self._session.config.host
            for one in list(parse_notifications(found, host))[::-1]:
                name = one.place if isinstance(one, Reject) else one.number
                at = 0 if isinstance(one, Reject) else _micros(one)
                if self._mentions.is_new(name, at or self._mentions.at or 0):
                    self._mentions.move(at)
                    yield Listed(one, True)
            newest = self._newest(found)
            if newest is None or newest <= (self._last or 0):
                return
            first, self._last = self._last is None, newest
            if first:
                return
            asked["min_id"] = str(newest)

    def _newest(self, found: Any) -> int | None:
        listed = found if isinstance(found, list) else []
        numbers = [_number(one.get("id")) for one in listed if isinstance(one, dict)]
        return max((number for number in numbers if number is not None), default=None)


def _number(value: Any) -> int | None:
    known = isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 25
    return int(value) if known else None


def _micros(status: Status) -> int:
    return int(status.row["at"].timestamp() * 1_000_000)
