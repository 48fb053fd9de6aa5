"""A stand-in for a Mastodon server: real HTTP and a real websocket on loopback.

It keeps to the published descriptions of the REST API (timelines by `min_id`, `max_id` and
`limit`, notifications, accounts, statuses with `Idempotency-Key`) and of the streaming API
(subscriptions over one websocket). Numbers hold milliseconds since 1970, as the real ones do.
"""

from __future__ import annotations

import html
import json
import re
import threading
from contextlib import suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import ServerConnection, serve

TOKEN = "a-token-that-is-taken"
OWN = {"id": "500", "username": "nordvik", "acct": "nordvik", "display_name": "Nordvik"}
KARI = {
    "id": "501",
    "username": "kari",
    "acct": "kari",
    "display_name": "Kari",
    "followers_count": 812,
}


class Mastodon:
    """Serves from `with` to its end. `lose_answers` takes what is sent and never says so."""

    def __init__(self) -> None:
        self.statuses: list[dict[str, Any]] = []
        self.lose_answers = False
        self.refuse = 0  # a status with which everything is answered
        self.sent: dict[str, dict[str, Any]] = {}  # by Idempotency-Key
        self._lock = threading.RLock()
        self._number = 0
        self._listeners: list[tuple[ServerConnection, set[tuple[str, ...]]]] = []
        self._socket = serve(self._stream, "127.0.0.1", 0, close_timeout=1)
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._http.daemon_threads = True
        self._http.stand_in = self  # type: ignore[attr-defined]
        self._threads = [
            threading.Thread(target=self._socket.serve_forever, daemon=True),
            threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True),
        ]

    @property
    def port(self) -> int:
        return self._http.server_port

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def stream_port(self) -> int:
        return int(self._socket.socket.getsockname()[1])

    def __enter__(self) -> Mastodon:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_args: object) -> None:
        self.cut()
        self._socket.shutdown()
        self._http.shutdown()
        self._http.server_close()

    def cut(self) -> None:
        """End every stream."""
        with self._lock:
            listeners, self._listeners = self._listeners, []
        for connection, _wanted in listeners:
            with suppress(OSError):
                connection.socket.close()

    def say(self, text: str, *, by: dict[str, Any] = KARI, loud: bool = True, **more: Any) -> str:
        """A new status; its number. `loud`: the streams tell of it."""
        with self._lock:
            at = more.pop("at", None) or datetime.now(UTC)
            self._number += 1
            number = str((int(at.timestamp() * 1_000) << 16) + self._number)
            named = [OWN] if "@nordvik" in text else []
            status = {
                "id": number,
                "created_at": at.isoformat().replace("+00:00", "Z"),
                "in_reply_to_id": None,
                "visibility": "public",
                "language": "en",
                "url": f"https://social.example/@{by['username']}/{number}",
                "edited_at": None,
                "spoiler_text": "",
                "content": f"<p>{html.escape(text)}</p>",
                "plain": text,
                "account": by,
                "mentions": named,
                "media_attachments": [],
                **more,
            }
            self.statuses.append(status)
        if loud:
            self._tell(status)
        return number

    def edit(self, number: str, text: str) -> None:
        status = self._found(number)
        status["content"] = f"<p>{html.escape(text)}</p>"
        status["edited_at"] = datetime.now(UTC).isoformat()
        self._send(("public",), "status.update", json.dumps(status))

    def delete(self, number: str) -> None:
        with self._lock:
            self.statuses = [one for one in self.statuses if one["id"] != number]
        self._send(("public",), "delete", number)

    def _found(self, number: str) -> dict[str, Any]:
        return next(one for one in self.statuses if one["id"] == number)

    def _tell(self, status: dict[str, Any]) -> None:
        body = json.dumps(status)
        if status["visibility"] == "public":
            self._send(("public",), "update", body)
            for tag in re.findall(r"#(\w+)", status["plain"]):
                self._send(("hashtag", tag.lower()), "update", body)
        if status["mentions"] and status["account"] is not OWN:
            told = json.dumps(self._notification(status))
            self._send(("user:notification",), "notification", told)

    def _send(self, stream: tuple[str, ...], event: str, payload: str) -> None:
        message = json.dumps({"stream": list(stream), "event": event, "payload": payload})
        for connection, wanted in list(self._listeners):
            if stream in wanted:
                with suppress(ConnectionClosed, OSError):
                    connection.send(message)

    def _stream(self, connection: ServerConnection) -> None:
        wanted: set[tuple[str, ...]] = set()
        self._listeners.append((connection, wanted))
        with suppress(ConnectionClosed, OSError):
            for message in connection:
                asked = json.loads(message)
                wanted.add((asked["stream"], *([asked["tag"]] if "tag" in asked else [])))

    def _notification(self, status: dict[str, Any]) -> dict[str, Any]:
        number = str(self.statuses.index(status) + 1)
        return {
            "id": number,
            "type": "mention",
            "created_at": status["created_at"],
            "account": status["account"],
            "status": status,
        }

    def answer(self, path: str, asked: dict[str, str], token: str | None) -> Any:
        """What a GET is answered; None for a refusal."""
        if path == "/api/v2/instance":
            stream = f"ws://127.0.0.1:{self.stream_port}"
            return {"version": "4.5.0", "configuration": {"urls": {"streaming": stream}}}
        if path == "/api/v1/timelines/public":
            return self._page(self._public(), asked)
        if path.startswith("/api/v1/timelines/tag/"):
            tag = "#" + path.rpartition("/")[2]
            return self._page([s for s in self._public() if tag in s["plain"].lower()], asked)
        if token != TOKEN:
            return None
        if path == "/api/v1/accounts/verify_credentials":
            return OWN
        if path == "/api/v1/apps/verify_credentials":
            return {"name": "firebell", "scopes": ["read", "write:statuses"]}
        if path == "/api/v1/notifications":
            mine = [s for s in self.statuses if s["mentions"] and s["account"] is not OWN]
            return self._page([self._notification(status) for status in mine], asked)
        if path == f"/api/v1/accounts/{OWN['id']}/statuses":
            return self._page([s for s in self.statuses if s["account"] is OWN], asked)
        if path.endswith("/source"):
            return {"text": self._found(path.split("/")[-2])["plain"]}
        return None

    def _public(self) -> list[dict[str, Any]]:
        return [one for one in self.statuses if one["visibility"] == "public"]

    def _page(self, found: list[dict[str, Any]], asked: dict[str, str]) -> list[dict[str, Any]]:
        """The newest first; with `min_id` those right after it, with `max_id` those before."""
        limit = min(int(asked.get("limit", "20")), 80)
        found = sorted(found, key=lambda one: int(one["id"]))
        if "min_id" in asked:
            return [one for one in found if int(one["id"]) > int(asked["min_id"])][:limit][::-1]
        if "max_id" in asked:
            found = [one for one in found if int(one["id"]) < int(asked["max_id"])]
        return found[-limit:][::-1]

    def take(self, key: str, form: dict[str, Any]) -> dict[str, Any]:
        """A POST of a status; a key that is known makes no second one."""
        with self._lock:
            if key not in self.sent:
                number = self.say(
                    form["status"],
                    by=OWN,
                    in_reply_to_id=form.get("in_reply_to_id"),
                    visibility=form["visibility"],
                )
                self.sent[key] = self._found(number)
            return self.sent[key]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def stand_in(self) -> Mastodon:
        found: Mastodon = self.server.stand_in  # type: ignore[attr-defined]
        return found

    @property
    def token(self) -> str | None:
        return (self.headers.get("Authorization") or "").removeprefix("Bearer ") or None

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        with self.stand_in._lock:
            found = self.stand_in.answer(parts.path, asked, self.token)
        self._say(self.stand_in.refuse or (401 if found is None else 200), found)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.token != TOKEN:
            self._say(401, None)
            return
        made = self.stand_in.take(self.headers["Idempotency-Key"], body)
        if self.stand_in.lose_answers:
            self.close_connection = True
            self.connection.close()
            return
        self._say(200, made)

    def _say(self, status: int, found: Any) -> None:
        body = json.dumps(found).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-RateLimit-Limit", "300")
        self.send_header("X-RateLimit-Remaining", "250")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        pass
