"""What the network itself has between two instants, to be counted against what was heard."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from firebell.channels.contract import Census, ChannelError
from firebell.channels.networks.bluesky.account import PAGE
from firebell.channels.networks.bluesky.config import BlueskyConfig
from firebell.channels.networks.bluesky.parse import Told, parse_views
from firebell.channels.networks.bluesky.session import session_of
from firebell.common import outgoing

MOST_PAGES = 50


def take_census(config: Mapping[str, Any], since: datetime, until: datetime) -> Census:
    """The mentions, answers and quotes that the account's notifications list. Of the public stream
    nothing can be counted: nobody offers a list of it."""
    settings = BlueskyConfig.read(config)
    if not settings.has_account:
        raise ChannelError(
            "Bluesky: only what is said to an account can be counted; enter handle and app "
            "password on the page of this source",
            permanent=True,
        )
    session = session_of(settings)
    found: set[str] = set()
    page: str | None = None
    with outgoing.client() as client:
        session.sign_in(client)
        for _ in range(MOST_PAGES):
            asked = {"limit": PAGE, **({} if page is None else {"cursor": page})}
            answer = session.get(client, "app.bsky.notification.listNotifications", asked)
            told = [one for one in parse_views(answer, "notifications") if isinstance(one, Told)]
            found |= {one.uri for one in told if since <= one.indexed_at < until}
            following = answer.get("cursor")
            past = any(one.indexed_at < since for one in told)
            if past or not isinstance(following, str) or not answer.get("notifications"):
                return Census(since, until, frozenset(found))
            page = following
    return Census(since, until, frozenset(found), whole=False)
