"""`firebell read`: the promised keys, bad lines by file and line, and the rest goes on."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from firebell.runners.reading import load_second_floor
from firebell.site.command_line import cli
from firebell.site.rows import LONGEST_LINE

ASKS = '{"text": "Where is my parcel? Please help!"}\n'
THANKS = '{"text": "Thank you, you were great."}\n'


def read(*arguments: str, said: str | bytes = "") -> Result:
    return CliRunner().invoke(cli, ["read", *arguments], input=said)


def rows(result: Result) -> list[dict]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_row_comes_back_with_its_reading_in_the_promised_form():
    given = {"id": 7, "author": "kari", "text": "Where is my parcel, you idiots? Please help!"}
    result = read("--json", said=json.dumps(given))
    assert (result.exit_code, result.stderr) == (0, "")
    (row,) = rows(result)
    assert {key: row[key] for key in given} == given
    forms = {
        "language": {"code": str, "p": float},
        "sentiment": {"label": str, "negative": float, "neutral": float, "positive": float},
        "needs_answer": {"value": bool, "p": float},
        "toxicity": {"value": bool, "p": float, "spans": list},
        "complaint": {"value": bool, "p": float},
        "intent": {"label": str, "p": float},
        "irony": {"value": bool, "p": float},
        "emotion": {"label": str, "p": float},
        "threat": {"value": bool, "p": float, "spans": list},
    }
    plain = {
        "complexity": str,
        "stance": str,
        "slurs": list,
        "sensitive": list,
        "entities": list,
        "personal_data": list,
        "fingerprint": int,
        "uncertain": list,
        "because": str,
        "version": str,
    }
    for key, form in forms.items():
        assert {name: type(value) for name, value in row[key].items()} == form
    assert {key: type(row[key]) for key in plain} == plain
    assert set(row) == {*given, *forms, *plain}
    sentiment = row["sentiment"]
    three = {name: sentiment[name] for name in ("negative", "neutral", "positive")}
    assert sum(three.values()) == pytest.approx(1, abs=1e-3)
    assert sentiment["label"] == max(three, key=three.get)
    assert row["language"]["code"] == "en"
    assert row["needs_answer"]["value"] is True
    assert [given["text"][start:end] for start, end in row["toxicity"]["spans"]] == ["idiots"]


def test_rows_come_in_their_order_and_the_same_by_file_and_by_standard_input(tmp_path):
    said = ASKS + "\n" + THANKS * 2_500 + ASKS
    path = tmp_path / "said.jsonl"
    path.write_text(said)
    by_file, by_input = read(str(path), "--json"), read("-", "--json", said=said)
    assert by_file.stdout == by_input.stdout == read("--json", said=said).stdout
    asking = [row["needs_answer"]["value"] for row in rows(by_file)]
    assert asking == [True, *[False] * 2_500, True]


def test_without_json_there_is_a_line_for_people():
    result = read(said='{"text": "Where is\\nmy parcel?"}')
    language, sentiment, asks, text = result.stdout.rstrip("\n").split("\t")
    assert (language, asks, text) == ("en", "needs an answer", "Where is my parcel?")
    assert sentiment in ("negative", "neutral", "positive")


def test_a_hint_may_name_the_language():
    (row,) = rows(read("--json", said='{"text": "ok", "lang": "pl"}'))
    assert row["language"]["code"] == "pl"
    (row,) = rows(read("--json", said='{"text": "Where is my parcel?", "lang": 5}'))
    assert row["language"]["code"] == "en"


@pytest.mark.parametrize("said", ["", "\n\n"])
def test_nothing_in_nothing_out(said: str):
    result = read("--json", said=said)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


BAD_LINES = {
    "nested too deep; write one flat object a line": '{"text": "x", "a": ' + "[" * 50_000,
    "nested too deep; write one flat object": json.dumps({"text": "x", "a": None}).replace(
        "null", "[" * 300 + "]" * 300
    ),
    "longer than 8 MiB; shorten it": '{"text": "' + "x" * 10_000_000 + '"}',
    "not JSON (": "Where is my parcel?",
    'no "text"; write one object a line': '{"body": "x"}',
    'no "text"; write one object': '{"text": null}',
    'no "text"; write': '["text"]',
    "not JSON (NaN is no number": '{"text": "x", "score": NaN}',
    "not JSON (Exceeds the limit": '{"text": "x", "n": ' + "9" * 5_000 + "}",
}


@pytest.mark.parametrize("why", BAD_LINES)
def test_a_bad_line_is_told_by_file_and_line_and_the_rest_goes_on(tmp_path, why: str):
    path = tmp_path / "said.jsonl"
    path.write_text(ASKS + BAD_LINES[why] + "\n" + THANKS)
    result = read(str(path), "--json")
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith(f"{path}, line 2: {why}")
    assert [row["needs_answer"]["value"] for row in rows(result)] == [True, False]


def test_the_longest_line_is_told_from_one_too_long(tmp_path):
    path = tmp_path / "said.jsonl"
    room = LONGEST_LINE - len('{"text": ""}\n')
    fits, too_long = ('{"text": "' + "x " * (n // 2) + '"}\n' for n in (room, room + 2))
    path.write_text(fits + too_long + THANKS)
    result = read(str(path))
    assert result.stderr == f"{path}, line 2: longer than 8 MiB; shorten it\n"
    assert len(result.stdout.splitlines()) == 2


def test_standard_input_is_named_in_words():
    assert read(said="x").stderr.startswith("standard input, line 1: not JSON")


def test_what_no_output_can_hold_is_replaced_one_for_one():
    result = read("--json", said='{"text": "a\\ud800b \\ud83d\\ude00", "\\udfff": ["\\udc00"]}')
    (row,) = rows(result)
    assert (row["text"], row["\ufffd"]) == ("a\ufffdb 😀", ["\ufffd"])


@pytest.mark.parametrize("text", ["nul \x00 here", "\u202egnp.exe", "😤" * 500, "ż" * 3_000, " "])
def test_any_text_is_read_and_given_back_as_it_was(text: str):
    result = read("--json", said=json.dumps({"text": text}, ensure_ascii=False))
    assert result.exit_code == 0
    assert [row["text"] for row in rows(result)] == [text]


def test_bytes_that_are_no_utf8_do_not_stop_the_rest(tmp_path):
    path = tmp_path / "said.jsonl"
    path.write_bytes(b'{"text": "caf\xe9"}\n' + ASKS.encode())
    first, _ = rows(read(str(path), "--json"))
    assert first["text"] == "caf\ufffd"
    by_input = read("--json", said=path.read_bytes())
    assert by_input.stdout == read(str(path), "--json").stdout


@pytest.mark.parametrize("named", ["missing.jsonl", "."])
def test_a_file_that_cannot_be_read_is_one_line_with_a_remedy(tmp_path, monkeypatch, named: str):
    monkeypatch.chdir(tmp_path)
    result = read(named)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"firebell: {named}: ")
    assert result.stderr.endswith("; name a file that can be read, or -\n")


def test_what_a_text_names_and_gives_away_comes_with_its_places():
    text = "Order #4711234 charged my card 4111 1111 1111 1111 twice, I want my money back"
    (row,) = rows(read("--json", said=json.dumps({"text": text})))
    named = {one["kind"]: text[one["start"] : one["end"]] for one in row["entities"]}
    given_away = {one["kind"]: text[one["start"] : one["end"]] for one in row["personal_data"]}
    assert named == {"order": "4711234"}
    assert given_away == {"reference": "4711234", "card": "4111 1111 1111 1111"}
    assert (row["intent"]["label"], row["uncertain"]) == ("compensation", [])


def test_read_twice_the_second_floor_says_how_it_feels_and_the_first_who_is_to_be_answered():
    once, twice = (rows(read("--json", *flag, said=ASKS + THANKS)) for flag in ([], ["--twice"]))
    reader = load_second_floor()
    assert reader is not None
    for first, second in zip(once, twice, strict=True):
        assert second["version"] == f"{first['version']}/{reader.version}"
        assert second["needs_answer"] == first["needs_answer"]
        said = reader.look(second["text"]).logits["sentiment"]
        label = ("negative", "neutral", "positive")[said.index(max(said))]
        assert second["sentiment"]["label"] == label
        assert second["sentiment"] != first["sentiment"]
