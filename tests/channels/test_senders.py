from __future__ import annotations

import pytest

from firebell.channels import registry
from firebell.channels.contract import Capabilities, ChannelError, Listening, Network
from firebell.channels.models import Source
from firebell.channels.senders import sender_for

# A stand-in for a network that can send: what is tested is the refusal, nothing is sent.
DOOR = object()
ABLE = Network(
    name="able",
    label="Able",
    capabilities=Capabilities(listen=Listening.ASKED, reply_publicly=True),
    validate=dict,
    sender="tests.channels.test_senders.DOOR",
)


@pytest.fixture(autouse=True)
def able(monkeypatch):
    monkeypatch.setattr(registry, "_networks", {**registry._networks, "able": ABLE})


def test_a_source_only_listens_unless_somebody_opened_it():
    with pytest.raises(ChannelError, match="is set to listen only"):
        sender_for(Source(name="Able", network="able"))
    assert sender_for(Source(name="Able", network="able", listen_only=False)) is DOOR


@pytest.mark.parametrize("name", ["replay", "file_drop", "manual_entry"])
def test_nothing_is_sent_where_nothing_can_be(name):
    with pytest.raises(ChannelError, match="nothing can be sent on"):
        sender_for(Source(name="x", network=name, listen_only=False))
