from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from firebell.common import bulk, clock
from firebell.core.understanding.care.details import details
from firebell.understanding.models import ReaderVersion, Reading

READING_COLUMNS = [
    "interaction_id",
    "version_id",
    "language",
    "language_p",
    "sentiment",
    "negative",
    "neutral",
    "positive",
    "needs_answer",
    "needs_answer_p",
    "toxicity",
    "emotion",
    "irony",
    "intent",
    "complaint",
    "complexity",
    "stance",
    "fingerprint",
    "toxic_spans",
    "because",
    "details",
]
SECOND = "/second-floor-"
"""Stands in the name of every version of the second floor, after the reader that it revises."""
_TAKEN_AS_READ = READING_COLUMNS[2:18]


def version_id(name: str) -> int:
    """The id under which readings of the reader `name` are stored."""
    version, _new = ReaderVersion.objects.get_or_create(
        name=name, defaults={"first_used_at": clock.now()}
    )
    return version.pk


def store_readings(
    version: int, interaction_ids: Sequence[int], readings: pa.RecordBatch, rows: Sequence[int]
) -> None:
    """Insert the readings at `rows` of a batch (schema `READING`), one for each interaction."""
    columns: dict[str, list[Any]] = _columns(readings)
    taken = [columns[name] for name in _TAKEN_AS_READ]
    spans, because, more = columns["toxic_spans"], columns["because"], details(readings)
    bulk.insert(
        "understanding_reading",
        READING_COLUMNS,
        [
            (
                interaction_id,
                version,
                *(column[row] for column in taken),
                json.dumps(spans[row]) if spans[row] else "[]",
                because[row][:300],
                more[row],
            )
            for interaction_id, row in zip(interaction_ids, rows, strict=True)
        ],
    )


def store_readings_again(
    version: int, interaction_ids: Sequence[int], readings: pa.RecordBatch, rows: Sequence[int]
) -> None:
    """The same for words that were edited: what this version said of the text before is replaced.

    An update and not a removal, so that a word that needs an answer is never without its reading.
    What a second look found in the text before is removed.
    """
    Reading.objects.filter(
        interaction_id__in=interaction_ids, version__name__contains=SECOND
    ).delete()
    columns, more = _columns(readings), details(readings)
    for interaction_id, row in zip(interaction_ids, rows, strict=True):
        values = {name: columns[name][row] for name in (*_TAKEN_AS_READ, "toxic_spans")}
        Reading.objects.update_or_create(
            interaction_id=interaction_id,
            version_id=version,
            defaults=values | {"because": columns["because"][row][:300], "details": more[row]},
        )


def _columns(readings: pa.RecordBatch) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = readings.select(
        [*_TAKEN_AS_READ, "toxic_spans", "because"]
    ).to_pydict()
    return columns
