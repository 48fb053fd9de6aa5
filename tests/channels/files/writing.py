"""Files for tests, and one way to read them."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from firebell.channels.contract import Batch, Reject
from firebell.channels.files.reader import FileJob, read_file

NOW = datetime(2026, 1, 2, tzinfo=UTC)
HEADER = ["external_id", "at", "author", "text"]


def row(number: int, text: str = "my parcel is late", **more: Any) -> dict[str, Any]:
    at = f"2026-01-01T10:00:{number % 60:02d}Z"
    return {"external_id": f"p{number}", "at": at, "author": "anna", "text": text, **more}


def write_csv(path: Path, rows: Sequence[Mapping[str, Any]], **style: Any) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]), **style)
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_jsonl(path: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def batches(path: Path, size: int = 1_000, cursor: Any = None, **job: Any) -> list[Batch]:
    return list(read_file(FileJob(path, **job), cursor or {}, size, NOW))


def read(path: Path, **job: Any) -> tuple[list[dict[str, Any]], list[Reject]]:
    """All rows and all rejects."""
    rows: list[dict[str, Any]] = []
    rejects: list[Reject] = []
    for batch in batches(path, **job):
        rows += batch.interactions.to_pylist()
        rejects += batch.rejects
    return rows, rejects


def ids(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return [row["external_id"] for row in rows]
