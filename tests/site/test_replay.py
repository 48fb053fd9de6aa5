"""`firebell replay`: the promised report, and bad input never stops what is good."""

from __future__ import annotations

import gzip
import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from firebell.accounts.models import Workspace
from firebell.channels.models import RejectedRow, Source
from firebell.desk.models import CaseItem
from firebell.listening.models import Interaction, Query
from firebell.site.command_line import cli
from tests.posts import NOON
from tests.site.commands import write_posts

pytestmark = pytest.mark.django_db

HEADER = "external_id,at,author,text"
GOOD = [f"p{n},2026-01-05T08:00:{n:02}Z,anna,@united my bag is lost, please help" for n in (1, 2)]


def replay(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["replay", *map(str, arguments)])


def play(path: Path, *arguments: str) -> Result:
    return replay(path, "--map", "plain", "--queries-of", "airline", *arguments)


def quoted(line: str) -> str:
    *front, text = line.split(",", 3)
    return ",".join(front) + f',"{text}"'


def write(path: Path, *lines: str | bytes, header: str = HEADER) -> Path:
    whole = (header, quoted(GOOD[0]), *lines, quoted(GOOD[1]))
    encoded = (line if isinstance(line, bytes) else line.encode() for line in whole)
    path.write_bytes(b"\n".join(encoded) + b"\n")
    return path


def test_the_report_has_the_promised_form(tmp_path):
    """An hour of twelve a day for three days, then a hundred in an hour, all about lost bags."""
    path = tmp_path / "storm.jsonl"
    quiet = [NOON + timedelta(hours=2 * n) for n in range(36)]
    storm = [NOON + timedelta(hours=72, seconds=30 * n) for n in range(100)]
    with path.open("w") as out:
        for number, at in enumerate([*quiet, *storm]):
            text = f"@united you lost my bag {number}, worst airline ever, I am angry. Where is it?"
            row = {"external_id": f"p{number}", "at": at.isoformat(), "author": "a", "text": text}
            out.write(json.dumps(row) + "\n")
    result = play(path, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    report = json.loads(result.stdout)
    assert set(report) == {
        "rows", "inserted", "duplicates", "rejected", "late", "first_at", "last_at", "seconds",
        "per_second", "alerts", "cases", "conflicts",
    }  # fmt: skip
    assert [report[key] for key in ("rows", "inserted", "duplicates", "rejected")] == [
        136,
        136,
        0,
        0,
    ]
    assert datetime.fromisoformat(report["first_at"]) == quiet[0]
    assert datetime.fromisoformat(report["last_at"]) == storm[-1]
    assert report["seconds"] > 0
    assert report["per_second"] == pytest.approx(136 / report["seconds"], rel=0.05)
    assert report["cases"] == {"opened": 1, "needs_answer": 136, "unattended": 0}
    (alert,) = report["alerts"]
    assert set(alert) == {
        "id", "brand", "trigger", "channel", "topic", "at", "onset", "observed", "expected",
        "severity", "headline",
    }  # fmt: skip
    assert (alert["brand"], alert["trigger"]) == ("United", "negative")
    assert storm[0] <= datetime.fromisoformat(alert["at"]) <= storm[-1] + timedelta(minutes=5)
    assert datetime.fromisoformat(alert["onset"]) <= datetime.fromisoformat(alert["at"])
    assert alert["observed"] > alert["expected"] >= 0
    assert alert["severity"] in range(1, 11)
    assert "usual: " in alert["headline"]


def test_without_json_it_is_told_in_words(tmp_path):
    result = play(write_posts(tmp_path / "posts.jsonl", 3))
    told = result.stdout.splitlines()
    assert told[0].startswith("3 read, 3 stored, 0 repeats, 0 refused; ")
    assert told[1:] == ["3 need an answer: 3 cases opened, 0 unattended", "0 alerts"]


def test_what_was_played_is_known_the_second_time(tmp_path):
    path = write_posts(tmp_path / "posts.jsonl", 3)
    play(path)
    again = json.loads(play(path, "--json").stdout)
    assert [again[key] for key in ("rows", "inserted", "duplicates")] == [3, 0, 3]
    assert again["cases"]["opened"] == 0
    assert Source.objects.count() == 1


def test_two_files_of_one_name_are_two_sources(tmp_path):
    paths = []
    for number in (1, 2):
        folder = tmp_path / str(number)
        folder.mkdir()
        at = NOON + timedelta(hours=number)
        paths.append(write_posts(folder / "posts.jsonl", number, channel=f"c{number}", at=at))
    reports = [json.loads(play(path, "--json").stdout) for path in paths]
    assert [report["inserted"] for report in reports] == [1, 2]
    assert sorted(Source.objects.values_list("name", flat=True)) == [
        "posts.jsonl",
        "posts.jsonl (2)",
    ]
    assert json.loads(play(paths[1], "--json").stdout)["duplicates"] == 2


def test_several_files_at_once_and_packed_ones(tmp_path):
    plain = write_posts(tmp_path / "a.jsonl", 2)
    packed = tmp_path / "b.jsonl.gz"
    more = write_posts(tmp_path / "more.jsonl", 3)
    packed.write_bytes(gzip.compress(more.read_bytes()))
    result = replay(plain, packed, "--map", "plain", "--queries-of", "airline", "--json")
    report = json.loads(result.stdout)
    assert [report[key] for key in ("rows", "inserted", "duplicates")] == [5, 3, 2]


def test_a_workspace_and_its_queries_are_made_as_told(tmp_path):
    play(write_posts(tmp_path / "posts.jsonl", 1), "--workspace", "Drill")
    workspace = Workspace.objects.get()
    assert workspace.name == "Drill"
    assert Query.objects.filter(workspace=workspace, name="US Airways").exists()
    assert Interaction.objects.get().workspace == workspace


BOMB = "[" * 50_000
LONG = "x" * 10_000_000
BAD_CSV = {
    "too few fields": "p9,2026-01-05T08:00:01Z,anna",
    "no time zone": "p9,2026-01-05T08:00:01,anna,x",
    "does not read as ISO 8601": "p9,2026-01-05 08:00:01 EST,anna,x",
    "NUL": "p9,2026-01-05T08:00:01Z,anna,a\x00b",
    "is not utf-8": b"p9,2026-01-05T08:00:01Z,anna,\xed\xa0\x80",
    "the row has 10,000,030 bytes": f"p9,2026-01-05T08:00:01Z,anna,{LONG}",
    "too many fields": "p9,2026-01-05T08:00:01Z,anna,a,b",
}


@pytest.mark.parametrize("why", BAD_CSV)
def test_a_bad_row_of_a_csv_file_is_told_and_kept_and_the_rest_goes_on(tmp_path, why: str):
    path = write(tmp_path / "posts.csv", BAD_CSV[why])
    result = play(path, "--json")
    told_and_kept(result, why, "posts.csv, line 3 (row 2)")


BAD_JSON = {
    "nested": '{"external_id": "p9", "at": "2026-01-05T08:00:01Z", "author": "a", "text": ' + BOMB,
    "half a": '{"external_id": "p9", "at": "2026-01-05T08:00:01Z", "author": "a",'
    ' "text": "a\\ud800b"}',
    "NUL": '{"external_id": "p9", "at": "2026-01-05T08:00:01Z", "author": "a",'
    ' "text": "a\\u0000b"}',
    "the row has 10,000,034 bytes": '{"external_id": "p9", "text": "' + LONG + '"}',
    "JSON": '{"external_id": "p9", "text": ',
}


@pytest.mark.parametrize("why", BAD_JSON)
def test_a_bad_row_of_json_lines_is_told_and_kept_and_the_rest_goes_on(tmp_path, why: str):
    path = write_posts(tmp_path / "posts.jsonl", 2)
    first, second = path.read_text().splitlines()
    path.write_text("\n".join((first, BAD_JSON[why], second)) + "\n")
    told_and_kept(play(path, "--json"), why, "posts.jsonl, line 2 (row 2)")


def told_and_kept(result: Result, why: str, place: str) -> None:
    report = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [report[key] for key in ("inserted", "rejected")] == [2, 1]
    assert (report["cases"]["needs_answer"], report["cases"]["unattended"]) == (2, 0)
    (told,) = result.stderr.splitlines()
    assert told.startswith(place + ": ")
    assert why in told
    kept = RejectedRow.objects.get()
    assert (kept.place, kept.reason) == (place, told.removeprefix(place + ": "))
    assert 0 < len(bytes(kept.raw)) <= 65_536
    assert CaseItem.objects.count() == 2


def test_many_bad_rows_are_counted_and_the_first_are_told(tmp_path):
    path = write(tmp_path / "posts.csv", *["p9,yesterday,anna,x"] * 30)
    result = play(path, "--json")
    assert json.loads(result.stdout)["rejected"] == RejectedRow.objects.count() == 30
    told = result.stderr.splitlines()
    assert len(told) == 21
    assert told[-1] == "... and 10 more; the sources page lists them"


def test_a_bad_row_is_kept_once_however_often_it_is_played(tmp_path):
    path = write(tmp_path / "posts.csv", "p9,yesterday,anna,x")
    assert [play(path).exit_code for _ in range(2)] == [1, 1]
    assert RejectedRow.objects.count() == 1


def test_refused_rows_come_in_by_retry_once_they_can_be_read(tmp_path):
    path = write(tmp_path / "posts.csv", "p9,2026-01-05T08:00:01Z,anna,a\x00b", "px,never,anna,x")
    play(path)
    result = CliRunner().invoke(cli, ["retry", "posts.csv", "--repair"])
    assert result.exit_code == 1
    assert result.stdout == "firebell's own rows: 1 taken in, 1 not\n"
    assert Interaction.objects.get(external_id="p9").text == "a\ufffdb"
    refused = CliRunner().invoke(cli, ["retry", "else.csv"])
    assert refused.exit_code == 2
    assert refused.stderr == "firebell: no source is called 'else.csv'; there are: posts.csv\n"


UNUSABLE = {
    "unknown columns": b"when,who,what\n2026-01-05T08:00:01Z,anna,x\n",
    "empty": b"",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(64),
    "torn gzip": gzip.compress(b"external_id,at,author,text\n" * 500)[:60],
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_file_that_cannot_be_read_is_one_line_that_names_it(tmp_path, name: str):
    path = tmp_path / "posts.csv"
    path.write_bytes(UNUSABLE[name])
    result = replay(path)
    could_not_run(result, "posts.csv")


def test_an_unknown_column_is_named_with_the_columns_that_there_are(tmp_path):
    path = tmp_path / "posts.csv"
    path.write_bytes(UNUSABLE["unknown columns"])
    could_not_run(play(path), "posts.csv", "columns found: 'what', 'when', 'who'")


def test_no_file_is_played_if_one_of_them_cannot_be(tmp_path):
    good = write_posts(tmp_path / "posts.jsonl", 1)
    could_not_run(replay(good, tmp_path / "missing.csv", "--map", "plain"), "missing.csv")
    assert Interaction.objects.count() == 0


@pytest.mark.parametrize("speed", ["0", "-1", "fast", "nan", "inf"])
def test_a_speed_that_is_none_is_refused(tmp_path, speed: str):
    path = write_posts(tmp_path / "posts.jsonl", 1)
    could_not_run(play(path, f"--speed={speed}"), speed, "give a number above 0, or max")


def test_a_map_that_there_is_not_is_refused_with_those_that_there_are(tmp_path):
    path = write_posts(tmp_path / "posts.jsonl", 1)
    could_not_run(replay(path, "--map", "none"), "none", "plain")


def could_not_run(result: Result, *said: str) -> None:
    assert result.exit_code == 2
    assert result.stdout == ""
    (told,) = result.stderr.splitlines()
    assert told.startswith("firebell: ")
    for words in said:
        assert words in told
