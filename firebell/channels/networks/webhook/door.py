"""Whether a call is genuine: asked before anything of it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from firebell.channels.contract import ChannelError, Pushed
from firebell.common import signing


def admit(config: Mapping[str, Any], call: Pushed) -> str:
    """See `firebell.channels.contract.PushDoor`."""
    known = str(config["secret"]).split()
    try:
        return signing.verify(known, call.headers, call.body, call.received_at)
    except signing.SignatureError as error:
        raise ChannelError(f"web hook: {error}", permanent=True) from error
