"""The only door out. Nobody but `firebell.outbound` may import this, which import-linter holds."""

from __future__ import annotations

from typing import cast

from django.utils.module_loading import import_string

from firebell.channels.contract import ChannelError, Sender
from firebell.channels.models import Source
from firebell.channels.registry import network


def sender_for(source: Source) -> Sender:
    """The sender behind this source. ChannelError if it only listens, by choice or by nature."""
    found = network(source.network)
    if not found.capabilities.can_send or found.sender is None:
        raise ChannelError(
            f"{source.name}: nothing can be sent on {found.name}; answer where the person wrote "
            "and record it as answered elsewhere",
            permanent=True,
        )
    if source.listen_only:
        raise ChannelError(
            f"{source.name} is set to listen only; an administrator can open it for sending",
            permanent=True,
        )
    return cast(Sender, import_string(found.sender))
