"""Posts at every edge of the rule for lateness and repeats, in the order they are heard."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from firebell.core.triggers.lateness import LATENESS
from firebell.core.triggers.series import BUCKET

START = datetime(2026, 3, 2, tzinfo=UTC)  # a Monday; a bucket begins here
DAYS = 5
STORM = START + timedelta(days=4, hours=2)
SECOND = timedelta(seconds=1)

Row = dict[str, Any]


class Listened(NamedTuple):
    name: str
    query: str
    own: bool = True


BRANDS = (
    Listened("Acme", "acme OR acmecorp"),
    Listened("Bolt", "bolt"),
    Listened("Rival", "rival", own=False),
    Listened("Cedar", "cedar"),
    Listened("Dune", "dune"),
    Listened("Elm", "elm", own=False),
)
TOPICS = (Listened("delivery", "parcel OR delivery"),)


def stream(seed: int = 3, more: Sequence[Row] = ()) -> list[Row]:
    """Some days of chatter, a storm with posts of every lateness in it, and repeats; `more` posts
    are heard among them."""
    rng = Random(seed)
    posts = sorted([*_chatter(rng), *_storm(rng), *more], key=lambda row: row["at"])
    heard = sorted(posts, key=lambda row: row["at"] + _delay(rng))
    return [*_with_repeats(heard, rng), *_around_an_edge(heard[-1]["at"])]


def _chatter(rng: Random) -> Iterator[Row]:
    for number in range(DAYS * 24 * 12):
        at = START + timedelta(minutes=5 * number, seconds=rng.choice((0, 59, 60, 299, 120)))
        yield _post(f"c{number}", at, _text(rng, angry=rng.random() < 0.2), rng)


def _storm(rng: Random) -> Iterator[Row]:
    for number in range(160):
        at = STORM + timedelta(seconds=30 * (number // 2))  # in pairs of equal time stamps
        text = f"Acme lost my parcel again, worst delivery ever, I am furious! {number}"
        yield _post(f"s{number}", at, text, rng)


def _text(rng: Random, *, angry: bool) -> str:
    name = rng.choice(("Acme", "Acme", "acmecorp", "Bolt", "Rival", "Acme and Bolt", "nobody"))
    if angry:
        return f"{name} is terrible, my parcel is broken and nobody answers. Refund?"
    return rng.choice(("I like {}", "Is {} open today?", "Danke, {}!")).format(name)


def _delay(rng: Random) -> timedelta:
    """Mostly in order; some come as late as just may be, or a second later, or far too late."""
    edges = (LATENESS - 1, LATENESS, LATENESS + 1, BUCKET, BUCKET + LATENESS - 1)
    late = (*edges, BUCKET + LATENESS, BUCKET + LATENESS + 1, 7_200, 2 * 86_400)
    return timedelta(seconds=rng.choice(late) if rng.random() < 0.25 else 0)


def _with_repeats(heard: Sequence[Row], rng: Random) -> Iterator[Row]:
    """Some rows again: at once, later, much later, with another text, with another time."""
    pending: list[tuple[int, Row]] = []
    for place, row in enumerate(heard):
        yield row
        while pending and pending[0][0] <= place:
            yield pending.pop(0)[1]
        if rng.random() < 0.15:
            after = place + rng.choice((0, 1, 5, 300, 900))
            again = dict(row)
            if rng.random() < 0.5:
                again["text"] = "Acme says something else now, and it is terrible"
            if rng.random() < 0.3:
                again["at"] = heard[min(after, len(heard) - 1)]["at"]
            pending.append((after, again))
            pending.sort(key=lambda one: one[0])
    yield from (row for _, row in pending)


def _around_an_edge(last: datetime) -> list[Row]:
    """By hand: a bucket's last second before, at and after it is final, and a topic heard first
    of all when it is too late."""
    rng = Random(0)
    seconds = (int(last.timestamp()) // BUCKET + 12) * BUCKET
    start = datetime.fromtimestamp(seconds, UTC)
    end = start + timedelta(seconds=BUCKET)
    final = end + timedelta(seconds=LATENESS)
    angry = "Acme is terrible, my parcel is broken. Refund?"
    stamps = (start, end - SECOND, final - SECOND, end - SECOND, end, final, end - SECOND, end)
    rows = [_post(f"e{place}", at, angry, rng) for place, at in enumerate(stamps)]
    rows.append(_post("e-first", start, "Bolt rival acme: parcel", rng))
    rows.append(rows[-3] | {"at": final + SECOND})  # a repeat moves the watermark and no more
    return rows


def _post(name: str, at: datetime, text: str, rng: Random) -> Row:
    return {
        "channel": rng.choice(("microblog", "review")),
        "external_id": name,
        "at": at,
        "author": f"person {rng.randrange(40)}",
        "text": text,
    }


def write(rows: Sequence[Row], path: Path) -> Path:
    """As JSON Lines, such as `firebell replay --map plain` takes."""
    with path.open("w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row | {"at": row["at"].isoformat()}, ensure_ascii=False) + "\n")
    return path
