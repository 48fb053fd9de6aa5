from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.contrib.staticfiles import finders

from firebell.site.command_line import COMMANDS, cli

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "manage"])
def test_every_command_helps_with_an_example(name):
    result = CliRunner().invoke(cli, [name, "--help"])
    assert result.exit_code == 0, result.output
    assert re.search(r"Example:\n\s+(.*\| )?firebell " + name, result.output)


def test_the_list_of_commands_is_in_the_reference():
    page = (ROOT / "docs" / "reference" / "command-line.md").read_text()
    missing = [name for name in COMMANDS if f"`firebell {name}" not in page]
    assert missing == []


def test_an_unknown_command_is_refused_with_the_usage():
    result = CliRunner().invoke(cli, ["answer-everything"])
    assert result.exit_code == 2
    assert "No such command" in result.output


@pytest.mark.parametrize("path", ["chart/chart.js", "firebell/firebell.css"])
def test_scripts_and_styles_are_where_the_pages_look_for_them(path):
    assert finders.find(path) is not None


def test_the_project_names_no_foreign_host():
    """Pages load nothing from elsewhere: no template or script has an absolute address."""
    foreign = []
    for path in (ROOT / "firebell").rglob("*"):
        if path.suffix in (".html", ".css", ".js") and "models_data" not in path.parts:
            foreign += [
                (path.name, found)
                for found in re.findall(r"https?://[^\s\"'<>)]+", path.read_text())
                if "www.w3.org" not in found
            ]
    assert foreign == []
