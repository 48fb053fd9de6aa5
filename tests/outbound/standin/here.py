"""A network in this process, for tests that need no wire: it does what it is told next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from firebell.channels import registry
from firebell.channels.contract import (
    Capabilities,
    ChannelError,
    Finding,
    Listening,
    Message,
    Network,
    OutcomeUnknownError,
    SendResult,
)

AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


class Here:
    """`plan` is what each sending does, the last one again and again: take, lose (takes it and
    the answer gets lost), drop (loses it), later, refuse, burst. `asked` is what asking does:
    tell, later, never."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.plan, self.asked, self.foretells = ["take"], "tell", False
        self.taken: list[Message] = []
        self.told: list[Message] = []
        self.doctor: list[Finding] = [Finding("Account", fine=True, said="signed in")]

    def send(self, config: Mapping[str, Any], message: Message) -> SendResult:
        self.told.append(message)
        does = self.plan.pop(0) if len(self.plan) > 1 else self.plan[0]
        if does in ("take", "lose"):
            self.taken.append(message)
        if does == "refuse":
            raise ChannelError("here: no; sign in again", permanent=True)
        if does == "later":
            raise ChannelError("here: busy", permanent=False)
        if does == "burst":
            raise RuntimeError("a bug in a sender")
        if does in ("lose", "drop"):
            raise OutcomeUnknownError("here: no answer")
        return self.result(message)

    def find(self, config: Mapping[str, Any], message: Message) -> SendResult | None:
        if self.asked != "tell":
            raise ChannelError("here: cannot say", permanent=self.asked == "never")
        there = any(one.key == message.key for one in self.taken)
        return self.result(message) if there else None

    def expected_id(self, config: Mapping[str, Any], message: Message) -> str | None:
        return f"here-{message.key}" if self.foretells else None

    @staticmethod
    def result(message: Message) -> SendResult:
        return SendResult(f"here-{message.key}", AT, f"https://here.example/{message.key}")


HERE = Here()


def doctor(config: Mapping[str, Any]) -> list[Finding]:
    return HERE.doctor


NETWORK = Network(
    name="here",
    label="Here",
    capabilities=Capabilities(listen=Listening.NO, reply_publicly=True, length_limit=300),
    validate=dict,
    sender=f"{__name__}.HERE",
    doctor=f"{__name__}.doctor",
)


def fresh() -> Here:
    """The network as it is at first, registered."""
    registry.register(NETWORK)
    HERE.reset()
    return HERE
