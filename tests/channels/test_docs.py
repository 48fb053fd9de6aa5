from __future__ import annotations

import re
from pathlib import Path

from firebell.channels import registry
from firebell.channels.files.map_rules import _RULE, _TOP
from firebell.channels.files.maps import load_map
from firebell.channels.quality import RULES
from firebell.core.schema import INTERACTION

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "reference" / "networks.md").read_text(encoding="utf-8")


def test_the_reference_names_every_network_field_and_key():
    names = [network.name for network in registry.networks()]
    for name in [*names, *INTERACTION.names, *_TOP, *_RULE]:
        assert f"`{name}`" in PAGE, name


def test_the_reference_names_every_rule_of_quality():
    part = PAGE.split("### Quality list")[1].split("##")[0]
    named = re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)
    assert named == list(RULES)


def test_the_map_in_the_how_to_is_valid(tmp_path):
    text = (DOCS / "how-to" / "replay-a-file.md").read_text(encoding="utf-8")
    block = text.split("# shop.yaml\n")[1].split("\n\nThe keys")[0]
    (tmp_path / "shop.yaml").write_text("\n".join(line[4:] for line in block.splitlines()))
    plan = load_map(str(tmp_path / "shop.yaml"))
    assert plan.sorted_by_time
    assert [brand.name for brand in plan.brands] == ["Shop"]
