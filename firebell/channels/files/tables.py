"""One open file of one format: its columns, its records, and how records are decoded."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from firebell.channels.contract import KEPT_OF_A_REJECT, ChannelError, Reject
from firebell.channels.files.decode import Decoded, decode_csv, decode_json, fits_csv
from firebell.channels.files.limits import COLUMNS, HEADER_BYTES, SAMPLED_RECORDS
from firebell.channels.files.opening import BOM, Opened
from firebell.channels.files.records import (
    Position,
    Problem,
    Record,
    array_records,
    line_records,
    quoted_records,
)
from firebell.channels.files.spots import Spot

DELIMITERS = (",", ";", "\t", "|")


class Table(Protocol):
    """What the reader asks of a format. `grows`: may rows be appended while a cursor waits?"""

    @property
    def columns(self) -> tuple[str, ...]: ...
    @property
    def first(self) -> Position: ...
    @property
    def grows(self) -> bool: ...

    def records(self, start: Position) -> Iterator[Record]: ...
    def again(self, spots: Sequence[Spot]) -> list[Record]: ...
    def decode(self, records: Sequence[Record], *, repair: bool) -> Decoded: ...
    def reject(self, record: Record, place: str, reason: str, plan: str) -> Reject: ...


@dataclass(frozen=True, slots=True)
class CsvTable:
    """Delimited text with a header."""

    opened: Opened
    columns: tuple[str, ...]
    delimiter: str
    encoding: str
    first: Position

    @property
    def grows(self) -> bool:
        return not self.opened.packed

    def records(self, start: Position) -> Iterator[Record]:
        self.opened.rewind(start.offset)
        width, delimiter = len(self.columns), self.delimiter
        return quoted_records(
            self.opened.stream,
            start,
            delimiter.encode(),
            lambda raw: fits_csv(raw, width, delimiter),
        )

    def again(self, spots: Sequence[Spot]) -> list[Record]:
        return _read_again(self.opened, spots)

    def decode(self, records: Sequence[Record], *, repair: bool) -> Decoded:
        raws = [record.raw for record in records]
        return decode_csv(raws, self.columns, self.delimiter, self.encoding, repair=repair)

    def reject(self, record: Record, place: str, reason: str, plan: str) -> Reject:
        context = {
            "format": "csv",
            "columns": list(self.columns),
            "delimiter": self.delimiter,
            "map": plan,
        }
        return Reject(place, reason, record.raw[:KEPT_OF_A_REJECT], record.size, context)


@dataclass(frozen=True, slots=True)
class JsonTable:
    """One JSON object a line, or one array of objects."""

    opened: Opened
    columns: tuple[str, ...]
    array: bool
    encoding: str
    first: Position

    @property
    def grows(self) -> bool:
        return not self.opened.packed and not self.array

    def records(self, start: Position) -> Iterator[Record]:
        self.opened.rewind(start.offset)
        cut = array_records if self.array else line_records
        return cut(self.opened.stream, start)

    def again(self, spots: Sequence[Spot]) -> list[Record]:
        return _read_again(self.opened, spots)

    def decode(self, records: Sequence[Record], *, repair: bool) -> Decoded:
        return decode_json([record.raw for record in records], self.encoding, repair=repair)

    def reject(self, record: Record, place: str, reason: str, plan: str) -> Reject:
        context = {"format": "json", "map": plan}
        return Reject(place, reason, record.raw[:KEPT_OF_A_REJECT], record.size, context)


def open_csv(opened: Opened, delimiter: str | None, encoding: str) -> CsvTable:
    """Read the header; ChannelError where there is none that can be used."""
    raw, begin = _header(opened)
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise ChannelError(
            f"{opened.name}, line 1: the header is not {encoding}; state `encoding:` in the map",
            permanent=True,
        ) from error
    delimiter = delimiter or max(DELIMITERS, key=text.count)
    names = tuple(name.strip() for name in next(csv.reader([text], delimiter=delimiter)))
    if len(names) > COLUMNS:
        raise ChannelError(
            f"{opened.name}, line 1: {len(names):,} columns, the most is {COLUMNS:,}; "
            "is the first line a header?",
            permanent=True,
        )
    first = Position(begin + len(raw), 1 + raw.count(b"\n"), 1)
    return CsvTable(opened, _numbered(names), delimiter, encoding, first)


def check_not_twice(table: Table, wanted: Sequence[str], place: str) -> None:
    """Raise ChannelError where a column that the map wants occurs twice."""
    for name in wanted:
        if f"{name} (2)" in table.columns and name in table.columns:
            at = table.columns.index(name) + 1, table.columns.index(f"{name} (2)") + 1
            raise ChannelError(
                f"{place}: the column {name!r} occurs twice (columns {at[0]} and {at[1]}); "
                "rename one of them in the header",
                permanent=True,
            )


def _numbered(names: Sequence[str]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    result = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        result.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(result)


def _header(opened: Opened) -> tuple[bytes, int]:
    begin = len(BOM) if opened.beginning.startswith(BOM) else 0
    opened.rewind(begin)
    raw = opened.stream.readline(HEADER_BYTES)
    while raw.isspace():
        begin += len(raw)
        raw = opened.stream.readline(HEADER_BYTES)
    if len(raw) >= HEADER_BYTES:
        raise ChannelError(
            f"{opened.name}, line 1: no header in the first {HEADER_BYTES:,} bytes; "
            "the first line must name the columns",
            permanent=True,
        )
    if b"\r" in raw.rstrip(b"\r\n"):
        raise ChannelError(
            f"{opened.name}: its lines end with a bare carriage return; save it with line feeds",
            permanent=True,
        )
    return raw, begin


def open_json(opened: Opened, encoding: str) -> JsonTable:
    """Find out whether it is lines or an array, and its keys from the first records."""
    begin = len(BOM) if opened.beginning.startswith(BOM) else 0
    lead = opened.beginning[begin:]
    array = lead.lstrip().startswith(b"[")
    if array:
        begin += len(lead) - len(lead.lstrip()) + 1
    table = JsonTable(opened, (), array, encoding, Position(begin, 0 if array else 1, 1))
    sample = list(itertools.islice(table.records(table.first), SAMPLED_RECORDS))
    good = [record for record in sample if record.problem is Problem.NONE]
    columns = tuple(table.decode(good, repair=True).columns)[:COLUMNS]
    return JsonTable(opened, columns, array, encoding, table.first)


def _read_again(opened: Opened, spots: Sequence[Spot]) -> list[Record]:
    records = []
    for spot in spots:
        size = spot.size if spot.problem is not Problem.TOO_LONG else KEPT_OF_A_REJECT
        raw = opened.read_at(spot.start, min(size, spot.size))
        records.append(_record(spot, raw))
    return records


def _record(spot: Spot, raw: bytes) -> Record:
    after = Position(spot.start + spot.size, spot.line, spot.row + 1)
    return Record(raw, spot.start, spot.size, spot.problem, spot.row, spot.line, after)
