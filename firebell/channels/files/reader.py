"""Reads one file in batches, resumable at every border. Used by each network that takes files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from firebell.channels.contract import Batch, ChannelError, Reject, no_interactions
from firebell.channels.files.convert import convert
from firebell.channels.files.limits import BATCH_BYTES, FUTURE_HOURS
from firebell.channels.files.maps import ColumnMap, find_map, load_map
from firebell.channels.files.opening import BROKEN, Opened, open_file, unpacked
from firebell.channels.files.parquet import open_parquet
from firebell.channels.files.records import Position, Record, explained
from firebell.channels.files.resume import Mark, resume
from firebell.channels.files.sorting import sorted_records
from firebell.channels.files.tables import Table, check_not_twice, open_csv, open_json


@dataclass(frozen=True, slots=True)
class FileJob:
    """What to read and how. `map` is a name or a path; None finds it by the columns."""

    path: Path
    map: str | None = None
    repair: bool = False
    label: str = ""  # stands for the file's name in places, where names repeat
    follow_links: bool = True
    ahead: timedelta = timedelta(hours=FUTURE_HOURS)  # later time stamps are mistakes
    in_order: bool = False  # of time, whatever the map says


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table with the map that reads it; `map_name` is by what the map is found again."""

    opened: Opened
    table: Table
    map: ColumnMap
    map_name: str


def read_file(job: FileJob, cursor: Mapping[str, Any], size: int, now: datetime) -> Iterator[Batch]:
    """Everything in the file after `cursor` ({}: from its first row), `size` rows a batch.

    `now` bounds what time stamps are believed. Raises ChannelError for what concerns the whole
    file; whatever was read before is yielded first.
    """
    with open_table(
        job.path, job.map, follow_links=job.follow_links, in_order=job.in_order
    ) as source:
        if source is not None:
            yield from _batches(source, job, cursor, size, now)


@contextmanager
def open_table(
    path: Path, named: str | None, *, follow_links: bool = True, in_order: bool = False
) -> Iterator[OpenTable | None]:
    """The table in this file and its map; None where it holds no row at all."""
    opened = open_file(path, follow_links=follow_links)
    try:
        given = load_map(named) if named else None
        table = _table(opened, given)
        if not table.columns:
            yield None
            return
        plan = given or find_map(table.columns, opened.name)
        if given is None and (plan.encoding != "utf-8" or plan.delimiter):
            table = _table(opened, plan)
        plan = replace(plan, sorted_by_time=True) if in_order else plan
        plan.check_columns(table.columns, opened.name)
        check_not_twice(table, plan.wanted_columns, opened.name)
        if plan.sorted_by_time and opened.packed:
            opened = unpacked(opened)
            table = _table(opened, plan)
        yield OpenTable(opened, table, plan, named or plan.name)
    finally:
        opened.close()


def _table(opened: Opened, plan: ColumnMap | None) -> Table:
    encoding = plan.encoding if plan else "utf-8"
    if opened.is_parquet:
        return open_parquet(opened)
    if opened.is_json:
        return open_json(opened, encoding)
    return open_csv(opened, plan.delimiter if plan else None, encoding)


def _batches(
    source: OpenTable, job: FileJob, cursor: Mapping[str, Any], size: int, now: datetime
) -> Iterator[Batch]:
    opened, table, plan = source.opened, source.table, source.map
    latest = now + job.ahead
    in_order = plan.sorted_by_time
    grows = table.grows and not in_order
    start = resume(cursor, opened, Position(0, 0, 0) if in_order else table.first, grows=grows)
    mark = Mark.of(opened)
    if in_order:
        records = sorted_records(table, plan, start, latest, opened.name)
    else:
        records = table.records(start)
    for chunk in _chunks(records, size, opened.name):
        opened.check_unchanged()
        interactions, rejects = _rows(source, job, chunk, latest)
        after = mark.cursor(chunk[-1].after, opened, grows=grows)
        yield Batch(interactions, rejects, after)
    opened.check_unchanged()


def _chunks(records: Iterator[Record], size: int, name: str) -> Iterator[list[Record]]:
    chunk: list[Record] = []
    weight = 0
    try:
        for record in records:
            chunk.append(record)
            weight += len(record.raw)
            if len(chunk) >= size or weight >= BATCH_BYTES:
                yield chunk
                chunk, weight = [], 0
    except BROKEN as error:
        # What came before the break is good; it goes first.
        if chunk:
            yield chunk
        raise ChannelError(
            f"{name} breaks off: {error}; the rows before that are kept; get the file again",
            permanent=True,
        ) from error
    if chunk:
        yield chunk


def _rows(
    source: OpenTable, job: FileJob, chunk: Sequence[Record], latest: datetime
) -> tuple[Any, tuple[Reject, ...]]:
    """The good rows as interactions and the others as rejects, both in the order of the file."""
    table = source.table
    reasons = {index: explained(record) for index, record in enumerate(chunk) if record.problem}
    sound = [index for index in range(len(chunk)) if index not in reasons]
    decoded = table.decode([chunk[index] for index in sound], repair=job.repair)
    reasons.update((sound[row], reason) for row, reason in decoded.refused.items())
    rows = len(decoded.rows)
    interactions = no_interactions()
    if rows:
        converted = convert(decoded.columns, rows, source.map, latest, repair=job.repair)
        interactions = converted.interactions
        reasons.update(
            (sound[decoded.rows[row]], reason) for row, reason in converted.refused.items()
        )
    label = job.label or source.opened.name
    rejects = tuple(
        table.reject(chunk[index], place(label, chunk[index]), reasons[index], source.map_name)
        for index in sorted(reasons)
    )
    return interactions, rejects


def place(label: str, record: Record) -> str:
    """Where a row stands, as a person would look for it."""
    line = f"line {record.line} (row {record.row})" if record.line else f"row {record.row}"
    return f"{label}, {line}"
