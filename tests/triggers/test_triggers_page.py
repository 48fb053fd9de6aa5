"""The reference page, the words and the registry name the same conditions, effects and kinds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from firebell.core.triggers.rules import sector, shipped, tuning
from firebell.core.triggers.rules.conditions import CONDITIONS
from firebell.core.triggers.rules.conditions.listens import DIMENSIONS, MEASURES
from firebell.core.triggers.rules.effects import EFFECTS
from firebell.core.triggers.rules.fields import COMPARISONS
from firebell.triggers import clauses, headlines
from firebell.triggers.enums import TriggerKind
from firebell.triggers.queries import PRESS
from firebell.triggers.wording import labels

PAGE = (Path(__file__).resolve().parents[2] / "docs/reference/triggers.md").read_text("utf-8")


def table(heading: str) -> dict[str, str]:
    """First cell without its marks -> the rest of the row, of a section's first table."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \| (.*) \|$", section, re.MULTILINE)
    return dict(rows)


@pytest.mark.parametrize(
    ("heading", "family", "words"),
    [("Conditions", CONDITIONS, labels.CONDITIONS), ("Effects", EFFECTS, labels.EFFECTS)],
)
def test_rules_and_their_fields(heading, family, words):
    rows = table(heading)
    assert tuple(rows) == tuple(words) == family.names()
    for name, row in rows.items():
        fields = re.findall(r"`(\w+)`", row.split("|")[0])
        assert fields == [field.name for field in family.known(name).fields]
        assert set(fields) <= labels.FIELDS.keys()


def test_kinds_as_they_are_shipped():
    rows = table("What every workspace has")
    assert list(rows) == [form.kind for form in shipped.SHIPPED]
    said = {kind: row.split("|")[-1].strip().rstrip("s") for kind, row in rows.items()}
    assert said == {form.kind: form.brands.rstrip("s") for form in shipped.SHIPPED}
    assert set(rows) <= set(TriggerKind.values)


def test_what_can_be_listened_to_and_compared():
    listens = table("Conditions")["listens"]
    assert re.findall(r"`(\w+)`", listens)[2:] == [*MEASURES, *DIMENSIONS]
    assert {*MEASURES, *DIMENSIONS} <= labels.CHOICES.keys()
    assert tuple(labels.COMPARISONS) == COMPARISONS
    assert all(f"`{one}`" in table("Conditions")["fact"] for one in COMPARISONS)


def test_numbers_in_the_text():
    text = " ".join(PAGE.split())
    assert f"{tuning.STEP} times rarer" in text
    assert tuning.MOST == 8
    assert "nor above eight times that" in text
    assert f"its severity is lowered by {sector.LOWERED}," in text
    assert sector.WORSE == 2
    assert f"at least {clauses.LEAST_SHARE:.0%}".replace("%", " %") in text
    assert " or ".join(f"`{one}`" for one in PRESS) in text
    assert len(headlines.CLAUSES) == 5
