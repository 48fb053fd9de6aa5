"""What the server itself lists between two instants, to be counted against what was heard."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from firebell.channels.budget import Bucket
from firebell.channels.contract import Census, ChannelError
from firebell.channels.networks.mastodon.config import MastodonConfig
from firebell.channels.networks.mastodon.parse import Status, parse_notifications, parse_statuses
from firebell.channels.networks.mastodon.reader import LIMITS
from firebell.channels.networks.mastodon.session import Session
from firebell.common import outgoing

PAGE, MOST_PAGES = 40, 50


def take_census(config: Mapping[str, Any], since: datetime, until: datetime) -> Census:
    """Mentions of the account, and what stands under the hashtags. What is only public is kept
    where a query matches it, and is not counted."""
    settings = MastodonConfig.read(config)
    if not (settings.access_token or settings.hashtags):
        raise ChannelError(
            "Mastodon: only hashtags and what is said to an account can be counted", permanent=True
        )
    found: set[str] = set()
    whole = True
    with outgoing.client() as client:
        session = Session(settings, client, Bucket(LIMITS))
        paths = [f"/api/v1/timelines/tag/{tag}" for tag in settings.hashtags]
        for path in [*paths, *(["/api/v1/notifications"] if settings.access_token else [])]:
            listed, reached = _listed(session, path, since)
            found |= {
                str(one.row["external_id"]) for one in listed if since <= one.row["at"] < until
            }
            whole = whole and reached
    return Census(since, until, frozenset(found), whole)


def _listed(session: Session, path: str, since: datetime) -> tuple[list[Status], bool]:
    """Back to an instant, and whether that far back was reached."""
    mentions = path.endswith("notifications")
    parse = parse_notifications if mentions else parse_statuses
    asked: dict[str, Any] = {"limit": PAGE, **({"types[]": "mention"} if mentions else {})}
    found: list[Status] = []
    for _ in range(MOST_PAGES):
        answer = session.get(path, asked)
        page = [one for one in parse(answer, session.config.host) if isinstance(one, Status)]
        found += page
        if not page or page[-1].row["at"] < since or not isinstance(answer[-1], dict):
            return found, True
        asked["max_id"] = str(answer[-1].get("id"))
    return found, False
