"""Stored calls into rows. Pure, but for the map, which is a file.

A body is one JSON object, a list of them, or an object with `interactions` (a list) and `changes`:
objects with `kind` (edited or deleted), `channel`, `external_id`, `at` and, for an edit, `text`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from firebell.channels.contract import (
    KEPT_OF_A_REJECT,
    Batch,
    Change,
    ChangeKind,
    Pushed,
    Reject,
    no_interactions,
)
from firebell.channels.files.convert import convert, storable
from firebell.channels.files.decode import decode_json
from firebell.channels.files.limits import FUTURE_HOURS
from firebell.channels.files.maps import ColumnMap, load_map
from firebell.channels.files.times import RefusalError

Placed = tuple[str, bytes]  # where it stands, and one JSON object


def parse_calls(config: Mapping[str, Any], calls: Sequence[tuple[str, Pushed]]) -> Batch:
    """See `firebell.channels.contract.PushParser`."""
    plan = load_map(str(config["map"]))
    tables, rejects, changes = [], [], []
    for place, call in calls:
        try:
            rows, told = _parts(json.loads(call.body))
        except (ValueError, RecursionError) as error:
            rejects.append(_reject(place, f"not readable as JSON: {error}", call.body, plan))
            continue
        placed = [(f"{place}, row {n}", row) for n, row in enumerate(map(_bytes, rows), 1)]
        table, refused = _read(placed, plan, call.received_at)
        tables.append(table)
        rejects += refused
        found, refused = _changes(place, told, plan)
        changes += found
        rejects += refused
    merged = pa.Table.from_batches(tables or [no_interactions()]).combine_chunks().to_batches()
    rows_of_all = merged[0] if merged else no_interactions()
    return Batch(rows_of_all, tuple(rejects), {}, changes=tuple(changes))


def _parts(body: Any) -> tuple[list[Any], list[Any]]:
    """(rows, changes) of one body."""
    if isinstance(body, list):
        return body, []
    if not isinstance(body, dict):
        raise ValueError("the body must be an object or a list of objects")
    if "interactions" not in body and "changes" not in body:
        return [body], []
    parts = [body.get(name) or [] for name in ("interactions", "changes")]
    if not all(isinstance(part, list) for part in parts):
        raise ValueError("`interactions` and `changes` must be lists")
    return parts[0], parts[1]


def _read(
    placed: Sequence[Placed], plan: ColumnMap, received_at: datetime
) -> tuple[pa.RecordBatch, list[Reject]]:
    decoded = decode_json([raw for _place, raw in placed], "utf-8", repair=False)
    reasons = dict(decoded.refused)
    missing = plan.missing(decoded.columns)
    if decoded.rows and missing:
        why = f"{', '.join(missing)} is missing; the map {plan.name!r} needs it"
        reasons |= dict.fromkeys(decoded.rows, why)
    interactions = no_interactions()
    if decoded.rows and not missing:
        latest = received_at + timedelta(hours=FUTURE_HOURS)
        read = convert(decoded.columns, len(decoded.rows), plan, latest, repair=False)
        interactions = read.interactions
        reasons |= {decoded.rows[row]: why for row, why in read.refused.items()}
    rejects = [_reject(*_named(placed[row], reasons[row]), plan) for row in sorted(reasons)]
    return interactions, rejects


def _named(placed: Placed, reason: str) -> tuple[str, str, bytes]:
    place, raw = placed
    return place, reason, raw


def _changes(place: str, told: Sequence[Any], plan: ColumnMap) -> tuple[list[Change], list[Reject]]:
    found, rejects = [], []
    for number, one in enumerate(told, 1):
        try:
            found.append(_change(one))
        except (RefusalError, ValueError, TypeError, KeyError, OverflowError) as error:
            why = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            rejects.append(_reject(f"{place}, change {number}", why, _bytes(one), plan))
    return found, rejects


def _change(one: Any) -> Change:
    if not isinstance(one, Mapping):
        raise ValueError("a change is an object")
    at = datetime.fromisoformat(str(one["at"]))
    if at.tzinfo is None:
        raise ValueError(f"at: {one['at']} has no time zone; add Z or an offset")
    text = one.get("text")
    kind = ChangeKind(str(one["kind"]))
    if kind == ChangeKind.EDITED and not isinstance(text, str):
        raise ValueError("an edit needs the new `text`")
    known = [storable(str(one[name]), repair=False) for name in ("channel", "external_id")]
    new = storable(text, repair=False) if isinstance(text, str) else None
    return Change(kind, known[0], known[1], at.astimezone(UTC), new)


def _bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _reject(place: str, reason: str, raw: bytes, plan: ColumnMap) -> Reject:
    context = {"format": "json", "map": plan.name}
    told = reason.encode("utf-8", "replace").decode().replace("\x00", "")
    return Reject(place, told, raw[:KEPT_OF_A_REJECT], len(raw), context)
