"""What a run does, the same on every executor, and the rows that travel between its steps."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol
from zlib import crc32

import pyarrow as pa

from firebell.core.triggers.calendar import Calendar
from firebell.core.triggers.cascade import growing
from firebell.core.triggers.lateness import LATENESS
from firebell.core.triggers.memes import storing
from firebell.core.triggers.rules.house import HouseRules
from firebell.core.understanding.topics import Topic
from firebell.runners.catalogue import Catalogue

SHARDS = 16
FLOW_VERSION = 2


class ParsedLines(Protocol):
    """`rows` are the numbers of the good rows within what was given, `refused` the others'."""

    @property
    def interactions(self) -> pa.RecordBatch: ...
    @property
    def rows(self) -> list[int]: ...
    @property
    def refused(self) -> Mapping[int, str]: ...


class Parser(Protocol):
    """Turns raw lines into a batch of schema INTERACTION. Must be picklable and need no Django."""

    def __call__(self, raws: Sequence[bytes], now: datetime) -> ParsedLines: ...


@dataclass(frozen=True, slots=True)
class Plan:
    """`name` is the run: what it wrote is found under it, and it goes on where it stopped.

    `store` is a PostgreSQL connection string that every executor can reach. `rules` say what rings;
    without them all that is loud enough does. They may change while a run lasts, as in the house.
    """

    name: str
    store: str
    queries: Mapping[int, str]
    catalogue: Catalogue
    parse: Parser
    reader: str  # the version of the reader, which must be that of the executors
    shards: int = SHARDS
    topics: tuple[Topic, ...] = ()  # those that are described
    rules: HouseRules | None = None
    calendar: Calendar = field(default_factory=Calendar)

    def fingerprint(self) -> str:
        """Changes when what the run listens for or how it judges changes."""
        catalogue = self.catalogue
        said = {
            "queries": sorted(self.queries.items()),
            "brands": sorted(catalogue.brands.items()),
            "topics": sorted(catalogue.topics.items()),
            "described": [astuple(topic) for topic in self.topics],
            "others": sorted(catalogue.others),
            "default_brand": catalogue.default_brand,
            "reader": self.reader,
            "parse": repr(self.parse),
            "calendar": [self.calendar.zone, sorted(map(str, self.calendar.holidays))],
            "rule": [FLOW_VERSION, LATENESS, self.shards, storing.VERSION, growing.VERSION],
        }
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]

    def shard_of(self, brand: int | None, otherwise: str) -> int:
        """A brand's posts are in one shard; those of none or several are spread out."""
        if brand is not None:
            return brand % self.shards
        return crc32(otherwise.encode()) % self.shards


def post_id(channel: str, external_id: str) -> int:
    """The number of a post in a run, the same wherever it is read: 63 bits of a digest."""
    digest = hashlib.blake2b(f"{channel}\0{external_id}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> 1


class Kind(StrEnum):
    POST = "post"
    WORD = "word"  # a post again, for another brand that it names
    ASK = "ask"  # somebody passes this post on
    CARD = "card"  # what is known of a post that somebody asked for
    REPEAT = "repeat"
    REFUSED = "refused"
    TIDE = "tide"
    FLUSH = "flush"
    ALERT = "alert"
    MEME = "meme"
    CASCADE = "cascade"


_FLOW: list[pa.Field[Any]] = [
    pa.field("shard", pa.int32()),
    pa.field("kind", pa.string()),  # Kind
    # Where it stood: rows are heard in the order of segments, and within them of rows.
    pa.field("segment", pa.string()),
    pa.field("row", pa.int64()),
    pa.field("channel", pa.string()),  # with external_id: of posts
    pa.field("external_id", pa.string()),
    pa.field("at", pa.int64()),  # event time, seconds since 1970
    pa.field("newest", pa.int64()),  # the newest event time of its segment up to and with it
    # JSON. A post that is judged: [brand, [[dimension, key], ...], negativity]; a word: [brand]; a
    # tide: the edges that its segment reached.
    pa.field("counted", pa.string()),
    pa.field("passes_on", pa.string()),  # of reposts: the external id of what they name
    pa.field("late", pa.bool_()),
    pa.field("payload", pa.binary()),  # JSON: what is written
]
FLOW = pa.schema(_FLOW)
FLOW_DDL = (
    "shard int, kind string, segment string, row bigint, channel string, external_id string,"
    " at bigint, newest bigint, counted string, passes_on string, late boolean, payload binary"
)


def flow(rows: Sequence[Mapping[str, Any]]) -> pa.RecordBatch:
    """Rows of FLOW; what is not given is null."""
    return pa.RecordBatch.from_pylist([dict(row) for row in rows], schema=FLOW)
