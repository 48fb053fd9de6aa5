"""Jetstream: everything that is posted, of which little concerns anybody here."""

from __future__ import annotations

import json
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.hearing import (
    BRAND,
    apart,
    lag,
    opened,
    rate,
    stamped,
    texts,
    watch,
    working,
)
from benchmarks.houses import Stage

EVENTS, ONE_IN = 20_000, 100
LAG_WORDS, LAG_RATE = 300, 20


def measure(stage: Stage, data: Path, folder: Path, shorter: float) -> dict[str, Any]:
    said = texts(data, int(EVENTS / shorter))
    with apart(_serve, said) as (url, pipe):
        # The house first: it forks, which is best done before there were threads.
        heard = _house(stage, url, pipe, len(said), int(LAG_WORDS / shorter))
        return {
            "events": len(said),
            "of_which_matter": len(said) // ONE_IN,
            "reader_events_per_second": rate(len(said), _reader(url, len(said) // ONE_IN)),
            "json_and_substring_events_per_second": rate(len(said), _plain(url, len(said))),
            **heard,
        }


def _serve(pipe: Connection, said: list[str]) -> None:
    from tests.channels.networks.bluesky.payloads import now_us, post
    from tests.standins.jetstream import Event, Jetstream

    class Ready(Jetstream):
        """Events are put into words once, not once for each connection."""

        def _frames(self, event: Event) -> Any:
            yield event["frame"]

    def made(number: int, text: str) -> Event:
        event = post(number, text, now_us())
        return event | {"frame": json.dumps(event)}

    marked = [
        f"{BRAND} {text}" if number % ONE_IN == ONE_IN - 1 else text
        for number, text in enumerate(said)
    ]
    with Ready([made(number, text) for number, text in enumerate(marked)]) as stream:
        stream.from_the_start = True
        pipe.send(stream.url)
        number = len(marked)
        while words := pipe.recv():
            for _ in range(words):
                stream.feed(made(number, stamped(f"{BRAND} is late")))
                number += 1
                time.sleep(1 / LAG_RATE)


def _reader(url: str, expected: int) -> float:
    from firebell.channels.networks.bluesky.config import validate
    from firebell.channels.networks.bluesky.reader import BlueskyReader

    config = {**validate({"stream": url, "app_view": ""}), "queries": {1: BRAND}}
    began, rows = time.perf_counter(), 0
    running = BlueskyReader().batches(config, {}, 1_000)
    while rows < expected:
        rows += next(running).rows
    seconds = time.perf_counter() - began
    running.close()
    return seconds


def _plain(url: str, number: int) -> float:
    """What one would write in an hour: no cursor, no repeats, no queries."""
    from websockets.sync.client import connect

    began, kept = time.perf_counter(), []
    with connect(f"{url}?cursor=0", max_size=None) as stream:
        for _ in range(number):
            event = json.loads(stream.recv())
            if BRAND in event["commit"].get("record", {}).get("text", "").lower():
                kept.append(event)
        seconds = time.perf_counter() - began
    assert len(kept) == number // ONE_IN
    return seconds


def _house(stage: Stage, url: str, pipe: Connection, events: int, words: int) -> dict[str, Any]:
    house = opened(stage, "bluesky", "bluesky", {"stream": url, "app_view": ""})
    began, expected = time.time(), events // ONE_IN
    with working(house):
        caught_up = watch(house, expected, 120)
        pipe.send(words)
        late = watch(house, expected + words, words / LAG_RATE + 30)
    stage.clear(house)
    return {
        "worker_events_per_second": rate(events, caught_up.last - began),
        "stored": late.stored,
        "lost": expected + words - late.different,
        "doubled": late.stored - late.different,
        "lag": lag(late.lags),
    }
