"""Teaching a house's own forecaster by cascades that it has seen to their end.

The folder holds JSONL files, a cascade a line: `{id, times, followers or null}`, and where they are
known `users` and `start` (seconds since 1970), from which it learns who passes things on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from firebell.core.triggers.cascade.examples import Told
from firebell.core.triggers.cascade.fitting import Recipe
from firebell.core.triggers.cascade.forecaster import Forecaster
from firebell.core.triggers.cascade.given import Given, GivenError, from_object
from firebell.core.triggers.cascade.standing import Histories, Past, digest
from firebell.core.triggers.cascade.teaching import teach, with_standing
from firebell.triggers.training.writing import write

NAME = "cascades"
PEOPLE = Recipe(hidden=32, networks=6)
TIMES_ALONE = Recipe(people=False)


def train(data: Path, out: Path, seed: int) -> dict[str, Any]:
    """Write model and manifest into ``out``. Raises FileNotFoundError without JSONL files under
    ``data``, GivenError naming file and line, TooFewError."""
    given = list(read_folder(data))
    return write(taught(given, seed), out, seed=seed, cascades=len(given))


def taught(given: Sequence[Given], seed: int) -> Forecaster:
    """With what it learned of people, where all cascades name them."""
    if not all(one.users and one.start is not None for one in given):
        return Forecaster(teach([Told(one.at, one.followers) for one in given], TIMES_ALONE, seed))
    pasts = [past(one) for one in given]
    told = with_standing(pasts, [one.followers for one in given])
    return Forecaster(teach(told, PEOPLE, seed), Histories(pasts).table())


def past(given: Given) -> Past:
    """Of a cascade that names its people and its start."""
    return Past(tuple(map(digest, given.users or ())), given.at + (given.start or 0.0))


def read_folder(folder: Path) -> Iterator[Given]:
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise FileNotFoundError(2, "no such files", str(folder / "*.jsonl"))
    for file in files:
        with file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    if line.strip():
                        yield from_object(json.loads(line), number)
                except ValueError as error:
                    raise GivenError(f"{file}, line {number}: {error}") from error
