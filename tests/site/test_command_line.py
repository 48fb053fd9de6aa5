"""What holds for every command: bytes, pipes, wrong settings."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.site.commands import firebell

ROWS = '{"text": "Zażółć 😤"}\n' * 3_000


def test_results_are_utf8_whatever_the_terminal_speaks(tmp_path):
    (tmp_path / "rows.jsonl").write_text('{"text": "Zażółć 😤"}\n', encoding="utf-8")
    done = firebell(
        tmp_path, "read", str(tmp_path / "rows.jsonl"), "--json", PYTHONIOENCODING="latin-1"
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["text"] == "Zażółć 😤"


def test_a_reader_that_has_enough_is_no_error(tmp_path):
    """As with `firebell read --json | head -1`."""
    reading = subprocess.Popen(
        [sys.executable, "-m", "firebell", "read", "--json"],
        env=os.environ | {"FIREBELL_HOME": str(tmp_path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert reading.stdin
    assert reading.stdout
    assert reading.stderr
    reading.stdin.write(ROWS)
    reading.stdin.close()
    assert reading.stdout.readline()
    reading.stdout.close()
    with reading.stderr as said:
        assert said.read() == ""
    assert reading.wait(60) == 0


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("FIREBELL_HTTPS", "maybe", "use 1 or 0"),
        ("FIREBELL_DATABASE_TIMEOUT", "soon", "give a number"),
        ("FIREBELL_SECRET_KEY_FILE", "/nowhere/key", "create it or unset it"),
    ],
)
def test_a_wrong_setting_is_one_line_with_a_remedy(tmp_path, name: str, value: str, remedy: str):
    done = firebell(tmp_path, "check", **{name: value})
    assert done.returncode == 2
    (told,) = done.stderr.splitlines()
    assert told.startswith("firebell: ")
    assert value in told
    assert remedy in told
