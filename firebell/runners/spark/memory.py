"""What one shard remembers between batches, as bytes for the state store.

What is needed in every batch is one value; what is large and rarely touched, the marks of a brand
and the course of a cascade, lies beside it under a key of its own.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import MutableMapping
from dataclasses import asdict, astuple, dataclass, field
from typing import Any

from firebell.core.triggers.alerts import Ringing
from firebell.core.triggers.cascade.viral import Past
from firebell.core.triggers.judging import BrandMemory, SeriesMemory
from firebell.core.triggers.pace import Pace
from firebell.core.triggers.series import SeriesKey

VERSION = 3
Key = tuple[int, ...]


@dataclass(slots=True)
class Index:
    """What is to be known of a brand's ears before what they remember is fetched.

    `closes_until`: when time has passed so far, its marks need not be looked at before the next
    word. `restless` are the posts to be looked at when time passes.
    """

    closes_until: int = 0
    restless: list[int] = field(default_factory=list)
    past: Past = field(default_factory=Past)


@dataclass(slots=True)
class ShardMemory:
    """`newest` is the newest event time of the whole stream; `through` up to where brands were
    judged last; `flushed` up to where a flush judged what was not final yet; `tidied` the day on
    which what is forgotten was let go."""

    newest: int | None = None
    judged: int | None = None
    through: int = 0
    flushed: int | None = None
    tidied: int = 0
    brands: dict[int, BrandMemory] = field(default_factory=dict)
    ears: dict[int, Index] = field(default_factory=dict)

    def dump(self) -> bytes:
        brands = {str(brand): _brand(memory) for brand, memory in self.brands.items()}
        ears = {
            str(brand): [one.closes_until, one.restless, list(one.past)]
            for brand, one in self.ears.items()
        }
        times = [self.newest, self.judged, self.through, self.flushed, self.tidied]
        said = [VERSION, times, brands, ears]
        return json.dumps(said, separators=(",", ":")).encode()

    @classmethod
    def load(cls, data: bytes) -> ShardMemory:
        """Raises ValueError for what another version wrote."""
        version, *said = json.loads(data)
        if version != VERSION:
            raise ValueError(
                f"the checkpoint is of version {version}, not {VERSION}: start with a fresh one"
            )
        times, brands, ears = said
        known = {int(brand): _memory(said) for brand, said in brands.items()}
        indexes = {
            int(brand): Index(closes_until, restless, Past(map(tuple, past)))
            for brand, (closes_until, restless, past) in ears.items()
        }
        newest, judged, through, flushed, tidied = times
        return cls(newest, judged, through, flushed, tidied, known, indexes)


@dataclass(slots=True)
class Shard:
    """All that one shard remembers: `marks` by brand, see `core.triggers.memes.storing`; `cascades`
    by brand and post, see `core.triggers.cascade.growing`."""

    memory: ShardMemory = field(default_factory=ShardMemory)
    marks: MutableMapping[Key, bytes] = field(default_factory=dict)
    cascades: MutableMapping[Key, bytes] = field(default_factory=dict)


def _brand(memory: BrandMemory) -> list[Any]:
    series = [
        [*key, one.detector, one.version, b64encode(one.state).decode(), one.through, one.judges]
        for key, one in memory.series.items()
    ]
    pending = [[*part, sorted(minutes.items())] for part, minutes in memory.pending.items()]
    last = asdict(memory.last) if memory.last else None
    return [series, pending, last, list(astuple(memory.pace))]


def _memory(said: list[Any]) -> BrandMemory:
    series, pending, last, pace = said
    return BrandMemory(
        series={
            SeriesKey(*key): SeriesMemory(detector, version, b64decode(state), through, judges)
            for *key, detector, version, state, through, judges in series
        },
        pending={
            (dimension, key): {minute: (counts[0], counts[1]) for minute, counts in minutes}
            for dimension, key, minutes in pending
        },
        last=_ringing(last) if last else None,
        pace=Pace(*pace),
    )


def _ringing(said: dict[str, Any]) -> Ringing:
    """JSON knows no tuples."""
    named: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in said.items()
    }
    return Ringing(**named)
