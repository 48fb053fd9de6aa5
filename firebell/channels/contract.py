"""What a network promises to the house, and what the house hands to a network.

A network is a folder under `networks/`; it states its `Capabilities`, reads by a `Reader` and, if
it can, answers by a `Sender`. Nothing here knows a network, the store or a screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial
from typing import Any, Protocol

import pyarrow as pa

from firebell.core.schema import INTERACTION

# What is kept of a row that could not be taken in; its whole size is always said.
KEPT_OF_A_REJECT = 64 * 1024


class ChannelError(Exception):
    """A network or a file could not be read or written to.

    `permanent` is True when trying again cannot help until a person changes something. The message
    is one line that names the place and the remedy, and is fit to be shown.
    """

    def __init__(
        self, message: str, *, permanent: bool, retry_after: timedelta | None = None
    ) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.retry_after = retry_after

    def __reduce__(self) -> tuple[Any, ...]:
        # A reader may run in another process than whoever has to be told.
        known = partial(ChannelError, permanent=self.permanent, retry_after=self.retry_after)
        return known, self.args


class OutcomeUnknownError(Exception):
    """It cannot be told whether the network took a message: the answer got lost on its way."""


class Listening(StrEnum):
    """How words come in: we ask, we follow a stream, we are told, a person types them; or not."""

    NO = "no"
    ASKED = "asked"
    STREAMED = "streamed"  # a connection of ours that stays open
    PUSHED = "pushed"  # the other side calls us
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class RateLimit:
    """At most `calls` in every `per`; `what` names the kind of call in plain words."""

    what: str
    calls: int
    per: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a network can do. Nothing can be sent unless the network says so here."""

    listen: Listening
    reply_publicly: bool = False
    reply_privately: bool = False
    edit: bool = False
    delete: bool = False
    length_limit: int | None = None  # code points of one reply; None where there is none
    media: frozenset[str] = frozenset()  # of "image", "video", "file"
    rate_limits: tuple[RateLimit, ...] = ()
    reply_window: timedelta | None = None  # after the person's last word; None: always open
    etiquette: Any = ""  # lazy: what a guest on this network should know, in a sentence or two
    # How long after a deletion at the source the network's terms let us keep the text; None: as
    # long as the workspace keeps everything.
    purge_deleted_within: timedelta | None = None

    @property
    def can_send(self) -> bool:
        return self.reply_publicly or self.reply_privately


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that could not be taken in.

    `place` names file and row and is unique within a source; `raw` is at most KEPT_OF_A_REJECT
    bytes of it and `raw_size` all there was; `context` is what a parser needs to read the raw
    bytes again (JSON-able).
    """

    place: str
    reason: str
    raw: bytes
    raw_size: int
    context: Mapping[str, Any] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Is every byte kept, so that it can be replayed from here?"""
        return len(self.raw) == self.raw_size


class ChangeKind(StrEnum):
    """What became of something at the source after it was said."""

    EDITED = "edited"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Change:
    """An edit or a deletion: a fact about an interaction, which itself stays as it was heard.

    May name one that was never heard here; then there is nothing to note. `text` is the new text
    of an edit. `at` is when it happened, UTC. The same change may come again. With `whole_account`
    somebody's account is gone with everything in it, and `external_id` is how all of its ids begin.
    """

    kind: ChangeKind
    channel: str
    external_id: str
    at: datetime
    text: str | None = None
    whole_account: bool = False


class ReceiptKind(StrEnum):
    """What the network or the other side tells about a message of ours."""

    DELIVERED = "delivered"
    READ = "read"
    FAILED = "failed"  # a bounce, a rejection after it was taken


@dataclass(frozen=True, slots=True)
class Receipt:
    """A report about our own message `external_id`; `reason` is fit to be shown."""

    kind: ReceiptKind
    channel: str
    external_id: str
    at: datetime
    reason: str = ""


# What is kept of an attachment; its whole size is always said.
KEPT_OF_AN_ATTACHMENT = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with an interaction of the same batch.

    `content` is None where it was too large to keep. Names and types are the sender's claims.
    """

    channel: str
    external_id: str
    number: int  # from 0, in the order of the message
    name: str
    media_type: str
    size: int
    content: bytes | None


@dataclass(frozen=True, slots=True)
class Budget:
    """What is left of a rate limit, as the network said or as we counted."""

    what: str
    left: int
    of: int
    resets_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a source stands with its network beyond the words: told with a batch when it changed."""

    budgets: tuple[Budget, ...] = ()
    token_expires_at: datetime | None = None
    missing_scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows, in the order of the source, and where the source stands after them.

    `interactions` has the schema `firebell.core.schema.INTERACTION`. `cursor` is JSON-able: a
    reader that is given it back goes on with the very next row. Rows, rejects, changes, receipts,
    attachments and cursor belong in one transaction. A batch without anything in it says that the
    connection is alive, and may move the cursor.
    """

    interactions: pa.RecordBatch
    rejects: tuple[Reject, ...]
    cursor: dict[str, Any]
    changes: tuple[Change, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    standing: Standing | None = None

    def __post_init__(self) -> None:
        if not self.interactions.schema.equals(INTERACTION):
            raise ValueError("a batch must have the schema firebell.core.schema.INTERACTION")

    @property
    def rows(self) -> int:
        """Rows read: taken in and rejected."""
        return self.interactions.num_rows + len(self.rejects)


def no_interactions() -> pa.RecordBatch:
    """An empty table of the right schema."""
    return pa.RecordBatch.from_pylist([], schema=INTERACTION)


class Reader(Protocol):
    """Reads one source from where its cursor stands."""

    def batches(
        self, config: Mapping[str, Any], cursor: Mapping[str, Any], size: int
    ) -> Iterator[Batch]:
        """Everything after `cursor` ({} is the beginning), at most `size` rows a batch.

        Ends when there is nothing more for now. Where the borders fall changes no row. Of a
        network that is ASKED the next batch is asked for only when the one before it has been
        stored, so a reader may tidy up then. A STREAMED one may be asked ahead; it never waits
        longer than `LINGER` for a batch to fill and yields an empty batch at least every
        `HEARTBEAT`, so that a stream that is alive and silent can be told from a dead one. It runs
        in a thread of its own and is closed by `close()` on the generator or at the next batch.
        Raises ChannelError where nothing more can be read; a bad row never raises.

        A cursor keeps one place for each kind of thing that is asked for, and reading again from
        it overlaps what was read before, where the network may still fill in older things:
        repeats are known by their external id and cost nothing.
        """
        ...


# A key that may stand in a cursor beside the reader's own: an instant (ISO 8601) from which words
# are missing here. A reader whose network has a census reads again from there, on top of what its
# own keys say, and leaves the key out of the cursors that it hands out once that is done.
AGAIN_SINCE = "again_since"

LINGER = timedelta(milliseconds=300)
HEARTBEAT = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class Pushed:
    """One call from outside, as it was stored before it was acknowledged."""

    body: bytes
    headers: Mapping[str, str]  # names in lower case
    received_at: datetime


class PushParser(Protocol):
    """Turns stored calls into a batch. Pure; a call that cannot be read becomes a reject."""

    def __call__(self, config: Mapping[str, Any], calls: Sequence[tuple[str, Pushed]]) -> Batch:
        """`calls` are (place, call), oldest first; the cursor of the batch is ignored."""
        ...


class PushDoor(Protocol):
    """Decides at the door, before anything is stored, whether a call is genuine."""

    def __call__(self, config: Mapping[str, Any], call: Pushed) -> str:
        """The call's own id, the same when it is tried again. ChannelError refuses it."""
        ...


@dataclass(frozen=True, slots=True)
class Census:
    """What the source itself has between two instants: the external ids, to be counted against
    ours. `whole` is False where the network shows only a part."""

    since: datetime
    until: datetime
    external_ids: frozenset[str]
    whole: bool = True


class Taker(Protocol):
    """Asks a source what it has, without taking it in."""

    def __call__(self, config: Mapping[str, Any], since: datetime, until: datetime) -> Census: ...


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a doctor looked at. `remedy` says what to do where it is not fine."""

    what: str
    fine: bool
    said: str
    remedy: str = ""


class Doctor(Protocol):
    """Asks a network what is really on; changes nothing and sends nothing."""

    def __call__(self, config: Mapping[str, Any]) -> Iterator[Finding]: ...


class Replayer(Protocol):
    """Reads kept rejects again."""

    def __call__(self, config: Mapping[str, Any], rejects: list[Reject], *, repair: bool) -> Batch:
        """One batch of what can be taken in now; what still cannot is in its `rejects`.

        `repair` replaces characters that cannot be stored instead of refusing the row.
        """
        ...


@dataclass(frozen=True, slots=True)
class Message:
    """One answer to be sent. `key` is the same at every attempt to send this very answer.

    `at` is when it was written, the same at every attempt too: an id made of key and time is
    itself the same, so that a network that keys messages by id cannot take one twice.
    """

    key: str  # 32 hexadecimal digits
    text: str
    in_reply_to: str | None  # external id of the word that is answered
    to: str | None  # handle of whoever is answered
    public: bool
    at: datetime
    thread: str | None = None
    references: tuple[str, ...] = ()  # external ids of the thread, oldest first
    subject: str | None = None  # of the word that is answered
    language: str = ""  # ISO 639-1


@dataclass(frozen=True, slots=True)
class SendResult:
    """The network took it: under this id, at this time, to be seen there."""

    external_id: str
    at: datetime
    url: str | None = None


class Sender(Protocol):
    """Sends through one network. Only `firebell.outbound` may reach one."""

    def send(self, config: Mapping[str, Any], message: Message) -> SendResult:
        """Send once. ChannelError says that it was not taken, and will not be; any other failure,
        such as OutcomeUnknownError, leaves the outcome unknown."""
        ...

    def find(self, config: Mapping[str, Any], message: Message) -> SendResult | None:
        """What the network made of an earlier attempt with this key; None if it never took it and
        never will. Raises ChannelError where that cannot be told now."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """One line of the registry.

    `validate` turns what a person configured into the stored config, or raises ChannelError; the
    keys named in `secrets` are sealed at rest and handed to readers and senders opened. Dotted
    paths (`sender`, `form`, `census`, `doctor`) are resolved only where they are used. A network
    that is told (PUSHED) has a `door` and a `parse` instead of a reader.
    """

    name: str
    label: Any  # a lazy translation
    capabilities: Capabilities
    validate: Callable[[Mapping[str, Any]], dict[str, Any]]
    reader: Reader | None = None
    replay: Replayer | None = None
    sender: str | None = None
    form: str | None = None
    secrets: frozenset[str] = frozenset()
    # What was said before the first connection opens cases too: of files that a person hands in.
    history_is_work: bool = False
    every: timedelta = timedelta(seconds=2)  # between two times of asking
    # Hears more than concerns anybody here: its reader finds the workspace's active queries in
    # `config["queries"]` ({id: text}), keeps only what one of them matches, and is closed and
    # begun anew from its cursor when they change.
    filters: bool = False
    door: PushDoor | None = None
    parse: PushParser | None = None
    census: str | None = None
    doctor: str | None = None
