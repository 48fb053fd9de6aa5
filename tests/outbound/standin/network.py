"""The network as the product sees it: register `NETWORK`, and open a source with its address."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from firebell.channels import asking, registry
from firebell.channels.contract import (
    Capabilities,
    ChannelError,
    Finding,
    Listening,
    Message,
    Network,
    SendResult,
)
from firebell.common import outgoing

NAME = "standin"
LIMIT = 300


class StandinSender:
    def send(self, config: Mapping[str, Any], message: Message) -> SendResult:
        body = {"key": message.key, "text": message.text, "in_reply_to": message.in_reply_to}
        with outgoing.client(timeout=timedelta(seconds=10)) as client:
            request = client.build_request("POST", f"{config['url']}/posts", json=body)
            answer = asking.tell(client, request, where="the stand-in")
        return _result(config, json.loads(answer.body)["id"])

    def find(self, config: Mapping[str, Any], message: Message) -> SendResult | None:
        with outgoing.client(timeout=timedelta(seconds=10)) as client:
            request = client.build_request("GET", f"{config['url']}/posts/{message.key}")
            try:
                answer = asking.ask(client, request, where="the stand-in")
            except ChannelError as error:
                if "status 404" in str(error):
                    return None
                raise
        return _result(config, json.loads(answer.body)["id"])


class ForetellingSender(StandinSender):
    """Knows the id before the network gives it."""

    def expected_id(self, config: Mapping[str, Any], message: Message) -> str:
        return f"standin-{message.key}"


def _result(config: Mapping[str, Any], name: str) -> SendResult:
    return SendResult(name, datetime.now(UTC), f"{config['url']}/posts/{name}")


def doctor(config: Mapping[str, Any]) -> Iterator[Finding]:
    with outgoing.client(timeout=timedelta(seconds=10)) as client:
        request = client.build_request("GET", f"{config['url']}/taken")
        try:
            asking.ask(client, request, where="the stand-in")
        except ChannelError as error:
            yield Finding("Server", fine=False, said=str(error), remedy="Start the stand-in.")
            return
    yield Finding("Server", fine=True, said="It answers.")


SENDER = StandinSender()
FORETELLING = ForetellingSender()
NETWORK = Network(
    name=NAME,
    label="Stand-in",
    capabilities=Capabilities(listen=Listening.NO, reply_publicly=True, length_limit=LIMIT),
    validate=dict,
    sender=f"{__name__}.SENDER",
    doctor=f"{__name__}.doctor",
)


def register() -> None:
    registry.register(NETWORK)
