"""`firebell guard`: verdicts in the promised form; 1 says that something must not leave."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from firebell.site.command_line import cli

KIND = {"id": 1, "text": "Thank you for telling us. I have sent a new one today.", "lang": "en"}
CRUEL = {"id": 2, "text": "Hope you burn in hell.", "channel": "sms"}
OPEN = {"id": 3, "text": "Hi {{name}}, thanks.", "public": True, "agent": "Ola"}


def guard(*arguments: str, rows: list[dict] | None = None, said: str | bytes = "") -> Result:
    lines = "".join(json.dumps(row) + "\n" for row in rows or [])
    return CliRunner().invoke(cli, ["guard", *arguments], input=said or lines)


def test_a_row_comes_back_with_its_verdict_in_the_promised_form():
    result = guard("--json", rows=[KIND, CRUEL, OPEN])
    assert (result.exit_code, result.stderr) == (1, "")
    judged = [json.loads(line) for line in result.stdout.splitlines()]
    for given, row in zip((KIND, CRUEL, OPEN), judged, strict=True):
        assert {key: row[key] for key in given} == given
        assert set(row) == {*given, "verdict", "reasons", "better", "p"}
        for reason in row["reasons"]:
            assert set(reason) == {"rule", "span", "message"}
    assert [row["verdict"] for row in judged] == ["send", "block", "block"]
    kind, cruel, unfilled = judged
    assert (kind["reasons"], kind["better"], kind["p"]) == ([], None, 0.0)
    start, end = unfilled["reasons"][0]["span"]
    assert OPEN["text"][start:end] == "{{name}}"
    assert cruel["reasons"][0]["rule"].startswith("abuse.")
    assert cruel["better"]
    assert 0 < cruel["p"] <= 1


def test_the_exit_status_says_whether_all_may_leave():
    assert guard(rows=[KIND]).exit_code == 0
    warned = guard("--json", rows=[{"text": "Write to ola@example.org"}])
    assert json.loads(warned.stdout)["verdict"] == "warn"
    assert warned.exit_code == 0
    assert guard(rows=[KIND, CRUEL]).exit_code == 1


def test_without_json_there_is_a_line_for_people():
    verdict, text, why = guard(rows=[CRUEL]).stdout.rstrip("\n").split("\t")
    assert (verdict, text) == ("block", CRUEL["text"])
    assert "burn in hell" in why


def test_a_file_is_checked_like_standard_input(tmp_path):
    path = tmp_path / "replies.jsonl"
    path.write_text(json.dumps(KIND) + "\n" + json.dumps(CRUEL) + "\n")
    assert guard(str(path), "--json").stdout == guard("-", "--json", rows=[KIND, CRUEL]).stdout


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"text": "Hi", "public": "no"}', "`public` must be true or false, not 'no'"),
        ('{"text": "Hi", "customer": 5}', "`customer` must be a name or a list of names"),
        ('{"answer": "Hi"}', 'no "text"; write one object a line with a string "text"'),
        ("Hi", "not JSON ("),
        ('{"text": "Hi", "a": ' + "[" * 50_000, "nested too deep; write one flat object a line"),
    ],
)
def test_what_could_not_be_checked_is_told_and_not_passed(tmp_path, line: str, why: str):
    path = tmp_path / "replies.jsonl"
    path.write_text(json.dumps(KIND) + "\n" + line + "\n" + json.dumps(KIND) + "\n")
    result = guard(str(path), "--json")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith(f"{path}, line 2: {why}")


def test_spans_fit_the_text_that_comes_back_whatever_stands_in_it():
    text = "\\ud800 \\u0000 \\u202e 😤 you idiot"
    row = json.loads(guard("--json", said='{"text": "' + text + '"}').stdout)
    start, end = row["reasons"][0]["span"]
    assert "idiot" in row["text"][start:end]


def test_nothing_to_check_is_fine():
    assert guard("--json").exit_code == 0
