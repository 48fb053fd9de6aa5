"""Columns of raw values, by a map, into the one schema; what does not fit is refused by row.

Pure: a value that cannot be read becomes a reason beside its row number, never an exception.
"""

from __future__ import annotations

import hashlib
import html
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa

from firebell.channels.files.limits import FIELD_CHARACTERS
from firebell.channels.files.maps import REQUIRED, ColumnMap, FieldRule
from firebell.channels.files.times import RefusalError, shown
from firebell.core.schema import INTERACTION, Direction, InteractionKind

Column = Sequence[Any]
INT64_MAX = 2**63 - 1
INT32_MAX = 2**31 - 1
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_KNOWN: dict[str, list[str]] = {"kind": list(InteractionKind), "direction": list(Direction)}
_TRUE = frozenset(("true", "1", "yes", "y", "t"))
_FALSE = frozenset(("false", "0", "no", "n", "f"))
_LINK = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Converted:
    """`interactions` holds the good rows in order; `refused` says why the others are not there."""

    interactions: pa.RecordBatch
    refused: dict[int, str]  # row number within what was given


def convert(
    columns: Mapping[str, Column], rows: int, plan: ColumnMap, latest: datetime, *, repair: bool
) -> Converted:
    """Read `rows` rows of `columns` (equally long) by `plan`. `latest`: see TimeFormat.reader."""
    refused: dict[int, str] = {}
    out: dict[str, list[Any]] = {}
    for name in INTERACTION.names:
        rule = plan.fields.get(name)
        if rule is None or not rule.present(columns):
            out[name] = [rule.default if rule else None] * rows
            continue
        one = _reader(name, rule, plan, latest, repair=repair)
        if rule.needs:
            out[name] = _each(_raw(rule, columns), one, name, refused)
        else:
            out[name] = _each([rule.constant], one, name, {}) * rows
    _derive(out, plan)
    return Converted(_table(out, refused, rows), refused)


def field_values(
    name: str, columns: Mapping[str, Column], rows: int, plan: ColumnMap, latest: datetime
) -> list[Any]:
    """One field only, None where it cannot be read."""
    rule = plan.fields[name]
    if not rule.present(columns):
        return [None] * rows
    one = _reader(name, rule, plan, latest, repair=True)
    return _each(_raw(rule, columns), one, name, {})


def _table(out: dict[str, list[Any]], refused: dict[int, str], rows: int) -> pa.RecordBatch:
    if refused:
        good = [row for row in range(rows) if row not in refused]
        out = {name: [values[row] for row in good] for name, values in out.items()}
    arrays = [pa.array(out[field.name], type=field.type) for field in INTERACTION]
    return pa.RecordBatch.from_arrays(arrays, schema=INTERACTION)


def _each(
    values: Column, one: Callable[[Any], Any], name: str, refused: dict[int, str]
) -> list[Any]:
    try:
        return [one(value) for value in values]
    except RefusalError:
        pass
    # Somewhere is a bad value: only now pay for looking at each row by itself.
    result: list[Any] = []
    for row, value in enumerate(values):
        try:
            result.append(one(value))
        except RefusalError as reason:
            result.append(None)
            refused.setdefault(row, f"{name}: {reason}")
    return result


def _raw(rule: FieldRule, columns: Mapping[str, Column]) -> Column:
    """The values that the rule reads; tuples where it puts several columns together."""
    if rule.column is not None:
        return columns[rule.column]
    return list(zip(*(columns[column] for column in rule.columns), strict=True))


def _hashed(parts: list[str]) -> str:
    framed = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(framed.encode("utf-8", "replace")).hexdigest()[:32]


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "True" if value else "False"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
    raise RefusalError(f"{shown(value)} is a {type(value).__name__}, not a text")


def _reader(
    name: str, rule: FieldRule, plan: ColumnMap, latest: datetime, *, repair: bool
) -> Callable[[Any], Any]:
    """A function from one raw value to one of the schema's type; it raises RefusalError."""
    if name == "at":
        return plan.time.reader(latest)
    special: dict[str, Callable[[Any], Any]] = {
        "followers": lambda value: _count(value, INT64_MAX),
        "reposts": lambda value: _count(value, INT32_MAX),
        "rating": _rating,
        "language_hint": _language,
    }
    if name in special:
        base = special[name]
    elif name.startswith("has_"):
        base = _truth
    else:
        base = _text_reader(name, rule, repair=repair)
    return _by_rule(name, rule, base)


def _by_rule(name: str, rule: FieldRule, base: Callable[[Any], Any]) -> Callable[[Any], Any]:
    known = _KNOWN.get(name)

    def read(value: Any) -> Any:
        if rule.columns:
            parts = [_as_text(part) for part in value]
            value = _hashed(parts) if rule.hashed else rule.joint.join(parts)
        if rule.values is not None:
            value = rule.translate(value)
        if value is None or value == "":
            value = rule.default
        if value is None or value == "":
            if name in REQUIRED:
                raise RefusalError("it is empty; fill it in, or give the map a `default` for it")
            return None
        value = base(value)
        if known is not None and value not in known:
            raise RefusalError(f"{shown(value)} is not one of {', '.join(known)}")
        return value

    return read


def _text_reader(name: str, rule: FieldRule, *, repair: bool) -> Callable[[Any], str]:
    most = FIELD_CHARACTERS.get(name)
    handle = name == "author"

    def read(value: Any) -> str:
        text = value if isinstance(value, str) else _as_text(value)
        if rule.unescape:
            text = html.unescape(text)
        text = storable(text, repair=repair)
        if rule.integer:
            text = _integer_text(text)
        if handle:
            text = text.strip().removeprefix("@")
            if not text:
                raise RefusalError("it is empty; fill it in, or give the map a `default` for it")
        if most is not None and len(text) > most:
            raise RefusalError(f"it has {len(text):,} characters, the most is {most:,}; shorten it")
        return text

    return read


def storable(text: str, *, repair: bool) -> str:
    """`text` if a database can hold it. Otherwise RefusalError, or with `repair` its bad characters
    replaced by U+FFFD."""
    if text.isascii() and "\x00" not in text:
        return text
    found = _UNSTORABLE.search(text)
    if found is None:
        return text
    if repair:
        return _UNSTORABLE.sub(REPLACEMENT, text)
    what = "a NUL character" if found.group() == "\x00" else "half a character (a lone surrogate)"
    raise RefusalError(
        f"{what} at character {found.start() + 1}; remove it, or replay the row with repair, "
        "which puts \N{REPLACEMENT CHARACTER} in its place"
    )


def _integer_text(text: str) -> str:
    """ "3.0" as "3": tools that know no empty integer write ids as fractions."""
    whole, _, fraction = text.partition(".")
    return whole if not fraction.strip("0") else text


def _number(value: Any) -> float | int:
    if isinstance(value, bool):
        raise RefusalError(f"{shown(value)} is not a number")
    if isinstance(value, int):
        return value
    try:
        return int(value) if isinstance(value, str) and value.strip().isdecimal() else float(value)
    except (ValueError, TypeError, OverflowError) as error:
        raise RefusalError(f"{shown(value)} is not a number") from error


def _count(value: Any, most: int) -> int:
    number = _number(value)
    if isinstance(number, float) and not math.isfinite(number):
        raise RefusalError(f"{shown(value)} is not a number")
    if not 0 <= number <= most:
        raise RefusalError(f"{shown(value)} is not between 0 and {most:,}; correct it")
    return int(number)


def _rating(value: Any) -> float:
    number = _number(value)
    if not 1 <= number <= 5:
        raise RefusalError(f"the rating {shown(value)} is not between 1 and 5; correct it")
    return float(number)


def _language(value: Any) -> str | None:
    code = _as_text(value).replace("_", "-").partition("-")[0].strip().lower()
    return code if 2 <= len(code) <= 3 and code.isascii() and code.isalpha() else None


def _truth(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = _as_text(value).strip().lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise RefusalError(f"{shown(value)} is neither true nor false")


def _derive(out: dict[str, list[Any]], plan: ColumnMap) -> None:
    """What the file does not say but shows: links in the text, and that an answer is a reply."""
    if plan.reply_kind is not None:
        out["kind"] = [
            plan.reply_kind if parent else kind
            for kind, parent in zip(out["kind"], out["in_reply_to"], strict=True)
        ]
    out["has_link"] = [
        bool(_LINK.search(text)) if has is None and text else has
        for has, text in zip(out["has_link"], out["text"], strict=True)
    ]
