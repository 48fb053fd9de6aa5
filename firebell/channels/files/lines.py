"""Lines of JSON that somebody else cut and put in order: a cluster, a stream. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import pyarrow as pa

from firebell.channels.contract import no_interactions
from firebell.channels.files.convert import convert
from firebell.channels.files.decode import decode_json
from firebell.channels.files.limits import FUTURE_HOURS, ROW_BYTES
from firebell.channels.files.maps import ColumnMap


@dataclass(frozen=True, slots=True)
class Lines:
    """`interactions` has the good rows; `rows` are their numbers within what was given, and
    `refused` says why each of the others is not there."""

    interactions: pa.RecordBatch
    rows: list[int]
    refused: dict[int, str]


@dataclass(frozen=True, slots=True)
class LineParser:
    """Reads lines by a map, as a replay of the file would."""

    map: ColumnMap

    def __call__(self, raws: Sequence[bytes], now: datetime) -> Lines:
        """`now` bounds what time stamps are believed."""
        long = {
            row: f"it has {len(raw):,} bytes, the most is {ROW_BYTES:,}; shorten it"
            for row, raw in enumerate(raws)
            if len(raw) > ROW_BYTES
        }
        sound = [row for row in range(len(raws)) if row not in long]
        decoded = decode_json([raws[row] for row in sound], self.map.encoding, repair=False)
        refused = long | {sound[row]: reason for row, reason in decoded.refused.items()}
        rows = [sound[row] for row in decoded.rows]
        interactions = no_interactions()
        if rows:
            latest = now + timedelta(hours=FUTURE_HOURS)
            missing = {name: [None] * len(rows) for name in self.map.required_columns}
            columns = missing | decoded.columns
            found = convert(columns, len(rows), self.map, latest, repair=False)
            interactions = found.interactions
            refused |= {rows[row]: reason for row, reason in found.refused.items()}
        good = [row for row in rows if row not in refused]
        return Lines(interactions, good, refused)
