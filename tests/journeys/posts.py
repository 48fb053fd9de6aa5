"""Files of posts for journeys: ordinary days, a burst of complaints, single voices."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def write(path: Path, rows: Iterable[Row]) -> Path:
    """As JSON Lines in firebell's own format; what a row does not name is ordinary."""
    with path.open("w", encoding="utf-8") as out:
        for number, row in enumerate(rows):
            ordinary = {
                "channel": "microblog",
                "external_id": f"{path.stem}-{number}",
                "author": f"{path.stem}-{number}",
                "at": datetime.now(UTC).isoformat(),
            }
            out.write(json.dumps(ordinary | row) + "\n")
    return path


def ordinary_days(until: datetime, days: int = 10) -> Iterator[Row]:
    """Praise every ten minutes: nobody has to answer it."""
    for number in range(days * 144):
        at = until - timedelta(minutes=10 * (days * 144 - number))
        text = f"@united landed early today, lovely crew on flight {number}, thank you"
        yield {"at": at.isoformat(), "text": text}


def complaint(number: int, at: datetime, author: str, brand: str = "@united") -> Row:
    text = f"{brand} flight {number} cancelled and nobody answers, this is awful, please help"
    return {"at": at.isoformat(), "text": text, "author": author}


def burst(until: datetime, number: int = 30, brand: str = "@united") -> Iterator[Row]:
    """So many complaints in the forty minutes before `until`."""
    for one in range(number):
        at = until - timedelta(minutes=40) * (number - one) / number
        yield complaint(one, at, f"crowd-{one}", brand)


def voices(at: datetime, *names: str) -> Iterator[Row]:
    """One complaint a name: each becomes a case."""
    return (complaint(700 + number, at, name) for number, name in enumerate(names))


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)
