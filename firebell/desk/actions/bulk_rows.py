"""Plain statements for the desk's bulk verb: one for each kind of row, however many rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Model

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


def insert_rows(rows: Iterable[Model]) -> None:
    """Insert rows of one model as they are; a key that is not set is left to the database."""
    made = list(rows)
    if not made:
        return
    meta = made[0]._meta
    fields = [one for one in meta.concrete_fields if not one.primary_key or made[0].pk is not None]
    names = [field.attname for field in fields]
    bulk.insert(
        meta.db_table, [field.column for field in fields], [_values(row, names) for row in made]
    )


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


def _values(row: Model, columns: Sequence[str]) -> list[Any]:
    return [_stored(getattr(row, column)) for column in columns]


def _stored(value: Any) -> Any:
    if isinstance(value, datetime):
        return bulk.instant(value)
    return json.dumps(value) if isinstance(value, dict) else value
