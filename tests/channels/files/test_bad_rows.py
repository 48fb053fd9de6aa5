"""Each kind of bad input: the row is refused by name and reason, the others are taken in."""

from __future__ import annotations

import json

import pytest

from firebell.channels.conformance import check_rejects
from firebell.channels.files.replaying import read_rejects
from tests.channels.files.writing import HEADER, ids, read, row, write_csv, write_jsonl

GOOD_BEFORE, GOOD_AFTER = (
    "p1,2026-01-01T10:00:00Z,anna,before",
    "p3,2026-01-01T10:00:02Z,anna,after",
)


def between(tmp_path, line: str | bytes):
    """Read a CSV file with this line between two good ones."""
    raw = line if isinstance(line, bytes) else line.encode()
    head, before, after = (text.encode() for text in (",".join(HEADER), GOOD_BEFORE, GOOD_AFTER))
    path = tmp_path / "posts.csv"
    path.write_bytes(b"\n".join((head, before, raw, after)) + b"\n")
    rows, rejects = read(path)
    check_rejects(rejects)
    assert ids(rows) == ["p1", "p3"]
    assert len(rejects) == 1
    assert rejects[0].place == "posts.csv, line 3 (row 2)"
    assert rejects[0].raw == raw + b"\n"
    return rejects[0]


AT = "2026-01-01T10:00:01Z"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (f"p2,{AT},anna", "too few fields: 3 where the header has 4"),
        (f"p2,{AT},anna,a,b", "too many fields: 5 where the header has 4"),
        (f'p2,{AT},anna,"never closed', 'opens with " and is not closed'),
        ("p2,2026-01-01T10:00:01,anna,x", "has no time zone"),
        ("p2,2026-01-01T10:00:01+99:00,anna,x", "does not read as ISO 8601"),
        ("p2,2026-01-01 10:00:01 PST,anna,x", "does not read as ISO 8601"),
        ("p2,yesterday,anna,x", "does not read as ISO 8601"),
        ("p2,2026-01-01,anna,x", "does not read as ISO 8601"),
        ("p2,,anna,x", "the time is empty"),
        ("p2,2126-01-01T10:00:01Z,anna,x", "is in the future"),
        ("p2,9999-12-31T23:59:59-12:00,anna,x", "outside the calendar"),
        ("p2,0001-01-01T00:00:00Z,anna,x", "before 1970"),
        (f",{AT},anna,x", "external_id: it is empty"),
        (f"p2,{AT},@,x", "author: it is empty"),
        (f"p2,{AT},anna,", "text: it is empty"),
        (f"p2,{AT},anna,a\x00b", "a NUL character at character 2"),
        (f"{'i' * 201},{AT},anna,x", "it has 201 characters, the most is 200"),
    ],
)
def test_a_bad_row_of_csv(tmp_path, line, why):
    assert why in between(tmp_path, line).reason


def test_bytes_that_are_not_utf_8(tmp_path):
    reject = between(tmp_path, f"p2,{AT},anna,Blåbær".encode("cp1252"))
    assert "the byte 0xe5" in reject.reason
    repaired = read_rejects({}, [reject], repair=True)
    assert repaired.interactions.to_pylist()[0]["text"] == "Blåbær"


def test_a_post_of_ten_megabytes(tmp_path):
    path = write_csv(tmp_path / "posts.csv", [row(1), row(2, "é\n" * 5_000_000), row(3)])
    rows, rejects = read(path)
    assert ids(rows) == ["p1", "p3"]
    assert rejects[0].place == "posts.csv, line 3 (row 2)"
    assert "the most is 1,048,576" in rejects[0].reason
    assert rejects[0].raw_size > 10_000_000
    assert len(rejects[0].raw) == 64 * 1024
    assert not rejects[0].whole


def between_json(tmp_path, line: str):
    path = tmp_path / "posts.jsonl"
    good = [json.dumps(row(1)), json.dumps(row(3))]
    path.write_text("\n".join((good[0], line, good[1])), encoding="utf-8")
    rows, rejects = read(path)
    check_rejects(rejects)
    assert ids(rows) == ["p1", "p3"]
    assert [reject.place for reject in rejects] == ["posts.jsonl, line 2 (row 2)"]
    return rejects[0]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (json.dumps(row(2, "half \ud83d")), "text: half a character"),
        (json.dumps(row(2, "x\x00y")), "text: a NUL character at character 2"),
        ('{"a":' * 10_000 + "1" + "}" * 10_000, "JSON nested too deeply"),
        (json.dumps(row(2, text={"deep": [1]})), "is a dict, not a text"),
        (json.dumps(row(2, followers=10**30)), "followers: '10000000"),
        (json.dumps(row(2, followers=-1)), "is not between 0 and"),
        (json.dumps(row(2, followers=float("inf"))), "followers: 'inf' is not a number"),
        (json.dumps(row(2, followers="many")), "followers: 'many' is not a number"),
        (json.dumps(row(2))[:-1] + ', "reposts": ' + "9" * 5_000 + "}", "not readable as JSON"),
        (json.dumps(row(2, reposts=2**31)), "reposts: '2147483648' is not between 0 and"),
        (json.dumps(row(2, rating=6)), "the rating '6' is not between 1 and 5"),
        (json.dumps(row(2, rating=float("nan"))), "the rating 'nan' is not between"),
        (json.dumps(row(2, kind="rant")), "kind: 'rant' is not one of post"),
        (json.dumps(row(2, has_image="maybe")), "is neither true nor false"),
        ("[1, 2]", "is not an object with keys and values"),
        ('{"external_id": "p2", ', "not readable as JSON"),
        (json.dumps({"external_id": "p2", "at": AT, "author": "anna"}), "text: it is empty"),
    ],
)
def test_a_bad_row_of_json(tmp_path, line, why):
    assert why in between_json(tmp_path, line).reason


def test_repair_puts_a_sign_in_the_place_of_what_cannot_be_stored(tmp_path):
    path = write_jsonl(tmp_path / "posts.jsonl", [row(1, "half \ud83d and \x00")])
    rows, rejects = read(path, repair=True)
    assert rows[0]["text"] == "half \N{REPLACEMENT CHARACTER} and \N{REPLACEMENT CHARACTER}"
    assert rejects == []


def test_rejects_are_read_again_by_a_better_map(tmp_path):
    path = tmp_path / "posts.csv"
    path.write_text(",".join(HEADER) + "\np1,2026-01-01T10:00:00,anna,x\n")
    rows, rejects = read(path)
    assert rows == []
    better = tmp_path / "oslo.yaml"
    fields = "{channel: {constant: desk}, kind: {constant: call}, direction: {constant: inbound}, "
    fields += "external_id: external_id, at: at, text: text, author: author}"
    better.write_text(f"fields: {fields}\ntime: {{zone: Europe/Oslo}}\n")
    again = read_rejects({"map": str(better)}, rejects, repair=False)
    assert again.rejects == ()
    assert again.interactions.to_pylist()[0]["at"].isoformat() == "2026-01-01T09:00:00+00:00"


def test_a_reject_of_which_not_all_is_kept_says_so(tmp_path):
    path = write_csv(tmp_path / "posts.csv", [row(1), row(2, "x" * 2_000_000)])
    again = read_rejects({}, read(path)[1], repair=True)
    assert again.interactions.num_rows == 0
    assert "only the beginning of this row was kept" in again.rejects[0].reason
