"""False alerts, lead and misses of the triggers, beside a plain rule of the open-source world.

The plain rule is the peak alert that Huginn ships: an hour above the mean of the last fourteen days
by three standard deviations. Made-up streams have a rhythm, drift, few posts or heavy-tailed repost
chains, without any planted trouble: all that rings there is false. Then trouble is planted into the
same streams. The airline set is judged by gold labels and by the shipped reader; the tweet volumes
by the scorer that lies beside them, with the fixed threshold 0.5.
"""

from __future__ import annotations

import csv
import importlib.util
import math
import sys
import tempfile
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from firebell.core.schema import INTERACTION
from firebell.core.triggers.alerts import follow, sounds
from firebell.core.triggers.contract import RINGING
from firebell.core.triggers.detect import detect_series
from firebell.core.triggers.detectors.rhythm import Rhythm
from firebell.core.triggers.series import BUCKET, DETECTORS, Buckets, SeriesKey

DAY, WEEK = 24 * 12, 7 * 24 * 12  # buckets
WEEKS, SEEDS = 5, 6
MIDNIGHT = 1_700_006_400
HOLD_OFF = 24 * 3_600  # seconds
STREAMS = {
    # posts an hour, growth a week (log), repost chains
    "rhythm": (12.0, 0.0, False),
    "busy": (120.0, 0.0, False),
    "drift": (8.0, 0.25, False),
    "small": (2.0, 0.0, False),
    "sparse": (0.4, 0.0, False),
    "heavy tails": (4.0, 0.0, True),
}
Rings = Callable[[Iterable[float]], list[int]]


def run(data: Path | None) -> dict[str, object]:
    """See the module; without data only the made-up streams are judged."""
    found: dict[str, object] = {
        "benchmark": "triggers",
        "false_alerts_a_week": {name: _false_alerts(name) for name in STREAMS},
        "planted": {name: _planted(name) for name in ("rhythm", "small", "heavy tails")},
    }
    if data is not None:
        found["airline"] = {mood: _airline(data, mood) for mood in ("gold", "reader")}
        found["tweet_volumes"] = _volumes(data)
    return found


def ours(values: Iterable[float]) -> list[int]:
    """Buckets (five minutes) at which an alert would open: one a day of trouble."""
    detector = Rhythm()
    state, rang, last = detector.initial(), [], -math.inf
    for n, value in enumerate(values):
        end = MIDNIGHT + BUCKET * (n + 1)
        if max(j.score for j in detector.advance(state, end, value, value)) >= RINGING:
            rang += [n] if end - last > HOLD_OFF else []
            last = end
    return rang


def mean_and_three_sigma(values: Iterable[float]) -> list[int]:
    """Likewise for the plain rule, judged every hour, after a first day."""
    hours: deque[float] = deque(maxlen=14 * 24)
    hour, rang, last = 0.0, [], -math.inf
    for n, value in enumerate(values):
        hour += value
        if n % 12 != 11:
            continue
        if len(hours) >= 24 and hour > np.mean(hours) + 3 * np.std(hours):
            end = BUCKET * (n + 1)
            rang += [n] if end - last > HOLD_OFF else []
            last = end
        hours.append(hour)
        hour = 0.0
    return rang


RULES: dict[str, Rings] = {"firebell": ours, "mean + 3 sd": mean_and_three_sigma}


def stream(name: str, seed: int) -> Any:
    """Five weeks of counts in five minutes: daily rhythm, calm weekends, moody days."""
    hourly, growth, chains = STREAMS[name]
    rng = np.random.default_rng(seed)
    hours = np.arange(WEEKS * WEEK) / 12
    rate = hourly / 12 * np.exp(0.8 * np.sin(2 * np.pi * (hours - 9) / 24))
    rate *= np.where((hours // 24) % 7 >= 5, 0.7, 1.0) * np.exp(growth * hours / 168)
    moods = rng.normal(0, 0.25, WEEKS * 7 + 2)
    rate *= np.exp(np.interp(hours / 24, np.arange(len(moods)), moods))
    if not chains:
        return rng.poisson(rate).astype(float)
    counts = np.zeros(len(rate))
    for begin in np.nonzero(rng.random(len(rate)) < rate)[0]:
        size = min(int(rng.pareto(1.7) + 1), 60)
        after = begin + rng.exponential(6, size).astype(int)
        np.add.at(counts, np.minimum(after, len(rate) - 1), 1)
    return counts


def _false_alerts(name: str) -> dict[str, float]:
    streams = [stream(name, seed) for seed in range(SEEDS)]
    return {
        rule: round(sum(len(rings(counts)) for counts in streams) / SEEDS / WEEKS, 2)
        for rule, rings in RULES.items()
    }


def _planted(name: str) -> dict[str, dict[str, float | None]]:
    """Trouble of three hours in the fourth week: as much as six hours usually bring, in addition.
    How often found within it, and how long after its start (median minutes)."""
    delays: dict[str, list[float]] = defaultdict(list)
    for seed in range(4 * SEEDS):
        rng = np.random.default_rng(1_000 + seed)
        counts = stream(name, seed)
        begin = 3 * WEEK + int(rng.integers(0, 5 * DAY))
        more = max(40.0, 6 * 12 * float(np.mean(counts)))
        counts[begin : begin + 36] += rng.poisson(more / 36, 36)
        for rule, rings in RULES.items():
            hit = [n for n in rings(counts) if begin <= n < begin + 48]
            delays[rule].append(5.0 * (hit[0] - begin + 1) if hit else math.inf)
    return {
        rule: {
            "found": round(sum(map(math.isfinite, found)) / len(found), 2),
            "median_minutes": _finite(float(np.median(found))),
        }
        for rule, found in delays.items()
    }


def _finite(value: float) -> float | None:
    """None where more than half was never found."""
    return value if math.isfinite(value) else None


def _airline(data: Path, mood: str) -> dict[str, list[str]]:
    """Airline -> its alerts, through the same series, detectors and rules as in service."""
    with (data / "airline" / "Tweets.csv").open(encoding="utf-8", newline="") as file:
        rows = list({row["tweet_id"]: row for row in csv.DictReader(file)}.values())
    times = [datetime.strptime(row["tweet_created"], "%Y-%m-%d %H:%M:%S %z") for row in rows]
    negative = _gold(rows) if mood == "gold" else _read(rows, times)
    minutes: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for row, at, p in zip(rows, times, negative, strict=True):
        minutes[row["airline"]].append((int(at.timestamp()), 1, round(1_000 * p)))
    edge = (max(int(at.timestamp()) for at in times) // BUCKET + 1) * BUCKET
    return {airline: _alerts(Buckets.fold(minutes[airline]), edge) for airline in sorted(minutes)}


def _alerts(buckets: Buckets, edge: int) -> list[str]:
    heard = []
    for (dimension, measure), detector in DETECTORS.items():
        if dimension == "brand":
            points = buckets.points(measure, None, edge)
            _, found = detector.step(detector.initial(), points)
            heard += sounds(SeriesKey(dimension, "", measure), found)
    return [
        f"{datetime.fromtimestamp(one.at, UTC):%d %b %H:%M} UTC {one.kind}:"
        f" {one.observed:.0f} in {one.window // 3_600} h, usual {one.expected:.0f}"
        for one in follow(heard, edge, None)
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


def _volumes(data: Path) -> dict[str, object]:
    folder = data / "nab_tweets"
    scorer = _load(folder / "nab_score.py")
    with tempfile.TemporaryDirectory() as place:
        for path in sorted((folder / "series").glob("*.csv")):
            with path.open(newline="") as file:
                rows = list(csv.DictReader(file))
            at = [datetime.fromisoformat(row["timestamp"]) for row in rows]
            judged = detect_series(at, [float(row["value"]) for row in rows])
            with (Path(place) / f"firebell_{path.name}").open("w", newline="") as file:
                out = csv.writer(file)
                out.writerow(["timestamp", "anomaly_score"])
                said = zip(rows, judged, strict=True)
                out.writerows([row["timestamp"], one["anomaly_score"]] for row, one in said)
        found = {mode: scorer.evaluate(place, mode=mode) for mode in ("fixed", "lofo")}
    return {
        mode: {key: one[key] for key in ("score", "windows", "windows_hit", "fp_rows")}
        for mode, one in found.items()
    }


def _load(path: Path) -> Any:
    """The scorer of the data set, run from where it lies."""
    sys.dont_write_bytecode = True
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise RuntimeError(f"{path} is not a Python module; see the data folder's README")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
