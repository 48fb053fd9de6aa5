"""What one shard remembers between batches, as bytes for the state store."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import asdict, astuple, dataclass, field
from typing import Any

from firebell.core.triggers.alerts import Ringing
from firebell.core.triggers.judging import BrandMemory, SeriesMemory
from firebell.core.triggers.pace import Pace
from firebell.core.triggers.series import SeriesKey

VERSION = 2


@dataclass(slots=True)
class ShardMemory:
    """`newest` is the newest event time of the whole stream; `flushed` up to where a flush judged
    what was not final yet."""

    newest: int | None = None
    judged: int | None = None
    flushed: int | None = None
    brands: dict[int, BrandMemory] = field(default_factory=dict)

    def dump(self) -> bytes:
        brands = {str(brand): _brand(memory) for brand, memory in self.brands.items()}
        said = [VERSION, self.newest, self.judged, self.flushed, brands]
        return json.dumps(said, separators=(",", ":")).encode()

    @classmethod
    def load(cls, data: bytes) -> ShardMemory:
        """Raises ValueError for what another version wrote."""
        version, newest, judged, flushed, brands = json.loads(data)
        if version != VERSION:
            raise ValueError(
                f"the checkpoint is of version {version}, not {VERSION}: start with a fresh one"
            )
        known = {int(brand): _memory(said) for brand, said in brands.items()}
        return cls(newest, judged, flushed, known)


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
