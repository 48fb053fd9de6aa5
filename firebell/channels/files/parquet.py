"""Parquet files as records: each row becomes one JSON object, read a few rows at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import IOBase
from typing import Any, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from firebell.channels.contract import KEPT_OF_A_REJECT, ChannelError, Reject
from firebell.channels.files.decode import Decoded, decode_json
from firebell.channels.files.limits import (
    BATCH_BYTES,
    COLUMNS,
    MIB,
    PARQUET_CHUNK_BYTES,
    PARQUET_SORTED_BYTES,
    ROW_BYTES,
)
from firebell.channels.files.opening import Opened
from firebell.channels.files.records import Position, Problem, Record
from firebell.channels.files.spots import Spot

ROWS = 1_000


@dataclass(slots=True)
class ParquetTable:
    """A Parquet file. Positions count rows."""

    opened: Opened
    file: pq.ParquetFile
    columns: tuple[str, ...]
    first: Position
    grows: bool = False
    whole: pa.Table | None = None

    def records(self, start: Position) -> Iterator[Record]:
        skip, groups = self._groups_after(start.offset)
        row = start.row
        batches = self.file.iter_batches(ROWS, row_groups=groups, columns=list(self.columns))
        for batch in batches:
            if skip >= batch.num_rows:
                skip -= batch.num_rows
                continue
            for record in _records(batch.slice(skip), row):
                yield record
                row = record.row + 1
            skip = 0

    def again(self, spots: Sequence[Spot]) -> list[Record]:
        rows = self._whole().take(pa.array([spot.row - 1 for spot in spots])).combine_chunks()
        records = [r for batch in rows.to_batches() for r in _records(batch, 1)]
        return [record._replace(row=spot.row) for record, spot in zip(records, spots, strict=True)]

    def decode(self, records: Sequence[Record], *, repair: bool) -> Decoded:
        return decode_json([record.raw for record in records], "utf-8", repair=repair)

    def reject(self, record: Record, place: str, reason: str, plan: str) -> Reject:
        context = {"format": "json", "map": plan}
        return Reject(place, reason, record.raw[:KEPT_OF_A_REJECT], record.size, context)

    def _groups_after(self, row: int) -> tuple[int, list[int]]:
        """Rows to skip, and the row groups from the one that holds `row` on."""
        metadata = self.file.metadata
        for group in range(metadata.num_row_groups):
            rows = metadata.row_group(group).num_rows
            if row < rows:
                return row, list(range(group, metadata.num_row_groups))
            row -= rows
        return 0, []

    def _whole(self) -> pa.Table:
        if self.whole is None:
            self.whole = self.file.read(columns=list(self.columns))
            if self.whole.nbytes > PARQUET_SORTED_BYTES:
                raise ChannelError(
                    f"{self.opened.name}: over {PARQUET_SORTED_BYTES // MIB} MiB, too much to put "
                    "in order of time here; sort it and set `order: file` in the map",
                    permanent=True,
                )
        return self.whole


def open_parquet(opened: Opened) -> ParquetTable:
    """Read the footer; ChannelError for a file that is broken or too heavy to read safely."""
    try:
        source = pa.PythonFile(cast(IOBase, opened.handle), mode="r")
        probe = pq.ParquetFile(source)
        schema = probe.schema_arrow
        # Kept as dictionaries, a text that is repeated a million times stays one text.
        texts = [field.name for field in schema if _is_text(field.type)]
        file = pq.ParquetFile(source, read_dictionary=texts)
    except (pa.ArrowException, OSError) as error:
        detail = " ".join(str(error).split())[:200]
        raise ChannelError(
            f"{opened.name}: not readable as Parquet: {detail}", permanent=True
        ) from error
    flat = tuple(field.name for field in schema if not pa.types.is_nested(field.type))[:COLUMNS]
    _check_weight(file, opened.name)
    return ParquetTable(opened, file, flat, Position(0, 0, 1))


def _check_weight(file: pq.ParquetFile, name: str) -> None:
    metadata = file.metadata
    for group in range(metadata.num_row_groups):
        part = metadata.row_group(group)
        for column in range(part.num_columns):
            if part.column(column).total_uncompressed_size > PARQUET_CHUNK_BYTES:
                raise ChannelError(
                    f"{name}: row group {group + 1} holds over {PARQUET_CHUNK_BYTES // MIB} MiB in "
                    "one column; write the file with smaller row groups (100,000 rows)",
                    permanent=True,
                )


def _is_text(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_string(kind) or pa.types.is_binary(kind) or pa.types.is_large_string(kind)
    )


def _records(batch: pa.RecordBatch, row: int) -> Iterator[Record]:
    sizes = _sizes(batch)
    begin = 0
    while begin < batch.num_rows:
        weight = np.cumsum(np.where(sizes[begin:] > ROW_BYTES, 0, sizes[begin:]))
        count = max(1, int(np.searchsorted(weight, BATCH_BYTES)))
        yield from _rows(batch.slice(begin, count), sizes[begin : begin + count], row + begin)
        begin += count


def _rows(batch: pa.RecordBatch, sizes: np.ndarray[Any, Any], row: int) -> Iterator[Record]:
    heavy = sizes > ROW_BYTES
    values = iter(batch.filter(pa.array(~heavy)).to_pylist())
    for number, too_long in enumerate(heavy, row):
        if too_long:
            raw, problem, size = b"", Problem.TOO_LONG, int(sizes[number - row])
        else:
            raw = json.dumps({k: _plain(v) for k, v in next(values).items()}, default=str).encode()
            problem, size = Problem.NONE, len(raw)
            if size > ROW_BYTES:
                raw, problem = raw[:KEPT_OF_A_REJECT], Problem.TOO_LONG
        yield Record(raw, number - 1, size, problem, number, 0, Position(number, 0, number + 1))


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return None if value != value else value  # NaN is how pandas writes "nothing"


def _sizes(batch: pa.RecordBatch) -> np.ndarray[Any, Any]:
    """Bytes of text in each row, reckoned without unpacking the texts."""
    total = np.zeros(batch.num_rows, "i8")
    for column in batch.columns:
        total += _text_sizes(column)
    return total


def _text_sizes(column: Any) -> np.ndarray[Any, Any]:
    if isinstance(column, pa.DictionaryArray):
        if not _is_text(column.type.value_type):
            return np.zeros(len(column), "i8")
        of_values = _text_sizes(column.dictionary)
        indices: Any = column.indices
        at = indices.fill_null(0).to_numpy(zero_copy_only=False)
        return of_values[at] if len(of_values) else np.zeros(len(column), "i8")
    if not _is_text(column.type):
        return np.zeros(len(column), "i8")
    lengths: Any = pc.binary_length(column)
    sizes: np.ndarray[Any, Any] = lengths.fill_null(0).to_numpy(zero_copy_only=False)
    return sizes.astype("i8")
