"""What an account hears: mentions, answers and quotes in its notifications, and its own posts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import httpx

from firebell.channels.contract import Reject
from firebell.channels.networks.bluesky.parse import Told, parse_records, parse_views, reject
from firebell.channels.networks.bluesky.public import MINUTE
from firebell.channels.networks.bluesky.records import POSTS, Author
from firebell.channels.networks.bluesky.session import Session
from firebell.channels.networks.bluesky.tids import time_of
from firebell.channels.seen import Mark

# The app view may index a post late, and an answer may be sent long after it was written.
OVERLAP = {"notifications": 10 * MINUTE, "own": 24 * 60 * MINUTE}
PAGE = 100
FIRST_PAGES, MOST_PAGES = 10, 200


class Account:
    """Asks for what is new since two marks, and gives it oldest first."""

    def __init__(self, session: Session, client: httpx.Client, cursor: Mapping[str, Any]) -> None:
        self.session = session
        self._client = client
        self.marks = {name: Mark(cursor.get(name, {}), OVERLAP[name]) for name in OVERLAP}

    def news(self) -> Iterator[Told | Reject]:
        """What is new, each mark oldest first. A mark stands behind what was handed out last."""
        for name in OVERLAP:
            yield from self._since(name)

    def _since(self, name: str) -> Iterator[Told | Reject]:
        mark = self.marks[name]
        told, whole = self._pages(name, mark.since)
        if not whole and mark.at is not None:
            yield reject(
                "gap", f"{name} {mark.at}", f"more {name} came than the network hands out again"
            )
        for one in sorted(told, key=lambda one: _at(name, one)):
            at = _at(name, one)
            if mark.is_new(one.uri if isinstance(one, Told) else one.place, at or mark.at or 0):
                mark.move(at)
                yield one

    def _pages(self, name: str, since: int | None) -> tuple[list[Told | Reject], bool]:
        """All pages back to `since`, and whether that far back was reached."""
        found: list[Told | Reject] = []
        page: str | None = None
        for _ in range(FIRST_PAGES if since is None else MOST_PAGES):
            told, page = self._page(name, page)
            found += told
            oldest = min((_at(name, one) for one in told if isinstance(one, Told)), default=None)
            if page is None or not told or (since and oldest is not None and oldest < since):
                return found, True
        return found, False

    def _page(self, name: str, page: str | None) -> tuple[list[Told | Reject], str | None]:
        paging = {"limit": PAGE, **({} if page is None else {"cursor": page})}
        if name == "notifications":
            method = "app.bsky.notification.listNotifications"
            answer = self.session.get(self._client, method, paging)
            told = list(parse_views(answer, "notifications"))
            more = bool(answer.get("notifications"))
        else:
            asked = {"repo": self.session.did, "collection": POSTS, **paging}
            answer = self.session.get(self._client, "com.atproto.repo.listRecords", asked)
            own = Author(self.session.did, self.session.handle)
            told = list(parse_records(answer, own))
            more = bool(told)
        following = answer.get("cursor")
        return told, following if isinstance(following, str) and following and more else None


def _at(name: str, one: Told | Reject) -> int:
    """When it came, in microseconds, by the order in which the network lists it."""
    if isinstance(one, Reject):
        return 0
    if name == "own":
        return time_of(one.uri.rpartition("/")[2])
    return int(one.indexed_at.timestamp() * 1_000_000)
