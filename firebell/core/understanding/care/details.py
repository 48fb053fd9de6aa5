"""The rarer part of a reading as one JSON text, '' where there is nothing to tell.

Keys, each only where it says something: ``p`` (probabilities of what was found), ``sensitive``,
``sensitive_spans``, ``threat_spans``, ``slur_spans``, ``entities`` and ``personal_data`` (kind,
start, end). Links and handles are left out: they stand in the text as they are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

COLUMNS = (
    *("emotion_p", "intent_p", "complaint_p", "threat", "threat_spans", "slur_spans"),
    *("sensitive", "sensitive_spans", "entities", "personal_data", "uncertain"),
)
"""The columns of READING that are told here and nowhere else in a store. ``uncertain`` is told
by the language alone."""

_LISTS = ("sensitive", "sensitive_spans", "threat_spans", "slur_spans", "entities", "personal_data")
_PLAIN = frozenset({"handle", "link"})
_write = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


def details(readings: pa.RecordBatch) -> list[str]:
    """One text for each reading (schema READING). Only what is there costs time."""
    found: list[dict[str, Any]] = [{} for _ in range(readings.num_rows)]
    for text, chances in enumerate(_chances(readings)):
        if chances:
            found[text]["p"] = chances
    for name in _LISTS:
        column = readings.column(name)
        lengths = pc.fill_null(pc.list_value_length(column), 0).to_numpy(zero_copy_only=False)
        for row in np.flatnonzero(lengths).tolist():
            if told := _told(name, column[row].as_py()):
                found[row][name] = told
    return [_write(one) if one else "" for one in found]


def _chances(readings: pa.RecordBatch) -> list[dict[str, float]]:
    """Probabilities of what stands out: an emotion, an intent, a complaint, a threat."""
    names = ("emotion", "emotion_p", "intent", "intent_p", "complaint", "complaint_p", "threat")
    columns = (readings.column(name).to_pylist() for name in names)
    rows: list[dict[str, float]] = []
    for emotion, emotion_p, intent, intent_p, complaint, complaint_p, threat in zip(
        *columns, strict=True
    ):
        row = {}
        if emotion and emotion != "none":
            row["emotion"] = round(emotion_p, 3)
        if intent and intent != "other":
            row["intent"] = round(intent_p, 3)
        if complaint:
            row["complaint"] = round(complaint_p, 3)
        if threat is not None and threat >= 0.5:
            row["threat"] = round(threat, 3)
        rows.append(row)
    return rows


def _told(name: str, value: list[Any]) -> list[Any]:
    if name == "sensitive" or name.endswith("_spans"):
        return value
    return [_place(one) for one in value if one["kind"] not in _PLAIN]


def _place(one: Mapping[str, Any]) -> list[Any]:
    return [one["kind"], one["start"], one["end"]]
