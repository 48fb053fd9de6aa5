from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from firebell.channels.contract import ChannelError, Finding
from firebell.channels.files.maps import load_map
from firebell.common import signing


def examine(config: Mapping[str, Any]) -> Iterator[Finding]:
    """See `firebell.channels.contract.Doctor`. Nobody can be asked: the other side calls us."""
    yield Finding(
        "address",
        True,
        f"calls come to /hooks/{config['address']}/ of this server",
        "the other side must reach this server by HTTPS",
    )
    try:
        for secret in str(config["secret"]).split():
            signing.key_of(secret)
        yield Finding("secret", True, "a secret is set")
    except ValueError as error:
        yield Finding("secret", False, str(error), "enter the secret again on the source's page")
    try:
        load_map(str(config["map"]))
        yield Finding("map", True, f"rows are read by the map {config['map']!r}")
    except ChannelError as error:
        yield Finding("map", False, str(error), "choose another map on the source's page")
