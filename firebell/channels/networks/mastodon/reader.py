"""Follows the streams of a server and asks behind them, in one thread.

The streams are quick and may drop things; the lists are slower and whole. Both go through the same
marks, so that what came by the one is not taken in again by the other.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pyarrow as pa

from firebell.channels.budget import Bucket
from firebell.channels.contract import (
    HEARTBEAT,
    LINGER,
    Batch,
    Change,
    ChannelError,
    RateLimit,
    Reject,
    Standing,
)
from firebell.channels.matching import Matching
from firebell.channels.networks.mastodon.config import MastodonConfig
from firebell.channels.networks.mastodon.parse import Event, Status, edit_of, parse_event
from firebell.channels.networks.mastodon.polling import Lists
from firebell.channels.networks.mastodon.session import CALLS, Session
from firebell.channels.websocket import Stream
from firebell.common import clock, outgoing
from firebell.core.schema import INTERACTION, Direction

LIMITS = (RateLimit(CALLS, 300, timedelta(minutes=5)),)  # the server's own, for an account
ASK_EVERY = timedelta(seconds=20)
STREAM_AGAIN = 60.0  # seconds after a stream was refused
MATCHED_AT_ONCE = 200
CHANGES_WAIT = 2.0  # seconds; most deletions are of statuses that were never kept


class MastodonReader:
    """See `firebell.channels.contract.Reader`. Never ends while all goes well."""

    def __init__(
        self, *, heartbeat: timedelta = HEARTBEAT, ask_every: timedelta = ASK_EVERY
    ) -> None:
        self._heartbeat = heartbeat.total_seconds()
        self._ask_every = ask_every.total_seconds()

    def batches(
        self, config: Mapping[str, Any], cursor: Mapping[str, Any], size: int
    ) -> Iterator[Batch]:
        """See `firebell.channels.contract.Reader.batches`."""
        settings = MastodonConfig.read(config)
        with outgoing.client() as client:
            ears = _Ears(Session(settings, client, Bucket(LIMITS)), cursor, size)
            try:
                yield from self._listen(ears, _again_since(cursor))
            finally:
                ears.close()

    def _listen(self, ears: _Ears, again_since: int | None) -> Iterator[Batch]:
        asked, told = float("-inf"), time.monotonic()
        while True:
            if time.monotonic() - asked >= self._ask_every:
                for batch in ears.ask(again_since):
                    yield batch
                    told = time.monotonic()
                asked, again_since = time.monotonic(), None
            ears.listen(LINGER.total_seconds())
            if ears.is_due() or time.monotonic() - told >= self._heartbeat:
                yield ears.flush()
                told = time.monotonic()


def _again_since(cursor: Mapping[str, Any]) -> int | None:
    wanted = cursor.get("again_since")
    if not wanted:
        return None
    return int(datetime.fromisoformat(str(wanted)).timestamp() * 1_000_000)


@dataclass(slots=True)
class _Held:
    """What was heard and is not yet handed out; `since` is when it began (monotonic)."""

    statuses: list[Status] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    since: float = 0.0

    @property
    def size(self) -> int:
        return len(self.statuses) + len(self.rejects)


class _Ears:
    """The state of one run of the reader."""

    def __init__(self, session: Session, cursor: Mapping[str, Any], size: int) -> None:
        self._session = session
        self._config = session.config
        self._size = size
        self._own = session.sign_in() if self._config.access_token else None
        self._lists = Lists(session, cursor)
        self._matching = Matching(self._config.queries)
        self._stream: Stream | None = None
        self._stream_at = 0.0
        self._held = _Held()
        self._waiting: list[Status] = []  # of the public list, not yet asked whether they match
        self._standing = Standing()
        # Behind this cursor everything is handed out; the marks run ahead of it while a list is
        # read, and what was cut off then is read again.
        self._safe = self._lists.state()

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    # The lists

    def ask(self, again_since: int | None) -> Iterator[Batch]:
        """What is new on every list, in batches of at most `size`."""
        for listed in self._lists.news(again_since):
            if isinstance(listed.what, Reject):
                self._held.rejects.append(listed.what)
            elif listed.kept:
                self._keep(listed.what)
            else:
                self._waiting.append(listed.what)
            if len(self._waiting) >= MATCHED_AT_ONCE:
                self._keep_waiting()
            yield from self._full()
        self._keep_waiting()
        yield from self._full(rest=True)

    def _keep_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        self._keep_matched(waiting)

    def _full(self, *, rest: bool = False) -> Iterator[Batch]:
        while self._held.size >= self._size or (rest and self._held.size):
            yield self.flush()

    def _keep_matched(self, statuses: Sequence[Status]) -> None:
        matched = self._matching.matched([status.row for status in statuses])
        for number, status in enumerate(statuses):
            if number in matched or self._is_ours(status):
                self._keep(status)

    def _is_ours(self, status: Status) -> bool:
        return self._own is not None and self._own in {status.author, *status.mentions}

    def _keep(self, status: Status) -> None:
        self._began()
        self._held.statuses.append(status)
        edit = edit_of(status)
        if edit is not None:
            self._held.changes.append(edit)

    def _began(self) -> None:
        self._held.since = self._held.since or time.monotonic()

    # The streams

    def listen(self, seconds: float) -> None:
        """Hear for so long, or until a batch is full. A server without a stream is asked only."""
        until = time.monotonic() + seconds
        if self._stream is None and time.monotonic() >= self._stream_at:
            self._open()
        if self._stream is None:
            time.sleep(seconds)
            return
        events: list[Event | Reject] = []
        try:
            while self._held.size + len(events) < self._size:
                message = self._stream.receive(max(0.0, until - time.monotonic()))
                if message is None:
                    break
                events.append(parse_event(message, self._config.host, clock.wall()))
        except ChannelError:
            # What it missed is on the lists.
            self.close()
        self._take(events)

    def _open(self) -> None:
        self._stream_at = time.monotonic() + STREAM_AGAIN
        try:
            self._stream = Stream(self._address(), self._session.headers)
            for wanted in self._wanted():
                self._stream.say(json.dumps({"type": "subscribe", **wanted}))
        except ChannelError:
            self.close()

    def _address(self) -> str:
        """Where the server streams; some have another host for it."""
        found = self._session.get("/api/v2/instance", {})
        for key in ("configuration", "urls", "streaming"):
            found = found.get(key) if isinstance(found, dict) else None
        known = isinstance(found, str) and urlsplit(found).scheme in ("ws", "wss")
        parts = urlsplit(found if known and isinstance(found, str) else self._config.server)
        scheme = {"https": "wss", "http": "ws"}.get(parts.scheme, parts.scheme)
        return urlunsplit((scheme, parts.netloc, "/api/v1/streaming", "", ""))

    def _wanted(self) -> Iterator[dict[str, str]]:
        if self._config.public:
            yield {"stream": "public"}
        for tag in self._config.hashtags:
            yield {"stream": "hashtag", "tag": tag}
        if self._own is not None:
            yield {"stream": "user:notification"}

    def _take(self, events: Sequence[Event | Reject]) -> None:
        public = []
        for event in events:
            if isinstance(event, Reject):
                self._held.rejects.append(event)
                continue
            if event.change is not None:
                self._began()
                self._held.changes.append(event.change)
            if event.status is None or not self._lists.note(_list_of(event), event.status):
                continue
            if event.stream[:1] == ("public",):
                public.append(event.status)
            else:
                self._keep(event.status)
        self._keep_matched(public)

    # Batches

    def is_due(self) -> bool:
        held = self._held
        waited = held.changes and time.monotonic() - held.since >= CHANGES_WAIT
        return bool(held.size or waited)

    def flush(self) -> Batch:
        """At most `size` of what is held; the cursor moves with the last of it."""
        held = self._held
        self._held = _Held(held.statuses[self._size :], since=held.since)
        rows = [self._row(status) for status in held.statuses[: self._size]]
        return Batch(
            pa.RecordBatch.from_pylist(rows, schema=INTERACTION),
            tuple(held.rejects),
            self._cursor(whole=not self._held.statuses and not self._waiting),
            changes=tuple(held.changes),
            standing=self._changed_standing(),
        )

    def _row(self, status: Status) -> dict[str, Any]:
        ours = self._own is not None and status.author == self._own
        direction = Direction.OUTBOUND if ours else Direction.INBOUND
        return {**status.row, "direction": str(direction)}

    def _cursor(self, *, whole: bool) -> dict[str, Any]:
        if whole:
            self._safe = self._lists.state()
        return self._safe

    def _changed_standing(self) -> Standing | None:
        budget = self._session.budget
        standing = Standing(budgets=() if budget is None else (budget,))
        if standing == self._standing:
            return None
        self._standing = standing
        return standing


def _list_of(event: Event) -> str:
    kind = event.stream[0] if event.stream else ""
    if kind == "hashtag" and len(event.stream) > 1:
        return f"tag {event.stream[1].lower()}"
    return "public" if kind == "public" else "mentions"
