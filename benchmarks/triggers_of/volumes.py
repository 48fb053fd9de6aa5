"""Tweet volumes: six tickers, 18 labelled windows, by the scorer that lies beside them.

Ours is scored as the product rings: `firebell detect` with its defaults, one row an alert. The
configuration was committed before the run (docs/decisions/0014-return-periods.md). Published
detectors are scored from their own outputs, each at the threshold that is best on the other files.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks.triggers_of.judged import Numbers
from firebell.core.triggers.detect import Row, detect_series

PROFILES = ("standard", "reward_low_FP_rate")
PUBLISHED = ("ARTime", "contextOSE", "numenta", "windowedGaussian")


class Volume(NamedTuple):
    """One ticker: instants, counts, and which rows lie outside every labelled window."""

    name: str
    at: list[datetime]
    values: Numbers
    windows: list[tuple[datetime, datetime]]

    @property
    def outside(self) -> Any:
        return np.array([not any(a <= at <= b for a, b in self.windows) for at in self.at])


def volumes(data: Path) -> list[Volume]:
    folder = data / "nab_tweets"
    windows = json.loads((folder / "windows.json").read_text())
    found = []
    for path in sorted((folder / "series").glob("*.csv")):
        with path.open(newline="") as file:
            rows = list(csv.DictReader(file))
        spans = [
            (datetime.fromisoformat(a[:19]), datetime.fromisoformat(b[:19]))
            for a, b in windows[f"realTweets/{path.name}"]
        ]
        at = [datetime.fromisoformat(row["timestamp"]) for row in rows]
        values = np.array([float(row["value"]) for row in rows])
        found.append(Volume(path.stem.rpartition("_")[2], at, values, spans))
    return found


def judged(volume: Volume) -> list[Row]:
    return list(detect_series(volume.at, volume.values.tolist()))


def run(data: Path) -> dict[str, Any]:
    scorer = load_scorer(data)
    published = data / "nab_tweets" / "published"
    with tempfile.TemporaryDirectory() as place:
        for volume in volumes(data):
            _write(Path(place) / f"firebell_Twitter_volume_{volume.name}.csv", volume)
        ours = {
            profile: {
                mode: _figures(scorer.evaluate(place, profile=profile, mode=mode))
                for mode in ("fixed", "lofo")
            }
            for profile in PROFILES
        }
        by_file = scorer.evaluate(place)["per_file"]
    return {
        "firebell": ours,
        "firebell_by_file": {
            name.rpartition("_")[2].removesuffix(".csv"): _figures(
                one | {"score": one["normalised"]}
            )
            for name, one in by_file.items()
        },
        **{
            name: {
                profile: _figures(scorer.evaluate(published / name, profile=profile, mode="lofo"))
                for profile in PROFILES
            }
            for name in PUBLISHED
        },
    }


def _write(path: Path, volume: Volume) -> None:
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["timestamp", "anomaly_score"])
        for at, row in zip(volume.at, judged(volume), strict=True):
            out.writerow([at.isoformat(sep=" "), row["anomaly_score"]])


def _figures(found: dict[str, Any]) -> dict[str, Any]:
    return {
        "score": round(found["score"], 1),
        "hit": f"{found['windows_hit']}/{found['windows']}",
        "false_rows": found["fp_rows"],
    }


def load_scorer(data: Path) -> Any:
    """The scorer of the data set, run from where it lies."""
    path = data / "nab_tweets" / "nab_score.py"
    sys.dont_write_bytecode = True
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise RuntimeError(f"{path} is not a Python module; see the data folder's README")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
