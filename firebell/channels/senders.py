"""The only door out. Nobody but `firebell.outbound` may import this, which import-linter holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.utils.module_loading import import_string

from firebell.channels.actions import opened_config
from firebell.channels.contract import ChannelError, Message, Sender, SendResult
from firebell.channels.models import Source
from firebell.channels.registry import network


@dataclass(frozen=True, slots=True)
class Mouth:
    """A sender with the opened config of its source: what can be asked of a network."""

    sender: Sender
    config: Mapping[str, Any]

    def send(self, message: Message) -> SendResult:
        """See `Sender.send`."""
        return self.sender.send(self.config, message)

    def find(self, message: Message) -> SendResult | None:
        """See `Sender.find`."""
        return self.sender.find(self.config, message)

    def expected_id(self, message: Message) -> str:
        """The id that the network will give it, or "" where that cannot be known before."""
        foretell = getattr(self.sender, "expected_id", None)
        return (foretell(self.config, message) or "") if foretell else ""


def sender_for(source: Source) -> Sender:
    """The sender behind this source. ChannelError if it only listens, by choice or by nature."""
    sender = _sender_of(source)
    if source.listen_only:
        raise ChannelError(
            f"{source.name} is set to listen only; an administrator can open it for sending",
            permanent=True,
        )
    return sender


def mouth_of(source: Source) -> Mouth:
    """What sends through this source. ChannelError as `sender_for`, or for a broken seal."""
    return Mouth(sender_for(source), opened_config(source))


def witness_of(source: Source) -> Mouth:
    """The same, only to be asked what became of something: a source that was closed since may
    still be asked."""
    return Mouth(_sender_of(source), opened_config(source))


def _sender_of(source: Source) -> Sender:
    found = network(source.network)
    if not found.capabilities.can_send or found.sender is None:
        raise ChannelError(
            f"{source.name}: nothing can be sent on {found.name}; answer where the person wrote "
            "and record it as answered elsewhere",
            permanent=True,
        )
    return cast(Sender, import_string(found.sender))
