"""A house that hears: a real worker in a process of its own, and somebody who watches its store."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.houses import FORK, House, Stage, ask, finish, start

LOOK_EVERY = 0.01
BRAND = "nordvik"
STAMP = re.compile(r" said~(\d+\.\d+)$")


@dataclass(slots=True)
class Watched:
    """What was stored: how many words, how many different ones, when the last came (epoch), and
    for stamped words the seconds from being said to being seen in the store."""

    stored: int = 0
    different: int = 0
    last: float = 0.0
    lags: list[float] = field(default_factory=list)


def opened(
    stage: Stage, name: str, network: str, config: Mapping[str, Any], *, airlines: bool = False
) -> House:
    """A house with one source, and a query for BRAND; with `airlines` also those of `bench
    corridor`, six brands of which nearly every text of `texts` names one."""
    house = stage.house(name)
    finish(start(house, open_source, network, dict(config), airlines))
    return house


def open_source(network: str, config: dict[str, Any], airlines: bool) -> None:
    from firebell.accounts.models import Workspace
    from firebell.channels import actions as channels
    from firebell.channels.files.maps import load_map
    from firebell.channels.models import Source
    from firebell.site.listening_set_up import listen_for

    workspace = Workspace.objects.first() or _workspace()
    if airlines:
        plan = load_map("airline")
        listen_for(workspace, plan.brands, plan.topics)
    name = f"source {Source.objects.count()}"
    channels.configure_source(workspace, network, name, config, by=None, take_history=True)


def _workspace() -> Any:
    from firebell.accounts import actions as accounts
    from firebell.listening import actions as listening
    from firebell.listening.enums import QueryKind

    workspace = accounts.open_workspace("House")
    listening.save_query(
        workspace,
        name=BRAND,
        kind=QueryKind.BRAND,
        text=BRAND,
        brand=listening.ensure_brand(workspace.pk, BRAND, own=True),
        by=None,
    )
    return workspace


@contextmanager
def working(house: House) -> Iterator[None]:
    """The worker as `firebell worker` runs it, until the end of the block."""
    process = start(house, _work)
    try:
        yield
    finally:
        process.terminate()
        process.join(20)
        if process.is_alive():
            process.kill()
            process.join()


def _work() -> None:
    from firebell.site.database import keep_open
    from firebell.site.worker import Worker

    keep_open()
    Worker().run()


def watch(house: House, expected: int, patience: float) -> Watched:
    """Look at the store until `expected` words are in it, or `patience` seconds are over."""
    found: Watched = ask(house, _watch, expected, patience)
    return found


def _watch(expected: int, patience: float) -> Watched:
    from firebell.listening.models import Interaction

    found, newest, until = Watched(), 0, time.monotonic() + patience
    while found.stored < expected and time.monotonic() < until:
        fresh = list(
            Interaction.objects.filter(pk__gt=newest).order_by("pk").values_list("pk", "text")
        )
        if fresh:
            found.last, newest = time.time(), fresh[-1][0]
            found.stored += len(fresh)
            found.lags += [found.last - at for _, text in fresh if (at := said_at(text))]
        time.sleep(LOOK_EVERY)
    found.different = Interaction.objects.values("channel", "external_id").distinct().count()
    return found


def stamped(text: str) -> str:
    """A text that says when it was said."""
    return f"{text} said~{time.time():.6f}"


def said_at(text: str) -> float:
    """When a stamped text was said; 0 where it does not say so."""
    found = STAMP.search(text)
    return float(found[1]) if found else 0.0


def percentile(values: list[float], share: float) -> float | None:
    """The smallest value that is not below this share of them; None of nothing."""
    ordered = sorted(values)
    if not ordered:
        return None
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 3)


def lag(values: list[float]) -> dict[str, Any]:
    return {
        "words": len(values),
        "p50_seconds": percentile(values, 0.5),
        "p99_seconds": percentile(values, 0.99),
    }


@contextmanager
def apart(serve: Callable[..., None], *given: Any) -> Iterator[tuple[Any, Connection]]:
    """`serve(pipe, *given)` in a process of its own: what it sends first, and the pipe to it."""
    here, there = FORK.Pipe()
    process = FORK.Process(target=serve, args=(there, *given))
    process.start()
    there.close()
    try:
        yield here.recv(), here
    finally:
        process.kill()
        process.join()
        here.close()


def texts(data: Path, number: int) -> list[str]:
    """What people say, as often as needed."""
    from benchmarks.corridor import posts_of

    return [post["text"] for post in posts_of(data, number)]


def environment(folder: Path) -> dict[str, str]:
    """For a process that makes houses on SQLite and talks with servers of this machine."""
    return os.environ | {
        "FIREBELL_HOME": str(folder),
        "FIREBELL_DATABASE_URL": "",
        "FIREBELL_REACHABLE": "127.0.0.1,localhost",
    }


def rate(number: int, seconds: float) -> float:
    return round(number / seconds, 1) if seconds > 0 else 0.0
