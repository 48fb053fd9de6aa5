"""`firebell backtest`, in a process of its own, over a replayed file."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.posts import NOON, post
from tests.site.commands import firebell
from tests.stores.homes import with_tables

BURST = NOON + timedelta(days=6)


def said(number, at, text, **more):
    row = post(number, text=text, at=at, **more)
    return {key: value for key, value in row.items() if value is not None} | {"at": at.isoformat()}


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """Six quiet days, then forty complaints in forty minutes, and the press two hours later."""
    home = tmp_path_factory.mktemp("home")
    rows = [
        said(n, NOON + n * timedelta(minutes=20), f"@united boarding gate {n} is open")
        for n in range(6 * 72)
    ]
    rows += [
        said(
            1_000 + n, BURST + n * timedelta(minutes=1), f"@united bag {n} is lost, terrible, worst"
        )
        for n in range(40)
    ]
    rows += [
        said(2_000, BURST + timedelta(hours=3), "@united loses bags, reports say", channel="news")
    ]
    path = home / "posts.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    with_tables(home)
    done = firebell(
        home, "replay", str(path), "--map", "plain", "--queries-of", "airline", "--json"
    )
    assert done.returncode == 0, done.stderr
    return home


def backtest(home, *arguments):
    return firebell(home, "backtest", *arguments)


def test_it_says_what_did_ring_with_leads_to_the_peak_and_to_the_press(home: Path):
    done = backtest(home, "--brand", "United", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    (setting,) = told["settings"]
    (alert,) = setting["alerts"]
    assert (alert["brand"], alert["kind"], alert["feedback"]) == ("United", "negative", "unknown")
    assert alert["alert"] is not None
    assert alert["lead"] > 0
    assert alert["press_lead"] > alert["lead"]
    assert setting["rang_only_then"] == []
    assert [one["weeks"] for one in told["by_weeks"]] == sorted(
        one["weeks"] for one in told["by_weeks"]
    )


def test_a_query_is_a_brand_of_its_own_and_two_settings_stand_side_by_side(home: Path):
    done = backtest(home, "--query", "bag OR gate", "--weeks", "1", "--against", "52", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["posts"] == 6 * 72 + 40
    assert [one["weeks"] for one in told["settings"]] == [1, 52]
    eager, strict = (one["alerts"] for one in told["settings"])
    assert len(eager) >= len(strict)
    assert eager[0]["brand"] == "bag OR gate"


def test_for_people_it_prints_a_table(home: Path):
    done = backtest(home, "--query", "united")
    assert done.returncode == 0, done.stderr
    assert "stored posts match" in done.stdout
    assert "rang (UTC)" in done.stdout
    assert "to press" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--query", "zeppelin"], "no stored post matches the query"),
        (["--query", "(unclosed"], "--query:"),
        (["--query", "bag", "--brand", "United"], "not both"),
        (["--trigger", "thunder"], "no trigger is called 'thunder'"),
        (["--trigger", "viral"], "counted by the minute"),
        (["--brand", "Nobody"], "no brand is called 'Nobody'"),
        (["--since", "2001-01-01", "--until", "2001-02-01"], "no posts are stored"),
        (["--workspace", "nowhere"], "no workspace is called 'nowhere'"),
    ],
)
def test_what_cannot_be_tried_says_what_to_do(home: Path, arguments, why):
    done = backtest(home, *arguments)
    assert done.returncode == 2, done.stderr
    assert why in done.stderr
    assert done.stdout == ""


def test_an_empty_home_has_no_history(tmp_path: Path):
    with_tables(tmp_path)
    done = backtest(tmp_path)
    assert done.returncode == 2
    assert "firebell replay" in done.stderr
