"""What the tutorial promises comes true, with the very script that it prints."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from firebell.accounts import actions as accounts
from firebell.listening import actions as listening
from firebell.listening.enums import QueryKind
from firebell.site.command_line import cli

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tutorial" / "first-hour.md"


@pytest.fixture(scope="module")
def storm(tmp_path_factory) -> Path:
    page = PAGE.read_text(encoding="utf-8")
    (script,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    file = tmp_path_factory.mktemp("tutorial") / "storm.jsonl"
    subprocess.run([sys.executable, "-c", script, str(file)], check=True)
    return file


@pytest.mark.django_db
def test_the_storm_rings_once_and_opens_forty_cases(storm: Path):
    lumo = accounts.open_workspace("Lumo")
    listening.save_query(
        lumo,
        name="Lumo",
        kind=QueryKind.BRAND,
        text="lumo OR mention:lumo",
        brand=listening.ensure_brand(lumo.pk, "Lumo", own=True),
        by=None,
    )
    result = CliRunner().invoke(cli, ["replay", str(storm), "--workspace", "Lumo", "--json"])
    report = json.loads(result.stdout)
    assert report["cases"] == {"opened": 40, "needs_answer": 40, "unattended": 0}
    (alert,) = report["alerts"]
    assert (alert["brand"], alert["trigger"]) == ("Lumo", "negative")


@pytest.mark.django_db
def test_without_a_query_there_are_cases_and_no_bell(storm: Path):
    played = ["replay", str(storm), "--workspace", "Practice"]
    first, again = (CliRunner().invoke(cli, played).stdout for _ in range(2))
    assert first.startswith("110 read, 110 stored, 0 repeats, 0 refused")
    assert first.endswith("40 need an answer: 40 cases opened, 0 unattended\n0 alerts\n")
    assert again.startswith("110 read, 0 stored, 110 repeats, 0 refused")


@pytest.mark.parametrize(
    ("command", "text", "status", "said"),
    [
        ("read", "Where is my refund?", 0, "needs an answer"),
        ("guard", "As I already said, read the manual.", 0, "warn"),
        ("guard", "Calm down, {{name}}.", 1, "block"),
    ],
)
def test_the_commands_say_what_they_say(command: str, text: str, status: int, said: str):
    assert text in PAGE.read_text(encoding="utf-8")
    result = CliRunner().invoke(cli, [command], input=json.dumps({"text": text}))
    assert result.exit_code == status
    assert said in result.stdout
