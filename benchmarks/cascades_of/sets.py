"""Public cascades. FOREST (Yang et al., IJCAI 2019) keeps one a line, `user,time user,time ...`:
Twitter in milliseconds, Memetracker in hours, both since 1970. Lines are sorted, no user twice."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from firebell.core.triggers.cascade.given import Given

_UNIT = {"twitter": 1e-3, "memetracker": 3_600.0}  # seconds
_PART = {"train": "cascade.txt", "validation": "cascadevalid.txt", "test": "cascadetest.txt"}


def forest(data: Path, name: str, part: str) -> list[Given]:
    """`name`: twitter or memetracker, of which the latter has no test part."""
    with (data / "cascades" / "forest" / name / _PART[part]).open(encoding="utf-8") as lines:
        return [_given(line, number, _UNIT[name]) for number, line in enumerate(lines)]


def _given(line: str, number: int, unit: float) -> Given:
    users, stamps = zip(*(event.split(",") for event in line.split()), strict=True)
    at = np.array(stamps, dtype=np.float64) * unit
    return Given(str(number), at - at[0], np.full(len(at), np.nan), users, float(at[0]))


def seismic(data: Path) -> Given:
    """The one long retweet cascade of the R package of that name, with followers."""
    with (data / "cascades" / "seismic" / "tweet.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    at = np.array([float(row["relative_time_second"]) for row in rows])
    return Given("tweet", at, np.array([float(row["number_of_followers"]) for row in rows]))
