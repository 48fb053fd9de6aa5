"""Searches on one store, measured: `python -m benchmarks.searching STORE DATA ROWS`, one JSON
object. A part of `benchmarks.search`."""

from __future__ import annotations

import csv
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import quote

import pyarrow as pa

from benchmarks.pages import forget
from benchmarks.postgres import serving
from firebell.core.schema import INTERACTION

HOUSES = (("Large house", 0.8), ("Middle house", 0.15), ("Small house", 0.05))
END = datetime(2026, 3, 1, tzinfo=UTC)
YEARS = timedelta(days=730)
PAGE = 10_000
REPEATS = int(os.environ.get("FIREBELL_BENCH_REPEATS", 30))
# What is asked, and which page; None: the first. Most people's words, then each kind of condition.
ASKED = {
    "a common word": ("to", None),
    "a common word, page 10,000": ("to", PAGE),
    "two common words": ("the flight", None),
    "two common words, page 10,000": ("the OR to OR a", PAGE),
    "a rare word": ("rare17x", None),
    "a phrase": ('"customer service"', None),
    "a beginning": ("cancel* AND flight", None),
    "fields": ("channel:reviews rating:<=2 NOT @united", None),
    "a month of last year": ("flight after:2025-02 before:2025-03", None),
    "tested: exact case": ("{THANK} you", None),
    "tested: nearness": ("late NEAR/3 flight", None),
    "tested: mood": ("refund sentiment:positive", None),
    "tested: cases of nobody": ("bag owner:nobody", None),
    "open cases that I have": ("state:open owner:me", None),
}
COUNTED = "a common word, counted exactly"
LONGEST_COUNT = 120  # seconds


def main() -> int:
    store, data, rows = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    with tempfile.TemporaryDirectory(prefix="firebell-search-") as folder:
        home = Path(folder)
        with _store(store, home) as forget_all:
            _fill(data, rows)
            print(json.dumps(_measure(forget_all)))
    return 0


@contextmanager
def _store(store: str, home: Path) -> Iterator[Callable[[], None]]:
    """The store made ready and named in the environment; what empties every cache."""
    os.environ |= {"FIREBELL_HOME": str(home), "FIREBELL_DATABASE_URL": ""}
    if store == "sqlite":
        yield lambda: forget(home)
        return
    with serving() as server:
        os.environ["FIREBELL_DATABASE_URL"] = server.fresh("search")
        yield server.forget


def _fill(data: Path, rows: int) -> None:
    """Through the corridor, save for its triggers: two quiet years would take them hours, and a
    search asks nothing of them."""
    from firebell.site.database import prepare

    prepare(keep_connection=True)
    from firebell.channels.contract import Batch
    from firebell.site import corridor

    with mock.patch.object(corridor.triggers, "count_and_detect", return_value=[]):
        for number, (name, share) in enumerate(HOUSES):
            way = corridor.Corridor(_source(name))
            waiting = posts(data, int(rows * share), number)
            while some := list(islice(waiting, 1_000)):
                batch = pa.RecordBatch.from_pylist(some, schema=INTERACTION)
                way.carry(Batch(batch, (), {}), watermark=END)


def _source(name: str) -> Any:
    """What brings a house its posts; those of more than two months ago are history."""
    from firebell.accounts.actions import open_workspace
    from firebell.channels.models import Source
    from firebell.listening import actions as listening

    house = open_workspace(name)
    brand = listening.ensure_brand(house.pk, "United")
    listening.save_query(house, name="United", kind="brand", text="united", brand=brand, by=None)
    return Source.objects.create(
        workspace=house, network="replay", name="tweets", muted_before=END - timedelta(days=60)
    )


def posts(data: Path, rows: int, seed: int) -> Iterator[dict[str, Any]]:
    """The tweets over and over, evenly over two years in order of time; a tenth are reviews.

    A third of them has a rare word more, drawn by Zipf's law from three hundred thousand.
    """
    with (data / "airline" / "Tweets.csv").open(newline="", encoding="utf-8") as stream:
        tweets = list(csv.DictReader(stream))
    chance = random.Random(seed)
    for number in range(rows):
        tweet = chance.choice(tweets)
        review = chance.random() < 0.1
        rare = f" rare{int(3e5 ** chance.random())}x" if chance.random() < 1 / 3 else ""
        yield dict.fromkeys(INTERACTION.names) | {
            "channel": "reviews" if review else "twitter",
            "external_id": f"{seed}-{number}",
            "kind": "review" if review else "post",
            "direction": "inbound",
            "at": END - YEARS * (1 - number / rows),
            "text": tweet["text"] + rare,
            "author": f"{tweet['name']}-{int(2e4 ** chance.random())}",
            "rating": chance.choice((1, 1, 2, 3, 4, 5)) if review else None,
            "followers": int(1e6 ** chance.random()),
        }


def _measure(forget_all: Callable[[], None]) -> dict[str, Any]:
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    from django.db import connection

    from firebell.listening import full_text

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    client, workspace, agent = _agent()
    base = f"/w/{workspace.slug}/search/"
    found: dict[str, Any] = {"interactions": full_text.size(workspace.pk)}
    for name, (text, page) in ASKED.items():
        told = _counted(workspace.pk, agent, text)
        number = min(page, -(-told["hits"] // 25)) if page else 1
        address = f"{base}?q={quote(text)}" + (f"&page={number}" if page else "")
        found[name] = {"q": text, "page": number, **told} | _time(client, address, forget_all)
    common = f"{base}count/?q=to"
    found[COUNTED] = {"q": "to"} | _time(client, common, forget_all)
    number = found["a common word, page 10,000"]["page"]
    found["LIKE and OFFSET"] = _plainly(workspace.pk, number, forget_all)
    return found


def _agent() -> tuple[Any, Any, Any]:
    """An agent of the largest house, with some cases."""
    from django.test import Client

    from firebell.accounts import actions as accounts
    from firebell.accounts.enums import Role
    from firebell.accounts.models import Workspace
    from firebell.desk import actions
    from firebell.desk.models import Case

    workspace = Workspace.objects.get(name=HOUSES[0][0])
    agent = accounts.add_person(
        workspace, name="Agent", email="a@localhost", role=Role.AGENT, password=None, by=None
    )
    client = Client()
    client.force_login(agent, backend="django.contrib.auth.backends.ModelBackend")
    waiting = Case.objects.filter(workspace=workspace, closed_at__isnull=True, owner=None)
    for case in waiting.order_by("number")[:40]:
        actions.claim(case, agent)
    return client, workspace, agent


def _counted(workspace_id: int, agent: Any, text: str) -> dict[str, Any]:
    """How many hits there are, and how long it takes to count them all: in a warm house."""
    from firebell.common import clock
    from firebell.desk.queries import searching

    wanted = searching.understood(workspace_id, text, agent, clock.now())
    began = time.perf_counter()
    if searching.at_once(wanted):
        counted = searching.exact_count(wanted, None)
    else:
        counted = searching.count_on(wanted)
        while counted.more and time.perf_counter() - began < LONGEST_COUNT:
            counted = searching.count_on(wanted)
    seconds = round(time.perf_counter() - began, 3)
    return {"hits": counted.hits, "exact": not counted.more, "count_seconds": seconds}


def _time(client: Any, address: str, forget_all: Callable[[], None]) -> dict[str, Any]:
    from django.db import connection

    response = client.get(address)
    assert response.status_code == 200, address
    times = []
    for _ in range(REPEATS):
        connection.close()
        forget_all()
        connection.ensure_connection()
        began = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - began) * 1000)
    return {"shown": response.text.count('<li class="row">')} | _told(times)


def _told(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)

    def at(share: float) -> float:
        return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 1)

    median = round(statistics.median(times), 1)
    return {"median_ms": median, "p95_ms": at(0.95), "p99_ms": at(0.99)}


def _plainly(workspace_id: int, number: int, forget_all: Callable[[], None]) -> dict[str, Any]:
    """What one would write in an afternoon: the statement alone, without a page."""
    from django.db import connection

    sql = (
        "SELECT w.id, w.text, p.handle FROM listening_interaction w"
        " JOIN listening_profile p ON p.id = w.profile_id"
        " WHERE w.workspace_id = %s AND w.text LIKE %s ORDER BY w.at DESC LIMIT 25 OFFSET %s"
    )
    found = {}
    asked = {"first page": ("% to %", 0), "rare word": ("%rare17x%", 0)}
    asked["page 10,000"] = ("% to %", 25 * (number - 1))
    for name, (like, skip) in asked.items():
        times = []
        for _ in range(3):
            connection.close()
            forget_all()
            with connection.cursor() as cursor:
                began = time.perf_counter()
                cursor.execute(sql, [workspace_id, like, skip])
                cursor.fetchall()
                times.append((time.perf_counter() - began) * 1000)
        found[name] = _told(times)
    return found


if __name__ == "__main__":
    sys.exit(main())
