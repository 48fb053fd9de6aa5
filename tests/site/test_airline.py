"""The real file from the command line: nothing lost or doubled, the right bells, nobody ignored."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from tests.site.commands import firebell

pytestmark = pytest.mark.data

HIT = {"US Airways", "JetBlue", "United"}
CALM = {"Southwest", "Virgin America"}
# 22 February, in UTC and in the zone of the file's time stamps.
DAY = datetime(2015, 2, 22, tzinfo=UTC), datetime(2015, 2, 23, 8, tzinfo=UTC)
# Before noon of that day, Pacific time, the file has four tweets to American.
AMERICAN_BEGINS = datetime(2015, 2, 22, 19, 58, tzinfo=UTC)

URL = re.compile(r"https?://\S+")
ASKS = re.compile(
    r"\?|\b(?:please|help|can you|could you|need|dm me|call me|refund|how do i)\b", re.IGNORECASE
)


@pytest.fixture(scope="module")
def tweets(data_dir):
    with (data_dir / "airline" / "Tweets.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("airline")


@pytest.fixture(scope="module")
def report(home, data_dir):
    return _replay(home, data_dir)


def _replay(home, data_dir):
    done = firebell(home, "replay", str(data_dir / "airline" / "Tweets.csv"), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def _rows(home, sql):
    with closing(sqlite3.connect(home / "firebell.sqlite3")) as database:
        return database.execute(sql).fetchall()


def test_every_row_is_read_and_each_tweet_stored_once(report, tweets, home):
    counted = [report[key] for key in ("rows", "inserted", "duplicates", "rejected")]
    assert counted == [14_640, 14_485, 155, 0]
    (stored,) = zip(*_rows(home, "SELECT external_id FROM listening_interaction"), strict=True)
    assert len(stored) == 14_485
    assert set(stored) == {row["tweet_id"] for row in tweets}


def test_repeats_with_another_label_are_listed(report, tweets):
    labels: dict[str, list[str]] = {}
    for row in tweets:
        labels.setdefault(row["tweet_id"], []).append(row["airline_sentiment"])
    torn = {tweet: said for tweet, said in labels.items() if len(set(said)) > 1}
    assert len(report["conflicts"]) == 18
    told = {
        conflict["external_id"]: [value["airline_sentiment"] for value in conflict["values"]]
        for conflict in report["conflicts"]
    }
    assert {tweet: sorted(said) for tweet, said in told.items()} == {
        tweet: sorted(said) for tweet, said in torn.items()
    }


def test_the_airlines_truly_hit_ring_on_the_day_and_nobody_rings_twice_more(report):
    at = [(alert["brand"], datetime.fromisoformat(alert["at"])) for alert in report["alerts"]]
    that_day = {brand for brand, when in at if DAY[0] <= when < DAY[1] and brand in HIT}
    assert that_day == HIT
    others = Counter(brand for brand, _ in at)
    others.subtract(that_day)
    assert {brand: number for brand, number in others.items() if number > 1} == {}


def test_the_calm_and_the_mere_start_of_a_collection_do_not_ring(report):
    assert {alert["brand"] for alert in report["alerts"]} & CALM == set()
    begins = [
        alert
        for alert in report["alerts"]
        if alert["brand"] == "American"
        and datetime.fromisoformat(alert["onset"]) < AMERICAN_BEGINS + timedelta(hours=12)
    ]
    assert begins == []


def test_every_complaint_that_asks_for_something_has_a_case(report, tweets, home):
    """Whether it asks is decided here by plain words, not by what the reader made of it."""
    in_a_case = _rows(
        home,
        "SELECT i.external_id FROM listening_interaction i"
        " JOIN desk_caseitem c ON c.interaction_id = i.id"
        " WHERE c.case_id IS NOT NULL AND c.needs_answer",
    )
    asking = {
        row["tweet_id"]
        for row in tweets
        if row["airline_sentiment"] == "negative" and ASKS.search(URL.sub(" ", row["text"]))
    }
    assert len(asking) > 2_000
    missed = asking - {tweet for (tweet,) in in_a_case}
    assert missed == set()
    assert report["cases"]["unattended"] == 0


def test_a_second_run_stores_none_and_knows_all(report, home, data_dir):
    again = _replay(home, data_dir)
    assert [again[key] for key in ("rows", "inserted", "duplicates")] == [14_640, 0, 14_640]
    assert again["cases"]["opened"] == again["cases"]["needs_answer"] == 0
    assert again["alerts"] == []
    assert _rows(home, "SELECT count(*) FROM triggers_alert") == [(len(report["alerts"]),)]
