"""A public timeline by its stream, with the lists behind it."""

from __future__ import annotations

import json
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.hearing import BRAND, apart, lag, opened, rate, stamped, texts, watch, working
from benchmarks.houses import Stage

STATUSES, ONE_IN = 4_000, 10
LAG_WORDS, LAG_RATE = 300, 20


def measure(stage: Stage, data: Path, folder: Path, shorter: float) -> dict[str, Any]:
    said = texts(data, int(STATUSES / shorter) // ONE_IN * ONE_IN)
    # The house first: it forks, which is best done before there were threads. The server remembers
    # what was said, so each gets one of its own.
    with apart(_serve, said) as (where, pipe):
        found = _house(stage, where, pipe, len(said), int(LAG_WORDS / shorter))
    with apart(_serve, said) as (where, pipe):
        found["reader_statuses_per_second"] = rate(len(said), _reader(where, pipe, len(said)))
    with apart(_serve, said) as (where, pipe):
        found["json_and_substring_statuses_per_second"] = rate(len(said), _plain(where, pipe))
    return {"statuses": len(said), "of_which_matter": len(said) // ONE_IN, **found}


def _serve(pipe: Connection, said: list[str]) -> None:
    from tests.standins.mastodon import Mastodon

    with Mastodon() as server:
        pipe.send((server.url, server.stream_port, len(said)))
        while words := pipe.recv():
            _wait_for_a_listener(server)
            if words == "all":
                for number, text in enumerate(said):
                    server.say(f"{BRAND} {text}" if number % ONE_IN == ONE_IN - 1 else text)
                continue
            for _ in range(words):
                server.say(stamped(f"{BRAND} is late"))
                time.sleep(1 / LAG_RATE)


def _wait_for_a_listener(server: Any) -> None:
    while not any(wanted for _, wanted in server._listeners):
        time.sleep(0.01)


def _config(url: str) -> dict[str, Any]:
    return {"server": url, "public": True, "access_token": "a-token-that-is-taken"}


def _reader(where: Any, pipe: Connection, number: int) -> float:
    from firebell.channels.networks.mastodon.config import validate
    from firebell.channels.networks.mastodon.reader import MastodonReader

    config = {**validate(_config(where[0])), "queries": {1: BRAND}}
    running, rows = MastodonReader().batches(config, {}, 1_000), 0
    pipe.send("all")
    began = time.perf_counter()
    while rows < number // ONE_IN:
        rows += next(running).rows
    seconds = time.perf_counter() - began
    running.close()
    return seconds


def _plain(where: Any, pipe: Connection) -> float:
    from websockets.sync.client import connect

    _url, port, number = where
    with connect(f"ws://127.0.0.1:{port}/api/v1/streaming", max_size=None) as stream:
        stream.send(json.dumps({"type": "subscribe", "stream": "public"}))
        pipe.send("all")
        began, kept = time.perf_counter(), 0
        for _ in range(number):
            status = json.loads(json.loads(stream.recv())["payload"])
            kept += BRAND in status["content"].lower()
        seconds = time.perf_counter() - began
    assert kept == number // ONE_IN
    return seconds


def _house(stage: Stage, where: Any, pipe: Connection, statuses: int, words: int) -> dict[str, Any]:
    house = opened(stage, "mastodon", "mastodon", _config(where[0]))
    expected = statuses // ONE_IN
    with working(house):
        pipe.send(1)  # when this is heard, the stream is open
        watch(house, 1, 60)
        began = time.time()
        pipe.send("all")
        caught_up = watch(house, 1 + expected, 120)
        pipe.send(words)
        late = watch(house, 1 + expected + words, words / LAG_RATE + 30)
    stage.clear(house)
    return {
        "worker_statuses_per_second": rate(statuses, caught_up.last - began),
        "stored": late.stored,
        "lost": 1 + expected + words - late.different,
        "doubled": late.stored - late.different,
        "lag": lag(late.lags[1:]),
    }
