"""Running the reader as a listener would: storing batches, restarting it from the last cursor."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from firebell.channels.contract import Batch, Change, ChannelError, Reject
from firebell.channels.networks.bluesky.config import validate
from firebell.channels.networks.bluesky.reader import BlueskyReader

QUIET = timedelta(milliseconds=400)


@dataclass(slots=True)
class Store:
    """What a store would hold after each batch."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    cursor: dict[str, Any] = field(default_factory=dict)
    errors: list[ChannelError] = field(default_factory=list)
    batches: int = 0

    def take(self, batch: Batch) -> None:
        self.rows += batch.interactions.to_pylist()
        self.rejects += batch.rejects
        self.changes += batch.changes
        self.cursor = json.loads(json.dumps(batch.cursor))
        self.batches += 1

    @property
    def texts(self) -> list[str]:
        return [row["text"] for row in self.rows]


def config(url: str, queries: Mapping[int, str] | None = None, **more: Any) -> dict[str, Any]:
    given = {"stream": url, "app_view": "", **more}
    return {**validate(given), "queries": queries or {}}


def hear(
    settings: Mapping[str, Any],
    done: Callable[[Store], bool],
    *,
    store: Store | None = None,
    size: int = 100,
    kills: Iterator[int] | None = None,
    turns: int = 250,
) -> Store:
    """Until `done`. After so many batches as `kills` says, the reader is dropped between two
    batches and begun anew from what was stored; errors are kept and followed by a new beginning."""
    store = store or Store()
    reader = BlueskyReader(heartbeat=QUIET, ask_every=QUIET)
    while not done(store):
        lives = None if kills is None else next(kills, None)
        running = reader.batches(settings, store.cursor, size)
        try:
            for number, batch in enumerate(running, 1):
                store.take(batch)
                if done(store) or number == lives:
                    break
                assert store.batches < turns, "it never came"
        except ChannelError as error:
            store.errors.append(error)
            if error.permanent or len(store.errors) > turns:
                raise
        finally:
            running.close()
    return store
