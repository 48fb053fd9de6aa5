"""Real posts to six airlines: who was truly hit rings, and nobody else."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest

from firebell.core.schema import INTERACTION
from firebell.core.triggers.counting import Heard
from firebell.listening.models import Brand
from firebell.runners.reading import load_reader
from firebell.triggers.models import Alert, Trigger
from tests.triggers.playing import play

HIT = {"US Airways", "Delta", "United"}
CALM = {"Southwest", "Virgin America", "American"}
DAY = date(2015, 2, 22)  # in the posts' own zone; its evening before is the 22nd in UTC


@pytest.fixture(scope="module")
def tweets(data_dir):
    with (data_dir / "airline" / "Tweets.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["tweet_id"]: row for row in csv.DictReader(file)}
    for row in rows.values():
        at = datetime.strptime(row["tweet_created"], "%Y-%m-%d %H:%M:%S %z")
        row["at"] = at.astimezone(UTC)
    return sorted(rows.values(), key=lambda row: row["at"])


def gold(tweets):
    return [float(row["airline_sentiment"] == "negative") for row in tweets]


def predicted(tweets):
    columns = {name: [None] * len(tweets) for name in INTERACTION.names}
    columns |= {"channel": ["twitter"] * len(tweets), "kind": ["post"] * len(tweets)}
    columns["direction"] = ["inbound"] * len(tweets)
    columns["external_id"] = [row["tweet_id"] for row in tweets]
    columns["text"] = [row["text"] for row in tweets]
    columns["author"] = [row["name"] for row in tweets]
    columns["at"] = [row["at"] for row in tweets]
    arrays = [pa.array(columns[field.name], field.type) for field in INTERACTION]
    batch = pa.record_batch(arrays, schema=INTERACTION)
    return load_reader().read(batch)["negative"].to_pylist()


@pytest.mark.data
# Labels count whole posts, where the detector takes a part of each for doubt: their counts are
# restless beside what it thinks, so the promise that keeps the calm quiet is a longer one.
@pytest.mark.parametrize(("mood", "a_week"), [(gold, 0.5), (predicted, 1.0)])
def test_who_was_hit_rings_and_nobody_else(tweets, cast, mood, a_week):
    Trigger.objects.filter(workspace=cast.house).update(budget=a_week)
    names = sorted(HIT | CALM)
    brands = {name: Brand.objects.create(workspace=cast.house, name=name).pk for name in names}
    heard = [
        Heard((brands[row["airline"]],), (), "twitter", "en", row["at"], p > 0.5, False, p)
        for row, p in zip(tweets, mood(tweets), strict=True)
    ]
    play(cast.house.pk, heard)
    rang = [(alert.brand.name, alert.at.date() == DAY) for alert in Alert.objects.all()]
    assert {name for name, that_day in rang if that_day} == HIT
    others = Counter(name for name, that_day in rang if not that_day)
    assert set(others) <= HIT
    assert all(number <= 1 for number in others.values())
    assert Counter(rang).most_common(1)[0][1] == 1
