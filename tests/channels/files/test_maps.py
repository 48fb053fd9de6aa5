from __future__ import annotations

import pytest

from firebell.channels.contract import ChannelError
from firebell.channels.files.maps import SHIPPED, find_map, known_maps, load_map
from tests.channels.files.writing import read, row, write_csv, write_jsonl

FIELDS = {
    "channel": "{constant: forum}",
    "external_id": "external_id",
    "kind": "{constant: post}",
    "direction": "{constant: inbound}",
    "at": "at",
    "text": "text",
    "author": "author",
}


def map_file(folder, rest: str = "", **fields: str):
    path = folder / "mine.yaml"
    lines = [f"  {name}: {rule}" for name, rule in {**FIELDS, **fields}.items() if rule]
    path.write_text("fields:\n" + "\n".join(lines) + "\n" + rest)
    return path


def test_the_shipped_maps_are_valid_and_found_by_name():
    names = {path.stem for path in SHIPPED.glob("*.yaml")}
    assert {plan.name for plan in known_maps()} >= names == {"airline", "customer_support", "plain"}
    for name in names:
        assert load_map(name).required_columns


def test_each_map_is_found_by_its_own_columns():
    for plan in known_maps():
        assert find_map([*plan.required_columns, "something else"], "x.csv").name == plan.name


def test_a_map_in_the_home_folder_is_found_too(tmp_path, monkeypatch):
    monkeypatch.setenv("FIREBELL_HOME", str(tmp_path))
    (tmp_path / "maps").mkdir()
    map_file(tmp_path / "maps", text="body")
    rows = [{"external_id": "1", "at": "2026-01-01T00:00:00Z", "author": "a", "body": "x"}]
    assert read(write_csv(tmp_path / "posts.csv", rows))[0][0]["channel"] == "forum"


@pytest.mark.parametrize(
    ("rest", "fields", "why"),
    [
        ("colour: red\n", {}, "mine.yaml: colour: not known here; known are title"),
        ("", {"text": ""}, "mine.yaml: fields: text must be said"),
        ("", {"mood": "x"}, "mine.yaml: fields.mood: not known here"),
        ("", {"text": "{column: a, constant: b}"}, "fields.text: exactly one of column"),
        ("", {"text": "{colum: a}"}, "fields.text.colum: not known here"),
        ("", {"kind": "{constant: rant}"}, "fields.kind: 'rant' is not one of post"),
        ("", {"direction": "{column: in, values: {a: up}}"}, "'up' is not one of inbound"),
        ("", {"kind": "{constant: post, replies: reply}"}, "needs the field in_reply_to"),
        ("", {"text": "7"}, "fields.text: keys and values were expected here"),
        ("time: {zone: Europe/Olso}\n", {}, "'Europe/Olso' is no known time zone; write it like"),
        ("order: random\n", {}, "order: 'random' is not one of file, time"),
        ("encoding: utf-16\n", {}, "encoding: 'utf-16' cannot be read; use utf-8"),
        ("encoding: klingon\n", {}, "encoding: 'klingon' cannot be read"),
        ("delimiter: x\n", {}, "delimiter: one of comma"),
        ("brands: {name: A}\n", {}, "brands: a list was expected"),
        ("brands: [{name: A, query: 'a AND'}]\n", {}, "brands.1.query: "),
        ("topics: [{name: A}]\n", {}, "topics.1.query: a text was expected"),
        ("brands_from: {column: a, query: x}\n", {}, "must hold {value}"),
        ("audit: {conflict_columns: x}\n", {}, "audit.conflict_columns: a list of texts"),
        ("title: [\n", {}, "mine.yaml: not readable as YAML"),
        ("- x\n", {}, "not readable as YAML"),
    ],
)
def test_a_wrong_map_is_refused_with_its_key(tmp_path, rest, fields, why):
    with pytest.raises(ChannelError) as caught:
        load_map(str(map_file(tmp_path, rest, **fields)))
    assert why in str(caught.value)
    assert caught.value.permanent


def test_a_map_changed_on_disk_is_read_again(tmp_path):
    assert load_map(str(map_file(tmp_path, "title: one\n"))).title == "one"
    assert load_map(str(map_file(tmp_path, "title: another\n"))).title == "another"


def test_fields_are_built_as_the_map_says(tmp_path):
    plan = map_file(
        tmp_path,
        "time: {format: '%d.%m.%Y %H:%M', zone: Europe/Oslo}\n",
        external_id="{hash: [author, at]}",
        direction="{column: who, values: {us: outbound, them: inbound}}",
        kind="{constant: post, replies: reply}",
        in_reply_to="{column: parent, integer: true}",
        thread="{columns: [author, parent], join: '/'}",
        text="{column: text, unescape: true}",
        rating="{column: stars, optional: true}",
    )
    line = {"at": "01.07.2025 12:00", "author": "@anna", "parent": "3.0", "who": "us"}
    rows, rejects = read(
        write_csv(tmp_path / "posts.csv", [{**line, "text": "a &lt; b"}]), map=str(plan)
    )
    assert rejects == []
    (found,) = rows
    assert found["at"].isoformat() == "2025-07-01T10:00:00+00:00"
    assert (found["direction"], found["kind"]) == ("outbound", "reply")
    assert (found["author"], found["in_reply_to"]) == ("anna", "3")
    assert (found["thread"], found["text"]) == ("@anna/3.0", "a < b")
    assert (len(found["external_id"]), found["rating"]) == (32, None)


def test_a_word_that_the_map_does_not_know_is_refused(tmp_path):
    plan = map_file(tmp_path, direction="{column: who, values: {us: outbound}}")
    path = write_csv(tmp_path / "posts.csv", [row(1, who="us"), row(2, who="they")])
    rows, rejects = read(path, map=str(plan))
    assert len(rows) == 1
    assert "direction: 'they' is not one of us; add it to the map" in rejects[0].reason


@pytest.mark.parametrize(
    ("pattern", "value"), [("unix seconds", 1767261600), ("unix milliseconds", "1767261600000")]
)
def test_unix_times(tmp_path, pattern, value):
    plan = map_file(tmp_path, f"time: {{format: {pattern}}}\n")
    path = write_jsonl(tmp_path / "posts.jsonl", [{**row(1), "at": value}])
    rows, _ = read(path, map=str(plan))
    assert rows[0]["at"].isoformat() == "2026-01-01T10:00:00+00:00"


def test_a_file_in_windows_1252_is_read_by_a_map_that_says_so(tmp_path):
    path = tmp_path / "posts.csv"
    path.write_bytes(
        "external_id,at,author,text\np1,2026-01-01T10:00:00Z,anna,Blåbær\n".encode("cp1252")
    )
    plan = map_file(tmp_path, "encoding: cp1252\n")
    assert read(path, map=str(plan))[0][0]["text"] == "Blåbær"


def test_links_are_seen_in_the_text(tmp_path):
    path = write_csv(tmp_path / "posts.csv", [row(1, "see https://example.org"), row(2)])
    assert [one["has_link"] for one in read(path)[0]] == [True, False]
