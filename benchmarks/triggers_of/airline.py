"""The airline week: who rings, by gold labels and by the shipped reader, and by the plain rule.

Truly hit on 22 Feb 2015 were US Airways, JetBlue (named "Delta" in the data) and United; Southwest
and Virgin were not, and American's collection begins there. Through the same series, detectors and
rules as in service, at one false alert a week; by gold labels, which count whole posts where the
detector takes a part of each for doubt, at one in two weeks. The plain rule is an hour of
complaints above the mean of the hours before by three standard deviations, after a first day.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from benchmarks.triggers_of.judged import mean_sigma, onsets
from firebell.core.schema import INTERACTION
from firebell.core.triggers.alerts import AlertRules, follow, sounds
from firebell.core.triggers.judging import Due, advance_together
from firebell.core.triggers.series import BUCKET, DETECTORS, Buckets, SeriesKey

SIGMAS = 3.0


def run(data: Path) -> dict[str, Any]:
    return {
        **{mood: _airline(data, mood) for mood in ("gold", "reader")},
        "gold, mean + 3 sd": _plainly(data),
    }


def _airline(data: Path, mood: str) -> dict[str, list[str]]:
    """Airline -> its alerts, through the same series, detectors and rules as in service."""
    rows, times = _tweets(data)
    negative = _gold(rows) if mood == "gold" else _read(rows, times)
    minutes: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for row, at, p in zip(rows, times, negative, strict=True):
        minutes[row["airline"]].append((int(at.timestamp()), 1, round(1_000 * p)))
    edge = (max(int(at.timestamp()) for at in times) // BUCKET + 1) * BUCKET
    promised = AlertRules(on=2 / 3) if mood == "gold" else AlertRules()
    return {
        airline: _alerts(Buckets.fold(minutes[airline]), edge, promised)
        for airline in sorted(minutes)
    }


def _alerts(buckets: Buckets, edge: int, promised: AlertRules) -> list[str]:
    due = {
        measure: Due(dimension, measure, None, buckets)
        for dimension, measure in DETECTORS
        if dimension == "brand"
    }
    heard = [
        sound
        for measure, (_, found) in advance_together(due, edge).items()
        for sound in sounds(SeriesKey("brand", "", measure), found)
    ]
    return [
        f"{datetime.fromtimestamp(one.at, UTC):%d %b %H:%M} UTC {one.kind}:"
        f" {one.observed:.0f} in {one.window // 3_600} h, usual {one.expected:.0f}"
        for one in follow(heard, edge, None, promised)
    ]


def _gold(rows: list[dict[str, str]]) -> list[float]:
    return [float(row["airline_sentiment"] == "negative") for row in rows]


def _read(rows: list[dict[str, str]], times: list[datetime]) -> list[float]:
    from firebell.runners.reading import load_reader

    plain = {"channel": "twitter", "kind": "post", "direction": "inbound"}
    posts = [
        dict.fromkeys(INTERACTION.names)
        | plain
        | {"external_id": row["tweet_id"], "text": row["text"], "author": row["name"], "at": at}
        for row, at in zip(rows, times, strict=True)
    ]
    batch = pa.RecordBatch.from_pylist(posts, schema=INTERACTION)
    probabilities: list[float] = load_reader().read(batch).column("negative").to_pylist()
    return probabilities


def _tweets(data: Path) -> tuple[list[dict[str, str]], list[datetime]]:
    with (data / "airline" / "Tweets.csv").open(encoding="utf-8", newline="") as file:
        rows = list({row["tweet_id"]: row for row in csv.DictReader(file)}.values())
    return rows, [datetime.strptime(row["tweet_created"], "%Y-%m-%d %H:%M:%S %z") for row in rows]


def _plainly(data: Path) -> dict[str, list[str]]:
    rows, times = _tweets(data)
    airlines = sorted({row["airline"] for row in rows})
    first = min(int(at.timestamp()) for at in times) // BUCKET
    last = max(int(at.timestamp()) for at in times) // BUCKET
    values = np.zeros((last - first + 1, len(airlines)))
    for row, at, negative in zip(rows, times, _gold(rows), strict=True):
        values[int(at.timestamp()) // BUCKET - first, airlines.index(row["airline"])] += negative
    score = mean_sigma(values)
    return {
        airline: [
            f"{datetime.fromtimestamp((first + at + 1) * BUCKET, UTC):%d %b %H:%M} UTC"
            for at in onsets(score[:, n], SIGMAS)
        ]
        for n, airline in enumerate(airlines)
    }
