"""Plain statements for the desk's bulk verb: one for each kind of row, however many rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from firebell.common import bulk
from firebell.desk.models import Case

_CASE = (
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


class Item(NamedTuple):
    """A row of CaseItem; the fields are its columns."""

    interaction_id: int
    case_id: int | None
    needs_answer: bool
    state: str
    settled_at: datetime | None = None
    answered_by_id: int | None = None
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


def insert_cases(cases: Iterable[Case]) -> None:
    """Insert new cases with the keys that they have."""
    names = [field.attname for field in Case._meta.concrete_fields]
    bulk.insert("desk_case", names, [_values(case, names) for case in cases])


def insert(table: str, rows: Sequence[Item] | Sequence[Event] | Sequence[Thread]) -> None:
    """Insert rows of one kind."""
    if rows:
        bulk.insert(table, rows[0]._fields, [[_stored(value) for value in row] for row in rows])


def update_cases(cases: Sequence[Case]) -> None:
    _update("desk_case", "id", _CASE, ((*_values(case, _CASE), case.pk) for case in cases))


def update_items(items: Sequence[Item]) -> None:
    columns = Item._fields[1:6]
    rows = ((*map(_stored, item[1:6]), item.interaction_id) for item in items)
    _update("desk_caseitem", "interaction_id", columns, rows)


def _update(table: str, key: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    values = list(rows)
    if not values:
        return
    places = ", ".join(f"{column} = %s" for column in columns)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {places} WHERE {key} = %s", values)


def _values(row: Case, columns: Sequence[str]) -> list[Any]:
    return [_stored(getattr(row, column)) for column in columns]


def _stored(value: Any) -> Any:
    if isinstance(value, datetime):
        return bulk.instant(value)
    return json.dumps(value) if isinstance(value, dict) else value
