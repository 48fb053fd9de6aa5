"""What a network promises to the house, and what the house hands to a network.

A network is a folder under `networks/`; it states its `Capabilities`, reads by a `Reader` and, if
it can, answers by a `Sender`. Nothing here knows a network, the store or a screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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


class Listening(StrEnum):
    """How words come in: we ask, we are told, or a person types them; or not at all."""

    NO = "no"
    ASKED = "asked"
    PUSHED = "pushed"
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
    etiquette: str = ""  # what a guest on this network should know, in a sentence or two

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


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows, in the order of the source, and where the source stands after them.

    `interactions` has the schema `firebell.core.schema.INTERACTION`. `cursor` is JSON-able: a
    reader that is given it back goes on with the very next row. Rows, rejects and cursor belong
    in one transaction.
    """

    interactions: pa.RecordBatch
    rejects: tuple[Reject, ...]
    cursor: dict[str, Any]

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

        Ends when there is nothing more for now. Where the borders fall changes no row. The next
        batch is asked for only when the one before it has been stored, so a reader may tidy up
        then. Raises ChannelError where nothing more can be read; a bad row never raises.
        """
        ...


class Replayer(Protocol):
    """Reads kept rejects again."""

    def __call__(self, config: Mapping[str, Any], rejects: list[Reject], *, repair: bool) -> Batch:
        """One batch of what can be taken in now; what still cannot is in its `rejects`.

        `repair` replaces characters that cannot be stored instead of refusing the row.
        """
        ...


@dataclass(frozen=True, slots=True)
class Message:
    """One answer to be sent. `key` is the same at every attempt to send this very answer."""

    key: str
    text: str
    in_reply_to: str | None
    to: str | None
    public: bool


@dataclass(frozen=True, slots=True)
class SendResult:
    """The network took it: under this id, at this time, to be seen there."""

    external_id: str
    at: datetime
    url: str | None = None


class Sender(Protocol):
    """Sends through one network. Only `firebell.outbound` may reach one."""

    def send(self, config: Mapping[str, Any], message: Message) -> SendResult:
        """Send once. Raises ChannelError; any other failure leaves the outcome unknown."""
        ...

    def find(self, config: Mapping[str, Any], message: Message) -> SendResult | None:
        """What the network made of an earlier attempt with this key, None if it never took it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """One line of the registry.

    `validate` turns what a person configured into the stored config, or raises ChannelError.
    `sender` and `form` are dotted paths, resolved only where they are used.
    """

    name: str
    label: Any  # a lazy translation
    capabilities: Capabilities
    validate: Callable[[Mapping[str, Any]], dict[str, Any]]
    reader: Reader | None = None
    replay: Replayer | None = None
    sender: str | None = None
    form: str | None = None
