"""Follows the stream and asks the account, in one thread, and keeps what concerns this workspace.

The account is asked first, so that a stream that cannot be reached takes no mention away. The
cursor holds a mark for the stream, the notifications and our own posts; each overlaps what was
read before it, and remembers the names of what was taken in there, so that going on is exact.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from typing import Any

import httpx
import pyarrow as pa

from firebell.channels.contract import (
    HEARTBEAT,
    LINGER,
    Batch,
    Change,
    ChannelError,
    Reject,
    Standing,
)
from firebell.channels.networks.bluesky.account import MINUTE, Account
from firebell.channels.networks.bluesky.config import BlueskyConfig
from firebell.channels.networks.bluesky.keeping import Keeper
from firebell.channels.networks.bluesky.parse import Event, Told, instant, parse_event, reject
from firebell.channels.networks.bluesky.people import People
from firebell.channels.networks.bluesky.records import Author, named
from firebell.channels.networks.bluesky.session import session_of
from firebell.channels.networks.bluesky.stream import Stream
from firebell.channels.seen import Mark
from firebell.common import clock, outgoing
from firebell.core.schema import INTERACTION, Direction

OVERLAP = 5_000_000  # microseconds; a Jetstream is only roughly in order
GAP = 5 * MINUTE  # the whole network is never silent for so long
AHEAD = MINUTE  # an event from later than this moves no mark
ASK_EVERY = timedelta(seconds=5)
CHANGES_WAIT = 2.0  # seconds; most deletions are of posts that were never kept


class BlueskyReader:
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
        settings = BlueskyConfig.read(config)
        with outgoing.client() as client:
            ears = _Ears(settings, client, cursor, size)
            try:
                yield from self._listen(ears)
            finally:
                ears.close()

    def _listen(self, ears: _Ears) -> Iterator[Batch]:
        asked, told = float("-inf"), time.monotonic()
        while True:
            now = time.monotonic()
            if now - asked >= self._ask_every:
                for batch in ears.ask():
                    yield batch
                    told = time.monotonic()
                asked = time.monotonic()
            ears.listen(LINGER.total_seconds())
            if ears.is_due(time.monotonic() - told >= self._heartbeat):
                yield ears.flush()
                told = time.monotonic()
            ears.raise_what_broke()


@dataclass(slots=True)
class _Held:
    """What was heard and is not yet handed out; `since` is when it began (monotonic)."""

    rows: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)  # (DID, row)
    rejects: list[Reject] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    since: float = 0.0


class _Ears:
    """The state of one run of the reader."""

    def __init__(
        self,
        settings: BlueskyConfig,
        client: httpx.Client,
        cursor: Mapping[str, Any],
        size: int,
    ) -> None:
        self._settings = settings
        self._size = size
        self._people = People(client, settings.app_view)
        self._account: Account | None = None
        own: str | None = None
        if settings.has_account:
            session = session_of(settings)
            own = session.sign_in(client)
            self._account = Account(session, client, cursor)
        elif settings.handle and settings.app_view:
            own = self._people.did_of(settings.handle)
        self._keeper = Keeper(settings.queries, own)
        self._mark = Mark(cursor.get("stream", {}), OVERLAP)
        self._stream: Stream | None = None
        self._opened_at: int | None = None  # the mark, until the first event after it came
        self._broken: ChannelError | None = None
        self._held = _Held()
        self._standing: Standing | None = None

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()

    def raise_what_broke(self) -> None:
        """Only now: what came before the stream was cut has been handed out."""
        if self._broken is not None:
            raise self._broken

    # The account

    def ask(self) -> Iterator[Batch]:
        """What is new for the account, in batches of at most `size`."""
        if self._account is None:
            return
        if self._held.rows or self._held.rejects:
            yield self.flush()
        for _, one in self._account.news():
            if isinstance(one, Reject):
                self._held.rejects.append(one)
            else:
                self._hold(one.did, self._by_us(one))
            if self._full():
                yield self.flush()
        if self._held.rows or self._held.rejects:
            yield self.flush()

    def _by_us(self, told: Told) -> Mapping[str, Any]:
        assert self._account is not None
        if told.did != self._account.session.did:
            return told.row
        return {**told.row, "direction": str(Direction.OUTBOUND)}

    # The stream

    def listen(self, seconds: float) -> None:
        """Hear for so long, or until a batch is full."""
        if not self._settings.stream:
            time.sleep(seconds)
            return
        try:
            frames, self._broken = self._frames(seconds)
        except ChannelError as error:
            frames, self._broken = [], error
        events = [event for frame in frames if (event := self._event(frame)) is not None]
        kept = {id(event) for event in self._keeper.kept(events)}
        for event in events:
            self._take(event, id(event) in kept)

    def _frames(self, seconds: float) -> tuple[list[str | bytes], ChannelError | None]:
        stream = self._stream or self._open()
        found: list[str | bytes] = []
        room = self._size - len(self._held.rows) - len(self._held.rejects)
        until = time.monotonic() + seconds
        while len(found) < room and (left := until - time.monotonic()) > 0:
            try:
                frame = stream.receive(left)
            except ChannelError as error:
                return found, error
            if frame is None:
                break
            found.append(frame)
        return found, None

    def _open(self) -> Stream:
        if self._mark.at is None:
            self._mark.move(_now())
        else:
            self._opened_at = self._mark.at
        self._stream = Stream(self._settings.stream, self._mark.since)
        return self._stream

    def _event(self, frame: str | bytes) -> Event | None:
        event = parse_event(frame)
        if isinstance(event, Reject):
            self._reject(event)
            return None
        self._look_for_gap(event.time_us)
        return event

    def _look_for_gap(self, time_us: int) -> None:
        before, self._opened_at = self._opened_at, None
        if before is not None and time_us - before > GAP and time_us <= _now() + AHEAD:
            missed = (
                f"the stream sent nothing from {_told(before)} to {_told(time_us)}: it does not "
                "keep events for longer, and what was said in public meanwhile is not heard; "
                "search the network for it"
            )
            self._reject(reject("gap", f"{before} {time_us}", missed))

    def _reject(self, found: Reject) -> None:
        if self._mark.is_new(found.place, self._mark.at or _now()):
            self._held.rejects.append(found)

    def _take(self, event: Event, kept: bool) -> None:
        if event.time_us <= _now() + AHEAD:
            self._mark.move(event.time_us)
        if event.renamed:
            self._people.renamed(event.did, event.renamed)
        if event.change is not None:
            self._began()
            self._held.changes.append(event.change)
        row = event.row if kept else None
        if row is not None and self._mark.is_new(row["external_id"], event.time_us):
            outbound = {"direction": str(Direction.OUTBOUND)}
            self._hold(event.did, {**row, **(outbound if self._keeper.is_own(event) else {})})

    # Batches

    def _hold(self, did: str, row: Mapping[str, Any]) -> None:
        self._began()
        self._held.rows.append((did, row))

    def _began(self) -> None:
        self._held.since = self._held.since or time.monotonic()

    def _full(self) -> bool:
        return len(self._held.rows) + len(self._held.rejects) >= self._size

    def is_due(self, silent: bool) -> bool:
        """Is there something to hand out, or was nothing handed out for too long? A batch without
        anything says that the connection is alive, so a broken one gives none."""
        held = self._held
        if self._broken:
            return bool(held.rows or held.rejects or held.changes)
        waited = held.changes and time.monotonic() - held.since >= CHANGES_WAIT
        return bool(silent or held.rows or held.rejects or waited)

    def flush(self) -> Batch:
        held, self._held = self._held, _Held()
        return Batch(
            self._table(held.rows),
            tuple(held.rejects),
            self._cursor(),
            changes=tuple(held.changes),
            standing=self._changed_standing(),
        )

    def _table(self, rows: Sequence[tuple[str, Mapping[str, Any]]]) -> pa.RecordBatch:
        people = self._people.authors([did for did, _ in rows])
        known = [_named(row, people.get(did)) for did, row in rows]
        return pa.RecordBatch.from_pylist(known, schema=INTERACTION)

    def _cursor(self) -> dict[str, Any]:
        marks = {} if self._account is None else self._account.marks
        return {name: mark.state() for name, mark in {"stream": self._mark, **marks}.items()}

    def _changed_standing(self) -> Standing | None:
        budget = None if self._account is None else self._account.session.budget
        standing = Standing(budgets=() if budget is None else (budget,))
        if standing == (self._standing or Standing()):
            return None
        self._standing = standing
        return standing


def _named(row: Mapping[str, Any], author: Author | None) -> dict[str, Any]:
    return named(row, author) if author is not None else dict(row)


def _now() -> int:
    return int(clock.wall().timestamp() * 1_000_000)


def _told(time_us: int) -> str:
    return f"{instant(time_us).astimezone(UTC):%Y-%m-%d %H:%M} UTC"
