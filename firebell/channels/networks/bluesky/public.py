"""The public stream: everything that everybody says, of which little is kept."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any

from firebell.channels.contract import Change, ChannelError, Reject
from firebell.channels.networks.bluesky.keeping import Keeper
from firebell.channels.networks.bluesky.parse import Event, instant, parse_event, reject
from firebell.channels.networks.bluesky.people import People
from firebell.channels.networks.bluesky.stream import Stream
from firebell.channels.seen import Mark
from firebell.common import clock
from firebell.core.schema import Direction

MINUTE = 60_000_000  # microseconds
OVERLAP = 5_000_000  # a Jetstream is only roughly in order
GAP = 5 * MINUTE  # the whole network is never silent for so long
AHEAD = MINUTE  # an event from later than this moves no mark
Row = Mapping[str, Any]


@dataclass(slots=True)
class Held:
    """What was heard and is not yet handed out; `since` is when it began (monotonic)."""

    rows: list[tuple[str, Row]] = field(default_factory=list)  # (DID of the author, row)
    rejects: list[Reject] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    since: float = 0.0

    def hold(self, did: str, row: Row) -> None:
        self.began()
        self.rows.append((did, row))

    def began(self) -> None:
        self.since = self.since or time.monotonic()

    @property
    def counted(self) -> int:
        """What is counted against the size of a batch."""
        return len(self.rows) + len(self.rejects)

    def __bool__(self) -> bool:
        return bool(self.rows or self.rejects or self.changes)


class PublicEar:
    """One run of following a stream. `broken` is why it ended; what came before was still held."""

    def __init__(
        self, address: str, cursor: Mapping[str, Any], keeper: Keeper, people: People
    ) -> None:
        self.mark = Mark(cursor.get("stream", {}), OVERLAP)
        self.gap: tuple[int, int] | None = None  # (from, to), when one was found
        self.broken: ChannelError | None = None
        self._address = address
        self._keeper = keeper
        self._people = people
        self._stream: Stream | None = None
        self._stood_at: int | None = None  # the mark, until the first event after it came

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()

    def listen(self, held: Held, seconds: float, room: int) -> None:
        """Hear for so long, or until `room` messages came, and hold what concerns us."""
        frames = self._frames(seconds, room)
        events = [event for frame in frames if (event := self._event(frame, held)) is not None]
        kept = {id(event) for event in self._keeper.kept(events)}
        for event in events:
            self._take(event, held, is_kept=id(event) in kept)

    def _frames(self, seconds: float, room: int) -> list[str | bytes]:
        found: list[str | bytes] = []
        try:
            stream = self._stream or self._open()
            until = time.monotonic() + seconds
            while len(found) < room and (left := until - time.monotonic()) > 0:
                frame = stream.receive(left)
                if frame is None:
                    break
                found.append(frame)
        except ChannelError as error:
            self.broken = error
        return found

    def _open(self) -> Stream:
        if self.mark.at is None:
            self.mark.move(now_us())
        else:
            self._stood_at = self.mark.at
        self._stream = Stream(self._address, self.mark.since)
        return self._stream

    def _event(self, frame: str | bytes, held: Held) -> Event | None:
        event = parse_event(frame)
        if isinstance(event, Reject):
            self._reject(event, held)
            return None
        stood_at, self._stood_at = self._stood_at, None
        if stood_at is not None and stood_at + GAP < event.time_us <= now_us() + AHEAD:
            self._found_gap(stood_at, event.time_us, held)
        return event

    def _found_gap(self, since: int, until: int, held: Held) -> None:
        self.gap = (since, until)
        missed = (
            f"the stream sent nothing from {_told(since)} to {_told(until)}: it does not keep "
            "events for longer. With an account the network's search makes up for a part; look "
            "there for the rest"
        )
        self._reject(reject("gap", f"{since} {until}", missed), held)

    def _reject(self, found: Reject, held: Held) -> None:
        if self.mark.is_new(found.place, self.mark.at or now_us()):
            held.rejects.append(found)

    def _take(self, event: Event, held: Held, *, is_kept: bool) -> None:
        if event.time_us <= now_us() + AHEAD:
            self.mark.move(event.time_us)
        if event.renamed:
            self._people.renamed(event.did, event.renamed)
        if event.change is not None:
            held.began()
            held.changes.append(event.change)
        row = event.row if is_kept else None
        if row is not None and self.mark.is_new(row["external_id"], event.time_us):
            outbound = {"direction": str(Direction.OUTBOUND)} if self._keeper.is_own(event) else {}
            held.hold(event.did, {**row, **outbound})


def now_us() -> int:
    return int(clock.wall().timestamp() * 1_000_000)


def _told(time_us: int) -> str:
    return f"{instant(time_us).astimezone(UTC):%Y-%m-%d %H:%M} UTC"
