"""`firebell detect`: a row for each row, judged by its past alone."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from click.testing import CliRunner, Result

from firebell.site.command_line import cli

COLUMNS = [
    *("timestamp", "value", "expected", "lower", "upper", "anomaly_score", "alert"),
    "return_weeks",
]
START = datetime(2026, 3, 2, tzinfo=UTC)


def detect(*arguments: str, said: str = "") -> Result:
    return CliRunner().invoke(cli, ["detect", *arguments], input=said)


def series(values: list[float], stamp: str = "%Y-%m-%d %H:%M:%S") -> str:
    stamps = ((START + timedelta(minutes=5 * n)).strftime(stamp) for n in range(len(values)))
    lines = (f"{at},{value:g}" for at, value in zip(stamps, values, strict=True))
    return "timestamp,value\n" + "".join(line + "\n" for line in lines)


WEEK = [float(n % 3) for n in range(7 * 288)]
STORM = [*WEEK, *[40.0] * 24]


def judged(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.stderr
    return list(csv.DictReader(StringIO(result.stdout)))


def test_each_row_comes_back_in_the_promised_columns(tmp_path):
    path = tmp_path / "mentions.csv"
    path.write_text(series(STORM))
    result = detect(str(path))
    rows = judged(result)
    assert list(rows[0]) == COLUMNS
    given = list(csv.DictReader(StringIO(path.read_text())))
    assert [row["timestamp"] for row in rows] == [row["timestamp"] for row in given]
    assert [float(row["value"]) for row in rows] == STORM
    for row in rows:
        lower, expected, upper = (float(row[name]) for name in ("lower", "expected", "upper"))
        assert 0 <= lower <= expected <= upper
        assert 0 <= float(row["anomaly_score"]) <= 1
    rang = [number for number, row in enumerate(rows) if row["alert"] == "1"]
    assert rang
    assert len(WEEK) <= rang[0] < len(WEEK) + 12


def test_json_says_the_same(tmp_path):
    said = series(STORM)
    told = [json.loads(line) for line in detect("--json", said=said).stdout.splitlines()]
    assert [list(row) for row in told] == [COLUMNS] * len(STORM)
    for row, other in zip(told, judged(detect("-", said=said)), strict=True):
        plain = [name for name in COLUMNS if name != "alert"]
        assert [str(row[name]) for name in plain] == [other[name] for name in plain]
        assert row["alert"] is (other["alert"] == "1")


def test_a_row_is_judged_by_its_past_alone():
    whole = judged(detect(said=series(STORM)))
    for end in (1, 300, len(WEEK) + 3):
        assert judged(detect(said=series(STORM[:end]))) == whole[:end]


@pytest.mark.parametrize("stamp", ["%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M"])
def test_time_stamps_may_be_written_in_any_form_of_iso(stamp: str):
    rows = judged(detect(said=series(STORM, stamp)))
    plain = judged(detect(said=series(STORM)))
    assert [row["anomaly_score"] for row in rows] == [row["anomaly_score"] for row in plain]


def test_columns_may_stand_in_any_order_behind_a_byte_order_mark(tmp_path):
    path = tmp_path / "mentions.csv"
    path.write_text("note,value,timestamp\nfirst,3,2026-03-02\n", encoding="utf-8-sig")
    assert [row["value"] for row in judged(detect(str(path)))] == ["3.0"]


def test_a_value_that_is_not_known_scores_nothing_and_stays_valid_json():
    said = series([1.0, 2.0]) + "2026-03-02 00:10:00,nan\n"
    row = json.loads(detect("--json", said=said).stdout.splitlines()[-1])
    assert (row["value"], row["anomaly_score"], row["alert"]) == (None, 0.0, False)


def test_a_header_alone_gives_a_header_alone():
    assert detect(said="timestamp,value\n").stdout == ",".join(COLUMNS) + "\n"


AT = "2026-03-02 00:00:00"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", ", line 1: the columns must be timestamp,value"),
        ("when,many\n2026-03-02,1\n", ", line 1: the columns must be timestamp,value"),
        (f"timestamp,value\n{AT},many\n", ", line 2: "),
        (f"timestamp,value\n{AT}\n", ", line 2: "),
        (f"timestamp,value\n{AT},1\nyesterday,1\n", ", line 3: "),
        (f"timestamp,value\n{AT},1\n{AT},1\n", ": row 2: "),
        (f"timestamp,value\n{AT},-1\n", ": row 1: "),
        (f"timestamp,value\n{AT},inf\n", ": row 1: "),
        (f"timestamp,value\n{AT},1e308\n", ": row 1: 1e+308 is not a count; give 0 to 1e+12"),
        (f'timestamp,value\n{AT},"{"1" * 200_000}\n', ": "),
        (f"timestamp,value\n{AT},1\x00\n", ", line 2: "),
        (f"timestamp,value\n{AT},caf\xe9\ud800\n", ": "),
    ],
)
def test_a_series_that_cannot_be_judged_is_one_line_that_names_the_row(tmp_path, said, why):
    path = tmp_path / "mentions.csv"
    path.write_text(said, encoding="utf-8", errors="surrogatepass")
    result = detect(str(path))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith(f"firebell: {path}{why}")


def test_a_missing_file_is_one_line_with_a_remedy():
    result = detect("missing.csv")
    assert result.exit_code == 2
    assert result.stderr == (
        "firebell: missing.csv: [Errno 2] No such file or directory: 'missing.csv';"
        " give a CSV file with timestamp,value\n"
    )
