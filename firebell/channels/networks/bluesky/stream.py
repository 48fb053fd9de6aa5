"""One connection to a Jetstream: a websocket that sends an event a message."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit, urlunsplit

from firebell.channels import websocket
from firebell.channels.networks.bluesky.records import POSTS


class Stream(websocket.Stream):
    """See `firebell.channels.websocket.Stream`."""

    def __init__(self, address: str, since: int | None) -> None:
        """`since`: microseconds since 1970; events from there on are sent again."""
        parts = urlsplit(address)
        wanted = {"wantedCollections": POSTS, **({} if since is None else {"cursor": since})}
        query = "&".join(part for part in (parts.query, urlencode(wanted)) if part)
        super().__init__(urlunsplit(parts._replace(query=query)))
