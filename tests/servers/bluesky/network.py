"""Starts the development network from npm, with a PostgreSQL and a Redis of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from typing import Any
from urllib.parse import quote

import httpx

from tests.stores.server import PASSWORD, Server, _free_port

HERE = Path(__file__).parent
Event = dict[str, Any]
PATIENCE = 60.0  # seconds


class MissingError(Exception):
    """Something is not installed; the message says what and how."""


@dataclass(slots=True)
class Development:
    """Addresses of its services, and everything that its firehose sent so far."""

    server: str
    app_view: str
    events: list[Event] = field(default_factory=list)
    followers: list[Callable[[Event], None]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def heard(self, event: Event) -> None:
        with self._lock:
            self.events.append(event)
            for follower in self.followers:
                follower(event)

    def follow(self, follower: Callable[[Event], None]) -> None:
        """Every event, those of before first."""
        with self._lock:
            for event in self.events:
                follower(event)
            self.followers.append(follower)


@contextmanager
def development_network() -> Iterator[Development]:
    """MissingError where it cannot be started here."""
    _require()
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="firebell-bluesky-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        store = Server().start()
        stack.callback(store.stop)
        environment = {
            **os.environ,
            "DB_POSTGRES_URL": f"postgres://postgres:{quote(PASSWORD)}@127.0.0.1:{store.port}"
            "/postgres",
            "REDIS_HOST": f"127.0.0.1:{_free_port()}",
            "TMPDIR": str(folder),
            "LOG_ENABLED": "false",
            "NODE_ENV": "test",
            "NODE_NO_WARNINGS": "1",
        }
        yield _started(stack, environment, folder / "log")


def _require() -> None:
    for program, package in (("node", "nodejs"), ("redis-server", "redis-server")):
        if shutil.which(program) is None:
            raise MissingError(f"no {program}: install {package}")
    if not (HERE / "node_modules" / "ready").is_file():
        raise MissingError("no development network of Bluesky: make bluesky")


def _started(stack: ExitStack, environment: dict[str, str], log: Path) -> Development:
    with log.open("wb") as errors:
        process = subprocess.Popen(
            ["node", str(HERE / "network.cjs")],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            start_new_session=True,
        )
    assert process.stdin is not None
    assert process.stdout is not None
    lines: Queue[Event | None] = Queue()
    reading = threading.Thread(target=_read, args=(process.stdout, lines), daemon=True)
    reading.start()
    stack.callback(reading.join)
    stack.callback(process.wait)
    stack.callback(process.stdin.close)
    first = lines.get(timeout=120)
    if first is None:
        said = log.read_text(errors="replace")
        raise RuntimeError(f"Bluesky's development network did not start: {said[-2000:]}")
    found = Development(_by_number(first["pds"]), _by_number(first["appview"]))
    threading.Thread(target=_tell, args=(lines, found), daemon=True).start()
    return found


def _by_number(address: str) -> str:
    return address.replace("localhost", "127.0.0.1")


def _read(source: Any, lines: Queue[Event | None]) -> None:
    with source:
        for line in source:
            lines.put(json.loads(line))
    lines.put(None)


def _tell(lines: Queue[Event | None], found: Development) -> None:
    while (event := lines.get()) is not None:
        found.heard(event)


class Person:
    """Somebody with an account there, speaking to it directly."""

    def __init__(self, network: Development, name: str) -> None:
        self.network = network
        self.handle = f"{name}.test"
        self._client = httpx.Client(base_url=network.server, trust_env=False, timeout=30)
        body = {"email": f"{name}@example.test", "handle": self.handle, "password": "hunter2"}
        made = self.do("com.atproto.server.createAccount", body)
        self.did: str = made["did"]
        self._client.headers["Authorization"] = f"Bearer {made['accessJwt']}"

    def close(self) -> None:
        self._client.close()

    def do(self, method: str, body: dict[str, Any]) -> Any:
        answer = self._client.post(f"/xrpc/{method}", json=body)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def ask(self, method: str, **asked: Any) -> Any:
        answer = self._client.get(f"/xrpc/{method}", params=asked)
        answer.raise_for_status()
        return answer.json()

    def app_password(self, name: str = "firebell") -> str:
        made = self.do("com.atproto.server.createAppPassword", {"name": name})
        return str(made["password"])

    def post(self, text: str, **more: Any) -> dict[str, str]:
        """`uri` and `cid` of a new post."""
        record = {"$type": "app.bsky.feed.post", "text": text, "createdAt": _now(), **more}
        body = {"repo": self.did, "collection": "app.bsky.feed.post", "record": record}
        made = self.do("com.atproto.repo.createRecord", body)
        return {"uri": made["uri"], "cid": made["cid"]}

    def mention(self, other: Person, text: str) -> dict[str, str]:
        """A post that begins with the other's handle, marked as a mention."""
        name = f"@{other.handle}"
        feature = {"$type": "app.bsky.richtext.facet#mention", "did": other.did}
        facet = {"index": {"byteStart": 0, "byteEnd": len(name)}, "features": [feature]}
        return self.post(f"{name} {text}", facets=[facet], langs=["en"])

    def answer(self, post: dict[str, str], text: str) -> dict[str, str]:
        self.see(post)
        return self.post(text, reply={"root": post, "parent": post})

    def quote(self, post: dict[str, str], text: str) -> dict[str, str]:
        self.see(post)
        return self.post(text, embed={"$type": "app.bsky.embed.record", "record": post})

    def see(self, post: dict[str, str]) -> None:
        """Wait until the app view shows a post, as people do before they answer it. It takes in
        the posts of two people side by side, and tells nobody of an answer that came before its
        post."""
        until = time.monotonic() + PATIENCE
        while not self.ask("app.bsky.feed.getPosts", uris=post["uri"])["posts"]:
            if time.monotonic() > until:
                raise TimeoutError(f"the app view never showed {post['uri']}")
            time.sleep(0.05)

    def delete(self, uri: str) -> None:
        _, _, repo, collection, rkey = uri.split("/")
        body = {"repo": repo, "collection": collection, "rkey": rkey}
        self.do("com.atproto.repo.deleteRecord", body)


def _now() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
