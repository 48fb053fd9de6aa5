"""False alarms promised against given: one a week, one in two, one in four weeks.

On made-up streams everything that rings is false. On real series we count what rings outside the
labelled windows (tweet volumes), before the storm (airlines until 22 Feb 2015), and in tweets about
four brands in which no storm is known (Sanders): these hold real bursts too, so that what is
counted as false there is not all false. "given" is a week; the promise is kept within a half and
one and a half. The plain rule is an hour above the mean of two weeks by three standard deviations.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.triggers_of.judged import (
    BUCKET,
    WEEK,
    Numbers,
    log_weeks,
    mean_sigma,
    onsets,
    rings,
)
from benchmarks.triggers_of.streams import all_streams
from benchmarks.triggers_of.volumes import volumes

PROMISES = (1.0, 2.0, 4.0)  # weeks
SIGMAS = 3.0
SEED = 10_000
STORM = datetime(2015, 2, 22, tzinfo=UTC)


def run(data: Path | None) -> dict[str, Any]:
    found: dict[str, Any] = {
        kind: _given(values, np.ones_like(values, dtype=bool))
        for kind, values in all_streams(SEED).items()
    }
    if data is None:
        return found
    for name, (values, counted) in real(data).items():
        found[name] = _given(values, counted)
    return found


def real(data: Path) -> dict[str, tuple[Numbers, Any]]:
    """Name -> counts [buckets, series], and which buckets count."""
    six = volumes(data)
    length = min(len(one.values) for one in six)
    return {
        "tweet volumes outside windows": (
            np.column_stack([one.values[:length] for one in six]),
            np.column_stack([one.outside[:length] for one in six]),
        ),
        "airlines before the storm": _told(_airlines(data)),
        "four brands (Sanders)": _told(_brands(data)),
    }


def _given(values: Numbers, counted: Any) -> dict[str, Any]:
    weeks, plain = log_weeks(values), mean_sigma(values)
    among = counted.sum() / WEEK
    each = range(values.shape[1])
    given = {
        f"one in {promise:g}": round(
            sum(counted[n, one] for one in each for n in rings(weeks[:, one], promise)) / among, 2
        )
        for promise in PROMISES
    }
    false = sum(counted[n, one] for one in each for n in onsets(plain[:, one], SIGMAS))
    return {**given, "mean + 3 sd": round(false / among, 2), "series_weeks": round(among, 1)}


def _told(instants: dict[str, list[int]]) -> tuple[Numbers, Any]:
    """Counts from the first post of any to the last; only what a series has heard counts."""
    first = min(min(at) for at in instants.values()) // BUCKET
    last = max(max(at) for at in instants.values()) // BUCKET
    values = np.zeros((last - first + 1, len(instants)))
    counted = np.zeros(values.shape, dtype=bool)
    for n, at in enumerate(instants.values()):
        np.add.at(values[:, n], np.array(at) // BUCKET - first, 1)
        counted[min(at) // BUCKET - first :, n] = True
    return values, counted


def _airlines(data: Path) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    with (data / "airline" / "Tweets.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["tweet_id"]: row for row in csv.DictReader(file)}
    for row in rows.values():
        at = datetime.strptime(row["tweet_created"], "%Y-%m-%d %H:%M:%S %z")
        if at < STORM:
            found[row["airline"]].append(int(at.timestamp()))
    return found


def _brands(data: Path) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for path in sorted((data / "sanders").glob("*.csv")):
        with path.open(encoding="utf-8", newline="", errors="replace") as file:
            for row in csv.DictReader(file):
                at = datetime.strptime(row["TweetDate"], "%a %b %d %H:%M:%S %z %Y")
                found[row["Topic"]].append(int(at.timestamp()))
    return found
