"""What the feed itself shows, to be counted against what was heard."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from firebell.channels.contract import Census
from firebell.channels.networks.feeds.config import FeedConfig
from firebell.channels.networks.feeds.parse import Told
from firebell.channels.networks.feeds.reader import fetch, kept, read
from firebell.common import clock


def take_census(config: Mapping[str, Any], since: datetime, until: datetime) -> Census:
    """The names of the entries that are shown now and bear a date between the two instants. Not
    the whole where the oldest that is shown is younger than `since`."""
    feed = FeedConfig.read(config)
    document = read(fetch(feed), feed)
    told = [one for one in kept(document, feed, clock.wall()) if isinstance(one, Told)]
    dated = [(one.row["at"], one.name) for one in told if one.dated]
    found = frozenset(name for at, name in dated if since <= at < until)
    oldest = min((at for at, _name in dated), default=None)
    return Census(since, until, found, whole=oldest is not None and oldest <= since)
