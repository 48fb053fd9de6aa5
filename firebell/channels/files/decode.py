"""Bytes of rows into columns of raw values; a bad row is refused by itself. Pure."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from firebell.channels.files.limits import LOOKAHEAD_BYTES
from firebell.channels.files.times import shown

# The module's own limit of 128 KiB is for the whole process; ours is ROW_BYTES, by row.
csv.field_size_limit(max(csv.field_size_limit(), LOOKAHEAD_BYTES))

FALLBACK = "cp1252"
_STAND_INS = [chr(code) for code in range(0xE000, 0xF8FF)]


@dataclass(frozen=True, slots=True)
class Decoded:
    """`columns`: equally long lists, one value for each row in `rows` (numbers within what was
    given). `refused`: the reason for each of the others."""

    columns: dict[str, list[Any]]
    rows: list[int]
    refused: dict[int, str]


def decode_csv(
    raws: Sequence[bytes], names: Sequence[str], delimiter: str, encoding: str, *, repair: bool
) -> Decoded:
    """Rows of delimited text with these column names."""
    texts, rows, refused = _texts(raws, encoding, repair=repair)
    try:
        values = list(csv.reader(texts, delimiter=delimiter, strict=True))
        plain = len(values) == len(texts) and set(map(len, values)) <= {len(names)}
    except csv.Error:
        plain = False
    if not plain:
        values, rows = _one_by_one(texts, rows, refused, len(names), delimiter)
    columns = zip(*values, strict=True) if values else ([] for _ in names)
    return Decoded(dict(zip(names, map(list, columns), strict=True)), rows, refused)


def _one_by_one(
    texts: Sequence[str], rows: Sequence[int], refused: dict[int, str], width: int, delimiter: str
) -> tuple[list[list[str]], list[int]]:
    values, good = [], []
    for row, text in zip(rows, texts, strict=True):
        try:
            fields = _fields(text, delimiter)
        except csv.Error as error:
            refused[row] = f"not readable as delimited text: {error}; correct the row"
            continue
        if len(fields) != width:
            few = "too few" if len(fields) < width else "too many"
            refused[row] = (
                f"{few} fields: {len(fields)} where the header has {width}; correct the row, "
                "and quote texts that hold the delimiter or a line break"
            )
            continue
        values.append(fields)
        good.append(row)
    return values, good


def _fields(text: str, delimiter: str, *, strict: bool = False) -> list[str]:
    """The fields of one row. A bare carriage return inside it is a character like any other,
    which the csv module believes only in quotes."""
    text = text.rstrip("\r\n")
    stand_in = next(sign for sign in _STAND_INS if sign not in text) if "\r" in text else ""
    rows = list(csv.reader([text.replace("\r", stand_in)], delimiter=delimiter, strict=strict))
    if len(rows) != 1:
        raise csv.Error("it is not one row")
    return [field.replace(stand_in, "\r") for field in rows[0]] if stand_in else rows[0]


def fits_csv(raw: bytes, width: int, delimiter: str) -> bool:
    """Is this one row with so many fields, and every quote where it belongs?"""
    try:
        return len(_fields(raw.decode("latin-1"), delimiter, strict=True)) == width
    except csv.Error:
        return False


def decode_json(raws: Sequence[bytes], encoding: str, *, repair: bool) -> Decoded:
    """Rows that are one JSON object each. The columns are all the keys that occur."""
    texts, rows, refused = _texts(raws, encoding, repair=repair)
    objects, good = [], []
    for row, text in zip(rows, texts, strict=True):
        try:
            value = json.loads(text)
        except RecursionError:
            refused[row] = "JSON nested too deeply; a row is one flat object"
            continue
        except ValueError as error:
            refused[row] = f"not readable as JSON: {error}; correct the row"
            continue
        if not isinstance(value, dict):
            refused[row] = f"{shown(value)} is not an object with keys and values"
            continue
        objects.append(value)
        good.append(row)
    return Decoded(columns_of(objects), good, refused)


def columns_of(objects: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    """Rows with keys turned into columns; None where a row lacks the key."""
    names = dict.fromkeys(key for item in objects for key in item)
    return {name: [item.get(name) for item in objects] for name in names}


def _texts(
    raws: Sequence[bytes], encoding: str, *, repair: bool
) -> tuple[list[str], list[int], dict[int, str]]:
    try:
        return [raw.decode(encoding) for raw in raws], list(range(len(raws))), {}
    except UnicodeDecodeError:
        pass
    texts, rows, refused = [], [], {}
    for row, raw in enumerate(raws):
        try:
            texts.append(raw.decode(encoding))
        except UnicodeDecodeError as error:
            if not repair:
                refused[row] = _undecodable(error, encoding)
                continue
            texts.append(raw.decode(FALLBACK, "replace"))
        rows.append(row)
    return texts, rows, refused


def _undecodable(error: UnicodeDecodeError, encoding: str) -> str:
    byte = f"0x{error.object[error.start]:02x}"
    return (
        f"the byte {byte} at position {error.start + 1} is not {encoding}; "
        f"if the file is Windows-1252, state `encoding: {FALLBACK}` in the map, "
        "or replay the row with repair, which reads it so"
    )
