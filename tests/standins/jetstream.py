"""A stand-in for Bluesky's Jetstream: a real websocket server on loopback.

It keeps to the published contract of `/subscribe`: JSON events of the kinds commit, identity and
account, `wantedCollections` (identity and account events pass always) and `wantedDids`, a `cursor`
in microseconds from which events are sent again, the one that it names included, clamped to what
is kept; a cursor from the future begins with what comes next. What it sends on top of that is
mischief, and is asked for.
"""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

Event = dict[str, Any]
GARBAGE = ("", "{", "[]", "null", '{"did": 7}', '"\\ud800"', "\x00", '{"kind": "commit"}' * 3)


@dataclass(frozen=True, slots=True)
class Mischief:
    """Chances for each event: to be sent twice, after one of the next, or after some garbage; and
    after how many events of a connection nothing more is sent, or the server closes."""

    repeat: float = 0.0
    reorder: float = 0.0
    garbage: float = 0.0
    stall_after: int | None = None
    close_after: int | None = None


class Jetstream:
    """Serves from `with` to its end. `feed` may be called meanwhile, from any thread."""

    def __init__(
        self, events: Iterable[Event] = (), *, mischief: Mischief | None = None, seed: int = 0
    ) -> None:
        self.mischief = mischief or Mischief()
        self.cursors: list[int | None] = []  # what each connection asked for
        self._events: list[Event] = list(events)
        self.from_the_start = False  # also for who names no cursor: a network that is never silent
        self._forgotten = 0  # the first so many are not kept any more
        self._changed = threading.Condition()
        self._ending = False
        self._random = random.Random(seed)
        self._server = serve(self._handle, "127.0.0.1", 0, close_timeout=1)
        self.port: int = self._server.socket.getsockname()[1]
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        return f"ws://127.0.0.1:{self.port}/subscribe"

    def __enter__(self) -> Jetstream:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._ending = True
            self._changed.notify_all()
        self._server.shutdown()
        self._thread.join()

    def feed(self, *events: Event) -> None:
        """More happens."""
        with self._changed:
            self._events += events
            self._changed.notify_all()

    def forget(self, number: int) -> None:
        """The oldest so many events are older than what it keeps."""
        with self._changed:
            self._forgotten = max(self._forgotten, number)

    def _handle(self, connection: ServerConnection) -> None:
        asked = parse_qs(urlsplit(connection.request.path).query)
        cursor = int(asked["cursor"][0]) if "cursor" in asked else None
        self.cursors.append(cursor)
        try:
            for sent, event in enumerate(self._wanted(asked, cursor), 1):
                for frame in self._frames(event):
                    connection.send(frame)
                if sent == self.mischief.close_after:
                    return
                if sent == self.mischief.stall_after:
                    self._wait_for_the_end(connection)
        except ConnectionClosed:
            return

    def _frames(self, event: Event) -> Iterator[str]:
        if self._random.random() < self.mischief.garbage:
            yield self._random.choice(GARBAGE)
        yield json.dumps(event)
        if self._random.random() < self.mischief.repeat:
            yield json.dumps(event)

    def _wanted(self, asked: dict[str, list[str]], cursor: int | None) -> Iterator[Event]:
        held: Event | None = None
        for event in self._from(cursor):
            if event is None:
                if held is not None:
                    yield held
                held = None
                continue
            if not _is_wanted(event, asked):
                continue
            if held is None and self._random.random() < self.mischief.reorder:
                held = event
                continue
            yield event
            if held is not None:
                yield held
                held = None

    def _from(self, cursor: int | None) -> Iterator[Event | None]:
        """The events, and None whenever there is nothing more for now."""
        with self._changed:
            at = self._beginning(cursor)
        while not self._ending:
            with self._changed:
                fresh, at = self._events[at:], len(self._events)
            if fresh:
                yield from fresh
            else:
                yield None
                with self._changed:
                    if len(self._events) == at and not self._ending:
                        self._changed.wait(0.5)

    def _beginning(self, cursor: int | None) -> int:
        if cursor is None and self.from_the_start:
            cursor = 0
        if cursor is None or cursor > time.time() * 1_000_000:
            return len(self._events)
        kept = range(self._forgotten, len(self._events))
        return next((n for n in kept if self._events[n]["time_us"] >= cursor), len(self._events))

    def _wait_for_the_end(self, connection: ServerConnection) -> None:
        while not self._ending:
            try:
                connection.recv(timeout=0.2)
            except TimeoutError:
                continue


def _is_wanted(event: Event, asked: dict[str, list[str]]) -> bool:
    collections, dids = asked.get("wantedCollections"), asked.get("wantedDids")
    if dids and event["did"] not in dids:
        return False
    if event["kind"] != "commit" or not collections:
        return True
    return event["commit"]["collection"] in collections
