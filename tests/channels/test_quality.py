from __future__ import annotations

import pytest

from firebell.channels import registry
from firebell.channels.contract import Listening
from firebell.channels.quality import RULES, package_of, quality, setup_page

# Manual entry has a form, but nobody sets it up.
SET_UP_ON_SCREENS = [
    one for one in registry.networks() if one.form and one.capabilities.listen != Listening.TYPED
]


@pytest.mark.parametrize("network", registry.networks(), ids=lambda network: network.name)
def test_every_network_says_of_every_rule_how_it_stands(network):
    entries = quality(package_of(network))
    rules = [entry.rule for entry in entries]
    assert set(RULES) <= set(rules)
    assert len(rules) == len(set(rules))
    for entry in entries:
        assert entry.note or entry.state == "done", entry.rule


@pytest.mark.parametrize("network", registry.networks(), ids=lambda network: network.name)
def test_every_network_has_a_page_that_says_how_to_set_it_up(network):
    kinds = {block.kind for block in setup_page(package_of(network))}
    assert "text" in kinds
    assert kinds <= {"text", "steps", "list", "code", "heading"}


def test_a_set_up_page_is_cut_into_its_parts(tmp_path, monkeypatch):
    package = tmp_path / "pigeon"
    package.mkdir()
    (package / "__init__.py").write_text("")
    text = "# Pigeon\n\nSay *coo* to `them`.\n\n1. First\n   more\n2. [Second](x.md)\n\n"
    text += "    code here\n"
    (package / "setup.md").write_text(text)
    monkeypatch.syspath_prepend(str(tmp_path))
    found = [(block.kind, block.items) for block in setup_page("pigeon")]
    assert found == [
        ("text", (((False, "Say coo to "), (True, "them"), (False, ".")),)),
        ("steps", (((False, "First more"),), ((False, "Second"),))),
        ("code", (((True, "code here"),),)),
    ]
    assert quality("pigeon") == ()


@pytest.mark.parametrize("language", ["nb", "pl"])
@pytest.mark.parametrize("network", SET_UP_ON_SCREENS, ids=lambda one: one.name)
def test_the_set_up_page_is_there_in_every_language(network, language):
    english, other = (setup_page(package_of(network), code) for code in ("en", language))
    assert other != english
    assert [block.kind for block in other] == [block.kind for block in english]
