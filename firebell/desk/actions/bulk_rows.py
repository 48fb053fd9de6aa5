"""Plain statements for the desk's bulk verb: one for each kind of row, however many rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from firebell.common import bulk
from firebell.desk.models import Case, CaseItem

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
_ITEM = ("case_id", "needs_answer", "state", "settled_at", "answered_by_id")


def update_cases(cases: Sequence[Case]) -> None:
    _update("desk_case", "id", _CASE, ((*_values(case, _CASE), case.pk) for case in cases))


def update_items(items: Sequence[CaseItem]) -> None:
    rows = ((*_values(item, _ITEM), item.interaction_id) for item in items)
    _update("desk_caseitem", "interaction_id", _ITEM, rows)


def insert_items(items: Sequence[CaseItem]) -> None:
    if items:
        rows = [(item.interaction_id, "", *_values(item, _ITEM)) for item in items]
        bulk.insert("desk_caseitem", ("interaction_id", "reason", *_ITEM), rows)


def _update(table: str, key: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    values = list(rows)
    if not values:
        return
    places = ", ".join(f"{column} = %s" for column in columns)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {places} WHERE {key} = %s", values)


def _values(row: Case | CaseItem, columns: Sequence[str]) -> list[Any]:
    return [_stored(getattr(row, column)) for column in columns]


def _stored(value: Any) -> Any:
    return bulk.instant(value) if isinstance(value, datetime) else value
