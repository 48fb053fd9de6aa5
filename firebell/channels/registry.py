"""Every network there is. Ours are one line each; others register by the same door."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points

from firebell.channels.contract import ChannelError, Network
from firebell.channels.networks.bluesky.network import NETWORK as BLUESKY
from firebell.channels.networks.email.network import NETWORK as EMAIL
from firebell.channels.networks.feeds.network import NETWORK as FEEDS
from firebell.channels.networks.file_drop.network import NETWORK as FILE_DROP
from firebell.channels.networks.manual_entry.network import NETWORK as MANUAL_ENTRY
from firebell.channels.networks.mastodon.network import NETWORK as MASTODON
from firebell.channels.networks.replay.network import NETWORK as REPLAY
from firebell.channels.networks.webhook.network import NETWORK as WEBHOOK

GROUP = "firebell.networks"
_networks: dict[str, Network] = {}


def register(network: Network) -> None:
    """Add a network. A name that is taken by another is refused."""
    known = _networks.setdefault(network.name, network)
    if known is not network:
        raise ValueError(f"two networks are called {network.name!r}; rename one")


@cache
def _load_others() -> None:
    """Networks of other packages: an entry point in the group `firebell.networks` names a
    `Network`."""
    for entry in entry_points(group=GROUP):
        found = entry.load()
        if not isinstance(found, Network):
            raise TypeError(f"{GROUP}: {entry.value} is not a firebell.channels.contract.Network")
        register(found)


def networks() -> list[Network]:
    """All of them, ours first."""
    _load_others()
    return list(_networks.values())


def network(name: str) -> Network:
    """The network of this name; ChannelError if there is none."""
    _load_others()
    found = _networks.get(name)
    if found is None:
        known = ", ".join(_networks)
        raise ChannelError(f"no network is called {name!r}; known are {known}", permanent=True)
    return found


register(REPLAY)
register(FILE_DROP)
register(MANUAL_ENTRY)
register(MASTODON)
register(WEBHOOK)
register(BLUESKY)
register(FEEDS)
register(EMAIL)
