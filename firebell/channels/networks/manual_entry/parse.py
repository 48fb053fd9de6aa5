"""From what was typed to one interaction. Pure: the form has checked the fields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from firebell.channels.contract import Batch
from firebell.core.schema import INTERACTION, Direction, InteractionKind

# Where it was heard -> what kind of word it is.
KINDS = {
    "phone": InteractionKind.CALL,
    "front_desk": InteractionKind.VISIT,
    "letter": InteractionKind.EMAIL,
    "elsewhere": InteractionKind.COMMENT,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One typed entry. `token` is made when the empty form is shown, so that sending the same
    form twice stores one interaction; `at` is aware."""

    token: str
    channel: str  # a key of KINDS
    author: str
    author_name: str
    text: str
    at: datetime
    url: str = ""


def entry_batch(entry: Entry) -> Batch:
    """The batch to be stored. There is nothing to go on with, so its cursor is empty."""
    if entry.at.tzinfo is None:
        raise ValueError("an entry needs an aware time")
    row = {
        "channel": entry.channel,
        "external_id": entry.token,
        "kind": str(KINDS[entry.channel]),
        "direction": str(Direction.INBOUND),
        "at": entry.at,
        "text": entry.text,
        "author": entry.author or f"unknown-{entry.token[:8]}",
        "author_name": entry.author_name or None,
        "url": entry.url or None,
        "has_link": "http://" in entry.text or "https://" in entry.text,
    }
    return Batch(pa.RecordBatch.from_pylist([row], schema=INTERACTION), (), {})
