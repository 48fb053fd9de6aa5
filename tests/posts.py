"""Build interactions for tests: only what matters is named, the rest is ordinary."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from firebell.core.schema import INTERACTION

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def post(number: int = 1, **said: Any) -> dict[str, Any]:
    """One interaction as a dict of schema INTERACTION; `number` makes it one of its own."""
    ordinary = dict.fromkeys(INTERACTION.names) | {
        "channel": "microblog",
        "external_id": f"post-{number}",
        "kind": "post",
        "direction": "inbound",
        "at": NOON + timedelta(seconds=number),
        "text": f"Hello number {number}",
        "author": f"person-{number}",
    }
    unknown = said.keys() - ordinary.keys()
    assert not unknown, f"not in the schema: {unknown}"
    return ordinary | said


def batch(*posts: dict[str, Any]) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist(list(posts), schema=INTERACTION)
