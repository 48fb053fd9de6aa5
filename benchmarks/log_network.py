"""A network for benchmarks: a log that somebody else writes, followed from a cursor as it grows.

A stream like Bluesky's, which goes on from where one was; here it comes from a file.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from firebell.channels import registry
from firebell.channels.contract import HEARTBEAT, Batch, Capabilities, Listening, Network
from firebell.core.schema import INTERACTION

NAME = "log"
AUTHORS = 20_000
LINGER = 0.1  # seconds between two looks at a log that does not grow


def line(number: int, said: list[str]) -> str:
    """One post, said now."""
    post = {
        "channel": "log",
        "external_id": str(number),
        "kind": "post",
        "direction": "inbound",
        "at": datetime.now(UTC).timestamp(),
        "text": said[number % len(said)],
        "author": f"person-{number % AUTHORS}",
    }
    return json.dumps(post, ensure_ascii=False) + "\n"


class LogReader:
    def batches(
        self, config: Mapping[str, Any], cursor: Mapping[str, Any], size: int
    ) -> Iterator[Batch]:
        """See `firebell.channels.contract.Reader.batches`; the cursor is a place in bytes."""
        place = int(cursor.get("place", 0))
        with Path(config["path"]).open("rb") as log:
            log.seek(place)
            told = time.monotonic()
            while True:
                rows = list(_whole(log, size))
                if rows or time.monotonic() - told >= HEARTBEAT.total_seconds():
                    place += sum(map(len, rows))
                    yield Batch(_table(rows), (), {"place": place})
                    told = time.monotonic()
                if len(rows) < size:
                    time.sleep(LINGER)
                log.seek(place)


def _whole(log: Any, size: int) -> Iterator[bytes]:
    """The next lines that are written to their end."""
    for _ in range(size):
        found = log.readline()
        if not found.endswith(b"\n"):
            return
        yield found


def _table(lines: list[bytes]) -> pa.RecordBatch:
    posts = map(json.loads, lines)
    rows = [post | {"at": datetime.fromtimestamp(post["at"], UTC)} for post in posts]
    return pa.RecordBatch.from_pylist(rows, schema=INTERACTION)


def register() -> None:
    registry.register(
        Network(
            name=NAME,
            label="Log",
            capabilities=Capabilities(listen=Listening.STREAMED),
            validate=dict,
            reader=LogReader(),
        )
    )
