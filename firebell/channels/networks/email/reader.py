"""Follows the folders of a mailbox by IMAP.

The place in a folder is its UIDVALIDITY and the highest UID that was read. With it the cursor keeps
the last UIDs below: a server that lets a lower number appear after a higher one, as some do when
two messages arrive at once, loses nothing, and nothing is read twice. Where UIDVALIDITY changes (a
mailbox restored or moved) the folder is read anew; what is known by its id is not stored again.

News of the first folder come by IDLE, where the server has it; it is taken up anew at every
heartbeat, since only a word from the server tells a silent mailbox from a dead connection. All
other folders, and servers without IDLE, are asked at the same rhythm. Nothing is changed in the
mailbox unless `mark_seen` says so. A message that was deleted there is no deletion of what was
said: people tidy up.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pyarrow as pa

from firebell.channels.contract import (
    HEARTBEAT,
    KEPT_OF_A_REJECT,
    LINGER,
    Attachment,
    Batch,
    Budget,
    Receipt,
    Reject,
    Standing,
)
from firebell.channels.networks.email import imap
from firebell.channels.networks.email.config import MailConfig
from firebell.channels.networks.email.parse import Arrival, parse
from firebell.common import clock
from firebell.core.schema import INTERACTION

MOST_OF_A_MESSAGE = 25 * 1024 * 1024
BATCH_BYTES = 8 * 1024 * 1024
AT_ONCE = 2_000  # messages that are looked at before the first of them is fetched
OVERLAP = 50  # UIDs behind the highest that are looked at again
RHYTHM = HEARTBEAT.total_seconds() * 2 / 3


@dataclass(slots=True)
class _Place:
    """Where a folder stands. `seen` are the UIDs read among the last ones."""

    validity: int
    uid: int
    seen: list[int]

    @classmethod
    def read(cls, stored: Any) -> _Place | None:
        if not isinstance(stored, Mapping):
            return None
        return cls(int(stored["validity"]), int(stored["uid"]), list(stored["seen"]))

    def note(self, uid: int) -> None:
        self.uid = max(self.uid, uid)
        self.seen = sorted({*self.seen, uid})[-OVERLAP:]

    def stored(self) -> dict[str, Any]:
        return {"validity": self.validity, "uid": self.uid, "seen": self.seen}


@dataclass(slots=True)
class _Gathered:
    """What the next batch will hold."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    bytes: int = 0

    @property
    def number(self) -> int:
        return len(self.rows) + len(self.rejects)

    def batch(self, cursor: dict[str, Any], standing: Standing | None) -> Batch:
        return Batch(
            pa.RecordBatch.from_pylist(self.rows, schema=INTERACTION),
            tuple(self.rejects),
            cursor,
            receipts=tuple(self.receipts),
            attachments=tuple(self.attachments),
            standing=standing,
        )


class EmailReader:
    """`follow` False reads what is there and ends."""

    def __init__(
        self, *, follow: bool = True, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._follow = follow
        self._monotonic = monotonic

    def batches(
        self, config: Mapping[str, Any], cursor: Mapping[str, Any], size: int
    ) -> Iterator[Batch]:
        """See `firebell.channels.contract.Reader.batches`."""
        mail = MailConfig.read(config)
        with imap.connected(mail.imap) as connection:
            yield from _Session(mail, connection, cursor, size, self._monotonic).run(self._follow)


class _Session:
    """One connection, from signing in to its end."""

    def __init__(
        self,
        mail: MailConfig,
        connection: imap.Connection,
        cursor: Mapping[str, Any],
        size: int,
        monotonic: Callable[[], float],
    ) -> None:
        self._mail = mail
        self._connection = connection
        self._size = size
        self._monotonic = monotonic
        stored = cursor.get("folders", {})
        self._places = {name: _Place.read(place) for name, place in stored.items()}
        self._sent, self._junk = self._special(mail.sent_folder), mail.junk_folder
        self._standing: Standing | None = self._stand()

    def run(self, follow: bool) -> Iterator[Batch]:
        folders = dict.fromkeys((*self._mail.folders, self._sent, self._junk))
        order = [name for name in folders if name]
        while True:
            for folder in order:
                yield from self._read(folder)
            if not follow:
                return
            yield self._hand_out(_Gathered())
            self._connection.open(order[0], read_only=not self._mail.mark_seen)
            # Whatever came since it was read would not be told again.
            if not self._unread(order[0]):
                self._wait()

    def _special(self, named: str) -> str:
        if named:
            return named
        listed = self._connection.folders()
        return next((name for name, marks in listed.items() if "\\sent" in marks), "")

    def _wait(self) -> None:
        if self._connection.has_idle:
            self._connection.wait(RHYTHM)
        else:
            time.sleep(RHYTHM)
            self._connection.look()

    def _read(self, folder: str) -> Iterator[Batch]:
        validity = self._connection.open(folder, read_only=not self._mail.mark_seen)
        place = self._places.get(folder)
        if place is None or place.validity != validity:
            self._places[folder] = _Place(validity, 0, [])
        while uids := self._unread(folder):
            yield from self._take_in(folder, uids[:AT_ONCE])

    def _unread(self, folder: str) -> list[int]:
        """UIDs of this folder, which is open, that were not read yet."""
        place = self._places[folder]
        assert place is not None
        if place.uid == 0:
            since = clock.wall() - self._mail.history
            return self._connection.search("SINCE", imap.day(since))
        lowest = place.seen[0] if place.seen else place.uid
        # `n:*` names the last message even where its number is below n.
        found = self._connection.search("UID", f"{lowest}:*")
        return [uid for uid in found if uid > lowest and uid not in place.seen]

    def _take_in(self, folder: str, uids: list[int]) -> Iterator[Batch]:
        place = self._places[folder]
        assert place is not None
        gathered, began = _Gathered(), self._monotonic()
        glances = {one.uid: one for one in self._connection.glance(uids)}
        for uid in uids:
            if (glance := glances.get(uid)) is not None:
                self._hear(folder, place, glance, gathered)
            place.note(uid)
            lingered = self._monotonic() - began >= LINGER.total_seconds()
            if gathered.number >= self._size or gathered.bytes >= BATCH_BYTES or lingered:
                yield self._hand_out(gathered)
                gathered, began = _Gathered(), self._monotonic()
        if gathered.number:
            yield self._hand_out(gathered)

    def _hear(self, folder: str, place: _Place, glance: imap.Glance, gathered: _Gathered) -> None:
        raw = self._connection.fetch(glance.uid, MOST_OF_A_MESSAGE, mark_seen=self._mail.mark_seen)
        if raw is None:
            return  # gone since the glance
        gathered.bytes += len(raw)
        arrival = Arrival(
            glance.arrived,
            sent_folder=folder == self._sent,
            junk_folder=folder == self._junk,
            whole_size=glance.size if glance.size > MOST_OF_A_MESSAGE else None,
        )
        try:
            parsed = parse(raw, self._mail.mailbox, arrival)
            pa.RecordBatch.from_pylist([parsed.row], schema=INTERACTION)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            gathered.rejects.append(_reject(folder, place, glance, raw, error))
            return
        gathered.rows.append(parsed.row)
        gathered.receipts += parsed.receipts
        gathered.attachments += parsed.attachments

    def _hand_out(self, gathered: _Gathered) -> Batch:
        standing, self._standing = self._standing, None
        places = {name: place.stored() for name, place in self._places.items() if place}
        return gathered.batch({"folders": places}, standing)

    def _stand(self) -> Standing | None:
        budgets = []
        if quota := self._connection.quota():
            used, limit = quota
            budgets.append(Budget("KiB of the mailbox", max(0, limit - used), limit))
        expires = self._mail.token_expires_at if self._mail.imap.token else None
        return Standing(tuple(budgets), expires)


def _reject(
    folder: str, place: _Place, glance: imap.Glance, raw: bytes, error: Exception
) -> Reject:
    context = {"arrived": glance.arrived.isoformat(), "folder": folder}
    reason = (
        f"this mail cannot be read ({type(error).__name__}); open it in the mailbox, and report it"
    )
    name = f"{folder} {place.validity} {glance.uid}"
    return Reject(name, reason, raw[:KEPT_OF_A_REJECT], max(glance.size, len(raw)), context)


def replay(config: Mapping[str, Any], rejects: list[Reject], *, repair: bool) -> Batch:
    """See `firebell.channels.contract.Replayer`. There is nothing to repair: whatever can be
    decoded already is."""
    mail = MailConfig.read(config)
    gathered = _Gathered()
    for reject in rejects:
        arrival = Arrival(
            datetime.fromisoformat(reject.context["arrived"]),
            junk_folder=reject.context["folder"] == mail.junk_folder,
            whole_size=None if reject.whole else reject.raw_size,
        )
        try:
            parsed = parse(reject.raw, mail.mailbox, arrival)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            gathered.rejects.append(reject)
            continue
        gathered.rows.append(parsed.row)
        gathered.receipts += parsed.receipts
        gathered.attachments += parsed.attachments
    return gathered.batch({}, None)
