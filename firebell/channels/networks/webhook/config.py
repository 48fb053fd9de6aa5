"""What a web hook is told: where it is called, by which secret, and how rows are written."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from firebell.channels.contract import ChannelError
from firebell.channels.files.maps import load_map
from firebell.common import signing

KEYS = ("address", "secret", "map", "brand")
OWN_FORMAT = "plain"


def validate(given: Mapping[str, Any]) -> dict[str, Any]:
    """`secret` (whsec_...; two, separated by a space, while one replaces the other), and
    optionally `map` (else firebell's own rows), `brand`, and `address`, which is made here."""
    unknown = [key for key in given if key not in KEYS]
    if unknown:
        raise _wrong(f"{unknown[0]!r} is not known; known are {', '.join(KEYS)}")
    known = str(given.get("secret") or "").split()
    if not known:
        raise _wrong("`secret` is missing; both sides need the same one")
    for secret in known:
        try:
            signing.key_of(secret)
        except ValueError as error:
            raise _wrong(f"`secret`: {error}") from error
    named = str(given.get("map") or OWN_FORMAT)
    load_map(named)
    return {
        "address": str(given.get("address") or uuid.uuid4().hex),
        "secret": " ".join(known),
        "map": named,
        "brand": given.get("brand") or None,
    }


def _wrong(why: str) -> ChannelError:
    return ChannelError(f"web hook: {why}", permanent=True)
