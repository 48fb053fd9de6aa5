from __future__ import annotations

from importlib.metadata import EntryPoint, EntryPoints
from pathlib import Path

import pytest

import firebell.channels.networks
from firebell.channels import registry
from firebell.channels.conformance import check_network
from firebell.channels.contract import Capabilities, ChannelError, Listening, Network

OTHER = Network(
    name="pigeon",
    label="Pigeon",
    capabilities=Capabilities(listen=Listening.ASKED),
    validate=dict,
)
NOT_A_NETWORK = object()


def test_every_folder_is_registered_once_and_documented():
    folder = Path(firebell.channels.networks.__file__).parent
    folders = {path.name for path in folder.iterdir() if (path / "network.py").is_file()}
    assert {network.name for network in registry.networks()} == folders
    for name in folders:
        assert (folder / name / "setup.md").read_text().startswith("# ")


@pytest.mark.parametrize("network", registry.networks(), ids=lambda network: network.name)
def test_every_network_keeps_its_word(network):
    check_network(network)


def test_an_unknown_network_is_refused_with_the_known_ones():
    with pytest.raises(ChannelError, match="no network is called 'smoke'; known are replay"):
        registry.network("smoke")


@pytest.fixture
def others(monkeypatch):
    monkeypatch.setattr(registry, "_networks", dict(registry._networks))
    registry._load_others.cache_clear()
    yield lambda *found: monkeypatch.setattr(
        registry, "entry_points", lambda group: EntryPoints(found)
    )
    registry._load_others.cache_clear()


def point(name: str) -> EntryPoint:
    return EntryPoint(name, f"tests.channels.test_registry:{name}", registry.GROUP)


def test_another_package_adds_a_network(others):
    others(point("OTHER"))
    assert registry.network("pigeon") is OTHER


def test_what_is_not_a_network_is_refused(others):
    others(point("NOT_A_NETWORK"))
    with pytest.raises(TypeError, match="is not a firebell"):
        registry.networks()


def test_a_name_belongs_to_one_network(others):
    registry.register(OTHER)
    registry.register(OTHER)
    with pytest.raises(ValueError, match="two networks are called 'pigeon'"):
        registry.register(
            Network(name="pigeon", label="", capabilities=OTHER.capabilities, validate=dict)
        )
