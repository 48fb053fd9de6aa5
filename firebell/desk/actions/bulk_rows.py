"""Plain statements for the desk's bulk verb: one for each kind of row, however many rows."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import connection

from firebell.common import bulk
from firebell.desk.enums import CaseState


@dataclass(slots=True)
class CaseRow:
    """A row of Case; the fields are its columns. A thousand of them cost little to make."""

    id: int
    workspace_id: int
    number: int
    profile_id: int | None
    brand_id: int | None
    title: str
    channel: str
    language: str
    state: CaseState
    owner_id: int | None
    queue_id: int
    priority: int
    opened_at: datetime
    due_at: datetime | None
    waiting_since: datetime | None
    last_word_at: datetime
    snoozed_until: datetime | None = None
    first_answer_at: datetime | None = None
    overdue_noted_at: datetime | None = None
    closed_at: datetime | None = None
    reopened: int = 0


_COLUMNS = tuple(field.name for field in fields(CaseRow))
_INSTANTS = tuple(
    n for n, name in enumerate(_COLUMNS) if name.endswith(("_at", "_since", "_until"))
)
_CHANGING = (
    "state",
    "priority",
    "due_at",
    "waiting_since",
    "last_word_at",
    "snoozed_until",
    "first_answer_at",
    "overdue_noted_at",
    "closed_at",
    "reopened",
)
_values = attrgetter(*_COLUMNS)
# What a case of this moment would be written with, to be compared with a later moment's.
changing = attrgetter(*_CHANGING)
_LAST_WORD = _CHANGING.index("last_word_at")
_PLACES = tuple(_COLUMNS.index(name) for name in (*_CHANGING, "id"))


class Item(NamedTuple):
    """A row of CaseItem; the fields are its columns."""

    interaction_id: int
    case_id: int | None
    needs_answer: bool
    state: str
    settled_at: datetime | None = None
    answered_by_id: int | None = None
    reply_id: int | None = None
    reason: str = ""


class Event(NamedTuple):
    """A row of CaseEvent by nobody in particular."""

    case_id: int
    at: datetime
    kind: str
    data: dict[str, Any]


class Thread(NamedTuple):
    """A row of Conversation."""

    workspace_id: int
    channel: str
    thread: str
    case_id: int


def cases_by_id(ids: Collection[int]) -> dict[int, CaseRow]:
    """Id -> case, for those that are there."""
    if not ids:
        return {}
    named, values = bulk.one_of("id", list(ids))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(_COLUMNS)} FROM desk_case WHERE {named}", values)
        return {row[0]: _read(row) for row in cursor.fetchall()}


def _read(row: Sequence[Any]) -> CaseRow:
    values = list(row)
    for place in _INSTANTS:
        if values[place] is not None:
            values[place] = bulk.read_instant(values[place])
    case = CaseRow(*values)
    case.state = CaseState(case.state)
    return case


def insert_cases(cases: Iterable[CaseRow]) -> None:
    """Insert new cases with the keys that they have."""
    bulk.insert("desk_case", _COLUMNS, [_stored(case) for case in cases])


def update_cases(cases: Iterable[CaseRow], before: Mapping[int, tuple[Any, ...]]) -> None:
    """Store what has become of cases; `before` is what was `changing` of each when it was read.

    Most only heard one word more. They are told nothing else: SQLite writes every index anew that
    has a column which a statement names, whether its value changes or not.
    """
    rows, heard = [], []
    for case in cases:
        if _but_last_word(changing(case)) == _but_last_word(before[case.id]):
            heard.append((bulk.instant(case.last_word_at), case.id))
        else:
            stored = _stored(case)
            rows.append([stored[place] for place in _PLACES])
    bulk.update("desk_case", "id", _CHANGING, rows)
    bulk.update("desk_case", "id", ["last_word_at"], heard)


def _but_last_word(values: tuple[Any, ...]) -> tuple[Any, ...]:
    return values[:_LAST_WORD] + values[_LAST_WORD + 1 :]


def _stored(case: CaseRow) -> list[Any]:
    values = list(_values(case))
    for place in _INSTANTS:
        if values[place] is not None:
            values[place] = bulk.instant(values[place])
    return values


def insert_items(items: Iterable[Item]) -> None:
    bulk.insert("desk_caseitem", Item._fields, [_stored_item(item) for item in items])


def update_items(items: Iterable[Item]) -> None:
    rows = [(*_stored_item(item)[1:7], item.interaction_id) for item in items]
    bulk.update("desk_caseitem", "interaction_id", Item._fields[1:7], rows)


def _stored_item(item: Item) -> tuple[Any, ...]:
    if item.settled_at is None:
        return item
    return item._replace(settled_at=bulk.instant(item.settled_at))  # type: ignore[arg-type]


def insert_events(events: Iterable[Event]) -> None:
    rows = [(case, bulk.instant(at), kind, json.dumps(data)) for case, at, kind, data in events]
    bulk.insert("desk_caseevent", Event._fields, rows)


def insert_threads(threads: Iterable[Thread]) -> None:
    bulk.insert("desk_conversation", Thread._fields, threads)
