"""From a post to the alert on an open screen, under load, in a real browser.

A `firebell up` that knows three weeks of some quiet brands hears 500 posts a second about six loud
ones at its web-hook door. Then a storm of complaints begins about one quiet brand, and after it
about the next; Chromium shows the list of alerts and notes when each appears. The loud brands are
heard for the first time, since weeks at that rate are a billion posts; they are matched, read,
counted, judged and opened as cases like any other.

A storm's alert is late by three clocks, all from the instant before a post is sent to the door:
`first` counts from the storm's first post; `needed` from the earliest number of complaints with
which any of the storms rang, so that it counts what a storm with a higher threshold still lacked
as lateness too; `newest` from the last of its posts that was stored when it rang. The post that
tipped it lies between `first` and `newest`. `FIREBELL_BENCH_SHORTER` divides storms and past.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import product
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.door import Knocked, knock, row
from benchmarks.hearing import environment, open_source, percentile, rate, texts
from benchmarks.houses import FORK, House, Stage, ask, start
from benchmarks.parts import run_part

STORMS, WEEKS = 30, 3
RATE, ROWS_A_CALL = 500, 25  # posts a second, rows
STORM_ROWS = 2  # of a call: forty complaints a second
GAP = 20 * 60  # seconds between two posts about a quiet brand, on average
COMPLAINTS = 0.15  # of those
SILENT = timedelta(minutes=11)  # between past and present: no bucket is judged before its time
WARM_UP, PAUSE, PATIENCE = 30.0, 3.0, 20.0  # seconds
SEEN = """() => {
  window.shown = {};
  const look = () => document.querySelectorAll('.alert-row bdi').forEach((one) => {
    window.shown[one.textContent] ??= Date.now() / 1000;
  });
  look();
  new MutationObserver(look).observe(document.body, {childList: true, subtree: true});
}"""


def run(data: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="firebell-alarm-") as folder:
        return run_part("benchmarks.alarm", data, folder, environment=environment(Path(folder)))


def main(data: Path, folder: Path) -> dict[str, Any]:
    """In a process of its own, with everything loaded before the first fork."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firebell.site.settings")
    django.setup()
    from tests.journeys.serving import Serving

    shorter = float(os.environ.get("FIREBELL_BENCH_SHORTER", 1))
    names = brands(max(1, int(STORMS / shorter)))
    said = texts(data, 14_640)
    house = Stage(folder / "houses").house("alarm")
    told = ask(house, _furnish, names, timedelta(weeks=WEEKS) / min(shorter, WEEKS))
    # The forks that furnished it signed its cookie with the key of this process.
    shutil.copy(folder / "secret.key", house.home)
    weather = _Weather(said)
    with Serving(house.home) as server, _Watcher(house) as watcher:
        door = (server.port, told["hook"], told["secret"])
        caller = threading.Thread(target=weather.blow, args=(door,))
        caller.start()
        try:
            shown = _storms(server.base, told, weather, names)
        finally:
            weather.over.set()
            caller.join()
        stored = watcher.finish(weather.knocked.rows)
    return _result(names, weather, shown, stored, told["posts"])


def brands(number: int) -> list[str]:
    """So many made-up names, none a part of another."""
    parts = ("bal", "dor", "fen", "gul", "kir", "lum", "nor", "pel", "ras", "tov")
    return ["".join(p).capitalize() + "vik" for p in product(parts, parts, parts)][:number]


def _furnish(names: list[str], past: timedelta) -> dict[str, Any]:
    """Queries, a web hook, somebody signed in, and what was said until now."""
    from django.conf import settings

    from benchmarks.door import hook_of
    from firebell.accounts import actions as accounts
    from firebell.accounts.enums import Role
    from firebell.accounts.models import Workspace
    from firebell.common import signing
    from firebell.listening import actions as listening
    from firebell.site.replaying import Score, play
    from tests.screens import signed_in

    open_source("webhook", {"secret": signing.new_secret()}, airlines=True)
    workspace = Workspace.objects.get()
    for name in names:
        brand = listening.ensure_brand(workspace.pk, name, own=True)
        listening.save_query(
            workspace, name=name, kind="brand", text=name.lower(), brand=brand, by=None
        )
    person = accounts.add_person(
        workspace, name="Ada", email="ada@house.example", role=Role.LEAD, password=None, by=None
    )
    path = Path(settings.HOME) / "past.jsonl"
    _write_past(path, names, past)
    report = play(Score([path], "plain", workspace_name=workspace.name))
    address, secret = hook_of("webhook")
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": signed_in(person).cookies[name].value}
    return {
        "hook": address,
        "secret": secret,
        "path": f"/w/{workspace.slug}/",
        "cookie": cookie | {"domain": "127.0.0.1", "path": "/"},
        "posts": report.inserted,
    }


def _write_past(path: Path, names: list[str], past: timedelta) -> None:
    dice = random.Random(41)
    until = datetime.now(UTC) - SILENT
    rows: list[dict[str, Any]] = []
    for name in names:
        at = until - past
        while (at := at + timedelta(seconds=dice.expovariate(1 / GAP))) < until:
            text = _complaint(name, 0) if dice.random() < COMPLAINTS else _praise(name)
            told = row(f"past-{len(rows)}", text, f"person-{dice.randrange(20_000)}")
            rows.append(told | {"at": at.isoformat()})
    rows.sort(key=lambda one: one["at"])
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(one) + "\n" for one in rows)


def _complaint(name: str, number: int) -> str:
    return f"{name} parcel {number} never arrived and nobody answers, this is awful, please help"


def _praise(name: str) -> str:
    return f"{name} was early today and the driver was lovely, thank you"


@dataclass(slots=True)
class _Weather:
    """What is said at the door: what is loud, and at times a storm. Instants are epochs."""

    said: list[str]
    storm: str = ""
    sent: dict[str, list[float]] = field(default_factory=dict)  # of a storm's posts, in order
    knocked: Knocked = field(default_factory=Knocked)
    over: threading.Event = field(default_factory=threading.Event)
    began: float = 0.0

    def blow(self, door: tuple[int, str, str]) -> None:
        self.began = time.time()
        self.knocked = knock(door, self._rows, lambda _: not self.over.is_set())

    def _rows(self, number: int) -> list[Any]:
        time.sleep(max(0.0, self.began + number * ROWS_A_CALL / RATE - time.time()))
        name = self.storm
        storm = [self._stormy(name, number, n) for n in range(STORM_ROWS)] if name else []
        loud = range(number * ROWS_A_CALL, (number + 1) * ROWS_A_CALL - len(storm))
        texts = ((n, self.said[n % len(self.said)]) for n in loud)
        return storm + [row(f"loud-{n}", text, f"person-{n % 20_000}") for n, text in texts]

    def _stormy(self, name: str, number: int, place: int) -> dict[str, Any]:
        self.sent.setdefault(name, []).append(time.time())
        author = f"crowd-{number}-{place}"
        return row(f"storm-{name}-{number}-{place}", _complaint(name, number), author)


def _storms(
    base: str, told: dict[str, Any], weather: _Weather, names: list[str]
) -> dict[str, float]:
    """One storm after another; when the alert of each was on the screen (epoch)."""
    from playwright.sync_api import sync_playwright

    from tests.journeys.serving import CHROMIUM, chromium

    dice = random.Random(42)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM)
        context = browser.new_context(storage_state={"cookies": [told["cookie"]], "origins": []})
        page = context.new_page()
        page.goto(f"{base}{told['path']}alerts/")
        page.locator("#alerts").wait_for()
        page.evaluate(SEEN)
        page.wait_for_timeout(WARM_UP * 1_000)
        for name in names:
            if name in page.evaluate("window.shown"):
                continue  # its past has rung: the list holds its name already
            weather.storm = name
            until = time.time() + PATIENCE
            while time.time() < until and name not in page.evaluate("window.shown"):
                page.wait_for_timeout(100)
            weather.storm = ""
            # Uneven, so that no storm begins in step with anybody's clock.
            page.wait_for_timeout((PAUSE + dice.random()) * 1_000)
        shown: dict[str, float] = page.evaluate("window.shown")
        browser.close()
    return shown


class _Watcher:
    """Looks at the store from a process of its own, to tell when each alert stood in it."""

    def __init__(self, house: House) -> None:
        self._pipe, there = FORK.Pipe()
        self._process = start(house, _look, there)
        there.close()

    def __enter__(self) -> _Watcher:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.join()

    def finish(self, number: int) -> dict[str, Any]:
        """Once `number` posts of now are stored, or none came for a while."""
        self._pipe.send(number)
        found: dict[str, Any] = self._pipe.recv()
        return found


def _look(pipe: Connection) -> None:
    """Sends {brand: (epoch of its alert, storm posts stored by then)} and what is stored."""
    from firebell.listening.models import Interaction
    from firebell.triggers.models import Alert

    alerts: dict[str, tuple[float, int]] = {}
    newest = 0
    words = Interaction.objects.filter(source__network="webhook")
    while not pipe.poll(0.02):
        for alert in Alert.objects.filter(pk__gt=newest).select_related("brand").order_by("pk"):
            newest, now = alert.pk, time.time()
            if alert.brand is not None and alert.brand.name not in alerts:
                behind = words.filter(external_id__startswith=f"storm-{alert.brand.name}-")
                alerts[alert.brand.name] = (now, behind.count())
    expected, count, changed = pipe.recv(), 0, time.time()
    while (found := words.count()) < expected and time.time() - changed < PATIENCE:
        if found != count:
            count, changed = found, time.time()
        time.sleep(0.2)
    pipe.send({"alerts": alerts, "stored": found})


def _result(
    names: list[str],
    weather: _Weather,
    shown: dict[str, float],
    stored: dict[str, Any],
    past: int,
) -> dict[str, Any]:
    alerts, knocked = stored["alerts"], weather.knocked
    stormy = [name for name in names if name in weather.sent]
    rung = [name for name in stormy if name in shown and name in alerts]
    counts = sorted(alerts[name][1] for name in rung)
    needed = counts[0] if counts else 0
    return {
        "cores": os.cpu_count(),
        "posts_before": past,
        "storms": len(stormy),
        "rang_before_their_storm": len(names) - len(stormy),
        "on_screen": len(rung),
        "other_alerts": len(set(shown) - set(names)),
        "handed_over_per_second": rate(knocked.rows, knocked.seconds),
        "refused_and_called_again": knocked.refused,
        "handed_over": knocked.rows,
        "stored": stored["stored"],
        "complaints_stored_when_it_rang": {"fewest": needed, "median": percentile(counts, 0.5)},
        "first_to_screen": _spread(shown[n] - weather.sent[n][0] for n in rung),
        "needed_to_screen": _spread(shown[n] - _sent(weather, n, needed) for n in rung),
        "newest_to_screen": _spread(shown[n] - _sent(weather, n, alerts[n][1]) for n in rung),
        "first_to_alert_stored": _spread(alerts[n][0] - weather.sent[n][0] for n in rung),
        "alert_stored_to_screen": _spread(shown[n] - alerts[n][0] for n in rung),
    }


def _sent(weather: _Weather, name: str, number: int) -> float:
    """When the storm's post of this number, counted from one, was handed over."""
    sent = weather.sent[name]
    return sent[max(0, min(number, len(sent)) - 1)]


def _spread(seconds: Iterator[float]) -> dict[str, float | None]:
    found = list(seconds)
    shares = {"p50_seconds": 0.5, "p95_seconds": 0.95, "p99_seconds": 0.99}
    return {name: percentile(found, share) for name, share in shares.items()} | {
        "largest_seconds": round(max(found, default=0.0), 3)
    }


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]))))
