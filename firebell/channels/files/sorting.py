"""Reading a file in the order of its time stamps, without holding its rows in memory.

One pass notes where each row stands and when it happened (some 40 bytes a row), these are
sorted, and the rows are then read again one by one. A packed file is unpacked beside it first.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from datetime import datetime

import numpy as np

from firebell.channels.contract import ChannelError
from firebell.channels.files.convert import field_values
from firebell.channels.files.limits import SORTED_ROWS
from firebell.channels.files.maps import ColumnMap
from firebell.channels.files.records import Position, Problem, Record
from firebell.channels.files.spots import Spot
from firebell.channels.files.tables import Table

CHUNK = 2_000
# at: microseconds since 1970; problem: records.Problem
_NOTE = np.dtype([("at", "i8"), ("start", "i8"), ("size", "i8"), ("line", "i8"), ("problem", "i1")])


def sorted_records(
    table: Table, plan: ColumnMap, start: Position, latest: datetime, name: str
) -> Iterator[Record]:
    """The records by time, ties in the order of the file; `start.offset` counts those done.

    A row without a readable time goes where the row before it goes, to be refused there.
    """
    notes = np.concatenate(
        [_notes(table, plan, chunk, latest) for chunk in _chunks(table, name)]
        or [np.empty(0, _NOTE)]
    )
    order = np.argsort(notes["at"], kind="stable")
    for begin in range(start.offset, len(order), CHUNK):
        wanted = order[begin : begin + CHUNK]
        spots = [_spot(notes[index], int(index)) for index in wanted]
        for done, record in enumerate(table.again(spots), begin + 1):
            yield record._replace(after=Position(done, 0, 0))


def _chunks(table: Table, name: str) -> Iterator[Sequence[Record]]:
    records = table.records(table.first)
    total = 0
    while chunk := list(itertools.islice(records, CHUNK)):
        total += len(chunk)
        if total > SORTED_ROWS:
            raise ChannelError(
                f"{name}: over {SORTED_ROWS:,} rows, too many to put in order of time here; "
                "sort the file by time and set `order: file` in the map",
                permanent=True,
            )
        yield chunk


def _notes(
    table: Table, plan: ColumnMap, chunk: Sequence[Record], latest: datetime
) -> np.ndarray[tuple[int], np.dtype[np.void]]:
    notes = np.zeros(len(chunk), _NOTE)
    notes["start"] = [record.start for record in chunk]
    notes["size"] = [record.size for record in chunk]
    notes["line"] = [record.line for record in chunk]
    notes["problem"] = [record.problem for record in chunk]
    at = np.zeros(len(chunk), "i8")
    known = np.zeros(len(chunk), bool)
    sound = [index for index, record in enumerate(chunk) if not record.problem]
    decoded = table.decode([chunk[index] for index in sound], repair=True)
    times = field_values("at", decoded.columns, len(decoded.rows), plan, latest)
    for row, time in zip(decoded.rows, times, strict=True):
        if time is not None:
            at[sound[row]] = int(time.timestamp() * 1e6)
            known[sound[row]] = True
    notes["at"] = _filled(at, known)
    return notes


def _filled(
    at: np.ndarray[tuple[int], np.dtype[np.int64]],
    known: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Unknown times replaced by the last known before them, in the same chunk."""
    last = np.maximum.accumulate(np.where(known, np.arange(len(at)), 0))
    return at[last]


def _spot(note: np.void, index: int) -> Spot:
    return Spot(
        int(note["start"]),
        int(note["size"]),
        int(note["line"]),
        index + 1,
        Problem(int(note["problem"])),
    )
