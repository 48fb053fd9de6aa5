"""The web-hook door: the real web server, and callers who sign and knock."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from benchmarks.houses import House, ask

CALLERS = 4


@dataclass(slots=True)
class Knocked:
    """What became of some calls; `rows` are of those that were acknowledged."""

    calls: int = 0
    rows: int = 0
    refused: int = 0  # 503: too much is waiting
    seconds: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)


@contextmanager
def open_door(house: House) -> Iterator[tuple[int, str, str]]:
    """`firebell web` in this house: its port, the path of its one web hook, and the secret."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    path, secret = ask(house, hook_of)
    process = subprocess.Popen(
        [sys.executable, "-m", "firebell", "web", "--port", str(port)],
        env=os.environ | {"FIREBELL_HOME": str(house.home)},
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield port, path, secret
    finally:
        process.terminate()
        process.wait()


def hook_of(network: str = "webhook") -> tuple[str, str]:
    """The path and the secret of the one source of this network, asked in its house."""
    from django.urls import reverse

    from firebell.channels.models import Source
    from firebell.channels.secrets import opened_config

    config = opened_config(Source.objects.get(network=network))
    return reverse("hook", args=[config["address"]]), config["secret"].split()[0]


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the web server does not answer")


def knock(
    door: tuple[int, str, str], rows_of: Callable[[int], list[Any]], more: Callable[[int], bool]
) -> Knocked:
    """Several callers at once, each with one call after another while `more(number of the call)`;
    a call that is refused because too much is waiting is made again."""
    told, numbers = Knocked(), iter(range(10**9))
    began = time.perf_counter()
    callers = [
        threading.Thread(target=_caller, args=(door, rows_of, more, numbers, told))
        for _ in range(CALLERS)
    ]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    told.seconds = time.perf_counter() - began
    return told


def _caller(
    door: tuple[int, str, str],
    rows_of: Callable[[int], list[Any]],
    more: Callable[[int], bool],
    numbers: Iterator[int],
    told: Knocked,
) -> None:
    from firebell.common import signing

    port, path, secret = door
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while True:
        with told.lock:
            number = next(numbers)
        if not more(number):
            break
        rows = rows_of(number)
        body, name = json.dumps(rows).encode(), uuid.uuid4().hex
        while True:
            headers = signing.signed(secret, name, datetime.now(UTC), body)
            connection.request("POST", path, body, headers | {"Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            if answer.status == 202:
                break
            if answer.status != 503:
                raise RuntimeError(f"the door said {answer.status}")
            with told.lock:
                told.refused += 1
            time.sleep(0.5)
        with told.lock:
            told.calls += 1
            told.rows += len(rows)
    connection.close()


def row(name: str, text: str, author: str) -> dict[str, Any]:
    """One word in firebell's own format, said now."""
    at = datetime.now(UTC).isoformat()
    return {"channel": "shop", "external_id": name, "at": at, "text": text, "author": author}
