"""One way to write down a row, whichever store it stands in: so that checksums can be compared.

A row is a JSON array in the order of its table's columns. By kind of column:

- integer, text, boolean: as JSON has them.
- float: the shortest digits that read back the same; "Infinity", "-Infinity", "NaN" as text.
- instant: UTC to the microsecond, `2026-11-22T09:30:00.000000Z`. date: `2026-11-22`.
- json: its text with sorted keys, no spaces, ASCII only, as a JSON string; so that SQL's NULL
  (null) and JSON's null ("null") stay two things. Numbers as PostgreSQL's `jsonb` keeps them:
  1e22 is 10000000000000000000000 and -0.0 is 0.0.
- binary: base64. address (IP) and uuid: their usual text.
"""

from __future__ import annotations

import base64
import binascii
import ipaddress
import json
import math
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

Change = Callable[[Any], Any]

KINDS = {
    **dict.fromkeys(
        ("AutoField", "BigAutoField", "SmallAutoField", "IntegerField", "BigIntegerField",
         "SmallIntegerField", "PositiveIntegerField", "PositiveBigIntegerField",
         "PositiveSmallIntegerField"),
        "integer",
    ),
    **dict.fromkeys(
        ("CharField", "TextField", "EmailField", "SlugField", "URLField", "FileField"), "text"
    ),
    "BooleanField": "boolean",
    "FloatField": "float",
    "DateTimeField": "instant",
    "DateField": "date",
    "JSONField": "json",
    "BinaryField": "binary",
    "GenericIPAddressField": "address",
    "UUIDField": "uuid",
}  # fmt: skip

_line = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
_json = json.JSONEncoder(sort_keys=True, separators=(",", ":"), allow_nan=False).encode


class NotCanonicalError(ValueError):
    """A value that does not fit its column's kind."""


def line(row: Sequence[Any]) -> bytes:
    """A row of canonical values as one line. Errors: ValueError for half a character."""
    return _line(row).encode("utf-8") + b"\n"


def canonical_json(text: str) -> str:
    """JSON text as every store would have it: see above."""
    return _json(json.loads(text, parse_float=_number))


def _number(digits: str) -> int | float:
    value = float(digits)
    if not math.isfinite(value):
        raise NotCanonicalError(f"{digits} is beyond what a float can hold")
    if value == 0:
        return 0.0
    return int(Decimal(repr(value))) if abs(value) >= 1e16 else value


def _float(value: float) -> float | str:
    if math.isfinite(value):
        return float(value)
    return "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"


def _sqlite_instant(text: str) -> str:
    # Nearly every value has one of these two lengths.
    if len(text) == 26:
        return f"{text[:10]}T{text[11:]}Z"
    if len(text) == 19:
        return f"{text[:10]}T{text[11:]}.000000Z"
    found = datetime.fromisoformat(text)
    found = found.astimezone(UTC) if found.tzinfo else found
    return found.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _base64(value: bytes | memoryview) -> str:
    return base64.b64encode(bytes(value)).decode("ascii")


def _address(value: Any) -> str:
    return str(ipaddress.ip_address(value))


FROM_SQLITE: dict[str, Change] = {
    "boolean": bool,
    "float": _float,
    "instant": _sqlite_instant,
    "json": canonical_json,
    "binary": _base64,
    "address": _address,
    "uuid": lambda text: str(uuid.UUID(text)),
}
# PostgreSQL itself writes instants, dates and so on: see `stores.PostgresStore`.
FROM_POSTGRES: dict[str, Change] = {
    "float": _float,
    "json": canonical_json,
    "binary": _base64,
    "address": _address,
}


def _to_bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise NotCanonicalError("binary that is not base64") from error


def _to_sqlite_instant(text: str) -> str:
    # As Django writes it: no fraction where there is none.
    return f"{text[:10]} {text[11:19]}" + ("" if text[20:26] == "000000" else text[19:26])


TO_SQLITE: dict[str, Change] = {
    "float": float,
    "instant": _to_sqlite_instant,
    "binary": _to_bytes,
    "uuid": lambda text: text.replace("-", ""),
}
TO_POSTGRES: dict[str, Change] = {"float": float, "binary": _to_bytes}


def changer(
    kinds: Sequence[str], changes: dict[str, Change]
) -> Callable[[Sequence[Any]], list[Any]]:
    """A function that puts each value of a row through the change for its kind; None stays."""
    chosen = [(place, changes[kind]) for place, kind in enumerate(kinds) if kind in changes]

    def change(row: Sequence[Any]) -> list[Any]:
        changed = list(row)
        for place, one in chosen:
            value = changed[place]
            if value is not None:
                changed[place] = one(value)
        return changed

    return change
