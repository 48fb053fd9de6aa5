"""The fixtures, and events made in their likeness."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from firebell.channels.networks import bluesky

FIXTURES = Path(bluesky.__file__).parent / "fixtures"
DID = "did:plc:hxzb3q22fozlfi2cjs7kr63i"


def jetstream() -> dict[str, dict[str, Any]]:
    """Name -> event."""
    lines = (FIXTURES / "jetstream.jsonl").read_text(encoding="utf-8").splitlines()
    return {one["name"]: one["event"] for one in map(json.loads, lines)}


def malformed() -> dict[str, str]:
    """Name -> what came over the wire."""
    lines = (FIXTURES / "malformed.jsonl").read_text(encoding="utf-8").splitlines()
    return {one["name"]: one["frame"] for one in map(json.loads, lines)}


def answer(name: str) -> dict[str, Any]:
    """A recorded answer of the development network."""
    found: dict[str, Any] = json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))
    return found


def now_us() -> int:
    return time.time_ns() // 1_000


def rkey(number: int) -> str:
    return f"3n2wp6j{number:06d}".translate(str.maketrans("0189", "aehj"))


def post(number: int, text: str, time_us: int, **record: Any) -> dict[str, Any]:
    body = {"$type": "app.bsky.feed.post", "text": text, "createdAt": "yesterday", **record}
    return _commit("create", number, time_us, record=body, cid="bafyrei")


def deletion(number: int, time_us: int) -> dict[str, Any]:
    return _commit("delete", number, time_us)


def uri(number: int) -> str:
    return f"at://{DID}/app.bsky.feed.post/{rkey(number)}"


def _commit(operation: str, number: int, time_us: int, **more: Any) -> dict[str, Any]:
    commit = {
        "rev": rkey(number),
        "operation": operation,
        "collection": "app.bsky.feed.post",
        "rkey": rkey(number),
        **more,
    }
    return {"did": DID, "time_us": time_us, "kind": "commit", "commit": commit}
