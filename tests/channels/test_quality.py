from __future__ import annotations

import pytest

from firebell.channels import registry
from firebell.channels.quality import RULES, package_of, quality, setup_page


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
