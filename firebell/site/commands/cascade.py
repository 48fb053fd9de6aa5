from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from firebell.site.command_line import CannotRun

if TYPE_CHECKING:
    from firebell.core.triggers.cascade.forecaster import Forecaster
    from firebell.core.triggers.cascade.given import Given

COLUMNS = ("relative_time_second", "number_of_followers")
AT_ONCE = 500  # cascades judged together


@click.command()
@click.argument("file", default="-", required=False)
@click.option("--at", type=float, help="Seconds after the first post; else at the latest post.")
@click.option(
    "--exceed",
    default="2x",
    show_default=True,
    metavar="2x|N",
    help="The size that p_exceed is about: a multiple of what is seen, or a number of posts.",
)
@click.option(
    "--model",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A model of your own, made by `firebell train cascades`.",
)
def command(file: str, at: float | None, exceed: str, model: Path | None) -> None:
    """How many posts will the cascade in FILE (`-`: standard input) come to? One JSON line each.

    \b
    FILE is CSV relative_time_second,number_of_followers of one cascade,
    or JSONL {id, times, followers} of many.
    \b
    Example:
      firebell cascade tweet.csv --at 3600 --exceed 10000
    """
    from firebell.core.triggers.cascade.given import GivenError, Threshold

    if at is not None and not 0 <= at < float("inf"):
        raise CannotRun("--at counts seconds from the first post: give 0 or more")
    try:
        threshold = Threshold.parse(exceed)
    except GivenError as error:
        raise CannotRun(f"--exceed: {error}") from error
    forecaster, cascades = _forecaster(model), _cascades(file)
    while some := list(islice(cascades, AT_ONCE)):
        sizes = forecaster.judge(some, at)
        chance = sizes.chance(threshold.of(sizes.seen))
        columns = (sizes.final, sizes.lower, sizes.upper, chance)
        for given, final, lower, upper, p in zip(some, *columns, strict=True):
            found = {"final_size": int(final), "lower": int(lower), "upper": int(upper)}
            click.echo(json.dumps({"id": given.id, **found, "p_exceed": round(float(p), 6)}))


def _forecaster(model: Path | None) -> Forecaster:
    from firebell.core.triggers.cascade.model import ModelError
    from firebell.runners.cascades import forecaster_from, load_forecaster

    if model is None:
        return load_forecaster()
    try:
        return forecaster_from(model)
    except (OSError, ModelError) as error:
        raise CannotRun(f"{model}: {error}; make one with `firebell train cascades`") from error


def _cascades(file: str) -> Iterator[Given]:
    name = "standard input" if file == "-" else file
    try:
        with _open(file) as stream:
            first = next((line for line in stream if line.strip()), "")
            lines = chain([first], stream)
            if first.lstrip().startswith("{"):
                yield from _from_json(lines, name)
            else:
                yield _from_csv(lines, name, "-" if file == "-" else Path(file).stem)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CannotRun(f"{name}: {error}; give CSV {','.join(COLUMNS)}, or JSONL") from error


def _open(file: str) -> Any:
    return nullcontext(sys.stdin) if file == "-" else open(file, newline="", encoding="utf-8-sig")


def _from_json(lines: Iterator[str], name: str) -> Iterator[Given]:
    from firebell.core.triggers.cascade.given import from_object

    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield from_object(json.loads(line), number)
        except (ValueError, RecursionError) as error:
            raise CannotRun(f"{name}, line {number}: {error}") from error


def _from_csv(lines: Iterator[str] | TextIO, name: str, id_: str) -> Given:
    from firebell.core.triggers.cascade.given import (
        Given,
        GivenError,
        checked_followers,
        checked_times,
    )

    reader = csv.DictReader(lines)
    if not set(COLUMNS) <= set(reader.fieldnames or ()):
        raise CannotRun(f"{name}, line 1: the columns must be {','.join(COLUMNS)}")
    times, followers = [], []
    for row in reader:
        place = f"{name}, line {reader.line_num}"
        times.append(_number(row[COLUMNS[0]], place))
        followers.append(_number(row[COLUMNS[1]], place) if row[COLUMNS[1]] else None)
    if not times:
        raise CannotRun(f"{name}: no posts; give a row for each, the first post at 0")
    try:
        return Given(id_, checked_times(times), checked_followers(followers))
    except GivenError as error:
        raise CannotRun(f"{name}: {error}") from error


def _number(text: str | None, place: str) -> float:
    try:
        value = float(text or "")
    except ValueError as error:
        raise CannotRun(f"{place}: {text!r} is no number; give seconds and followers") from error
    if not abs(value) < float("inf"):
        raise CannotRun(f"{place}: {text!r} is no number; give seconds and followers")
    return value
