"""The server: `python -m tests.outbound.standin.server` prints its port and serves until killed.

    POST /posts     {key, text, in_reply_to}: takes it, or does not, as its mode says
    GET /posts/KEY  what it took under this key, or 404
    GET /taken      {key: how often it was taken}
    POST /mode      {mode, lag}: how it behaves from now on

Modes: `fine`; `slow` takes and answers late; `mute` takes and closes the connection without a
word; `broken` takes and answers 500; `crash` answers 500 and has taken nothing; `busy` answers 429
and `refuse` 422, having taken nothing; `deaf` takes, and says 500 to all questions; `weather` is
one of all but `refuse` and `deaf`, by chance. After `lag` seconds what was taken can be found.
"""

from __future__ import annotations

import json
import random
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

WEATHER = ("fine", "fine", "slow", "mute", "broken", "crash", "busy")
TAKING = ("fine", "slow", "mute", "broken", "deaf")


class Book:
    """What was taken, in order."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.taken: list[tuple[str, str, float]] = []
        self.mode, self.lag = "fine", 0.0
        self.chance = random.Random(7)

    def take(self, key: str, text: str) -> str:
        with self.lock:
            mode = self.chance.choice(WEATHER) if self.mode == "weather" else self.mode
            if mode in TAKING:
                self.taken.append((key, text, time.monotonic()))
        return mode

    def found(self, key: str) -> bool:
        with self.lock:
            return any(k == key and time.monotonic() - at >= self.lag for k, _, at in self.taken)

    def counts(self) -> dict[str, int]:
        with self.lock:
            keys = [key for key, _text, _at in self.taken]
        return {key: keys.count(key) for key in keys}


class Handler(BaseHTTPRequestHandler):
    book: Book

    def log_message(self, *_args: Any) -> None:
        return

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/mode":
            self.book.mode, self.book.lag = body["mode"], float(body.get("lag", 0))
            self._answer(200, {})
            return
        mode = self.book.take(body["key"], body["text"])
        if mode == "mute":
            self.close_connection = True
            return
        if mode == "slow":
            time.sleep(0.2)
        status = {"broken": 500, "crash": 500, "busy": 429, "refuse": 422}.get(mode, 201)
        self._answer(status, {"id": f"standin-{body['key']}"})

    def do_GET(self) -> None:
        if self.path == "/taken":
            self._answer(200, self.book.counts())
            return
        key = self.path.rpartition("/")[2]
        if self.book.mode == "deaf":
            self._answer(500, {})
        elif self.book.found(key):
            self._answer(200, {"id": f"standin-{key}"})
        else:
            self._answer(404, {})

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        if status == 429:
            self.send_header("Retry-After", "0")
        self.end_headers()
        self.wfile.write(data)


def main() -> None:
    Handler.book = Book()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    sys.exit(main())
