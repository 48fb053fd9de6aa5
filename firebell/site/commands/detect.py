from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from math import isfinite
from typing import TYPE_CHECKING

import click

from firebell.site.command_line import CannotRun

if TYPE_CHECKING:
    from firebell.core.triggers.detect import Row


@click.command()
@click.argument("file", default="-", required=False)
@click.option(
    "--weeks",
    type=click.FloatRange(0.05, 520),
    default=2.0,
    show_default=True,
    help="At most one false alert in so many weeks.",
)
@click.option(
    "--detector",
    type=click.Choice(["rhythm", "mean-sigma", "kleinberg"]),
    default="rhythm",
    show_default=True,
    help="`rhythm` keeps the promise of --weeks; the others are plain rules to compare with.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line instead of CSV.")
def command(file: str, weeks: float, detector: str, as_json: bool) -> None:
    """Judge a series, CSV `timestamp,value` in FILE (`-`: standard input): each row by its past.

    \b
    Example:
      firebell detect mentions.csv > judged.csv
    """
    stamps, instants, values = _series(file)
    try:
        judged = list(_judged(detector, weeks, instants, values))
    except ValueError as error:
        raise CannotRun(f"{_name(file)}: {error}") from error
    rows = (
        {"timestamp": stamp, "value": value, **said}
        for stamp, value, said in zip(stamps, values, judged, strict=True)
    )
    if as_json:
        for row in rows:
            click.echo(json.dumps(row if isfinite(row["value"]) else row | {"value": None}))
        return
    columns = ["timestamp", "value", "expected", "lower", "upper", "anomaly_score", "alert"]
    columns += ["return_weeks"]
    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({**row, "alert": int(bool(row["alert"]))})


def _judged(
    detector: str, weeks: float, instants: list[datetime], values: list[float]
) -> Iterator[Row]:
    from firebell.core.triggers.detect import detect_plainly, detect_series
    from firebell.core.triggers.detectors.kleinberg import Kleinberg, KleinbergParams
    from firebell.core.triggers.detectors.mean_sigma import MeanSigma, MeanSigmaParams

    if detector == "rhythm":
        return detect_series(instants, values, weeks)
    apart = (b - a for a, b in pairwise(instants))
    bucket = max(1, int(next(apart, timedelta(seconds=300)).total_seconds()))
    if detector == "mean-sigma":
        return detect_plainly(MeanSigma(MeanSigmaParams(bucket=bucket)), instants, values)
    return detect_plainly(Kleinberg(KleinbergParams(bucket=bucket)), instants, values)


def _series(file: str) -> tuple[list[str], list[datetime], list[float]]:
    stamps: list[str] = []
    instants: list[datetime] = []
    values: list[float] = []
    for place, row in _rows(file):
        stamp, value = row.get("timestamp") or "", row.get("value") or ""
        try:
            instants.append(_instant(stamp))
            values.append(float(value))
        except ValueError as error:
            raise CannotRun(f"{place}: {error}; give an ISO time stamp and a number") from error
        stamps.append(stamp)
    return stamps, instants, values


def _rows(file: str) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        # Line ends are the CSV reader's own affair.
        with sys.stdin if file == "-" else open(file, newline="", encoding="utf-8-sig") as stream:
            reader = csv.DictReader(stream)
            if not {"timestamp", "value"} <= set(reader.fieldnames or ()):
                raise CannotRun(f"{_name(file)}, line 1: the columns must be timestamp,value")
            for row in reader:
                yield f"{_name(file)}, line {reader.line_num}", row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CannotRun(f"{_name(file)}: {error}; give a CSV file with timestamp,value") from error


def _name(file: str) -> str:
    return "standard input" if file == "-" else file


def _instant(stamp: str) -> datetime:
    from datetime import UTC

    instant = datetime.fromisoformat(stamp.strip())
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
