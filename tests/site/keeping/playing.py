"""Run the commands of this room in homes and stores of their own, and look into what they leave."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from firebell.site.keeping.checking import opened
from tests.site.commands import firebell

Rows = dict[str, dict[Any, dict[str, Any]]]


def run(
    home: Path, *arguments: str, database: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """On SQLite unless `database` is an address."""
    return firebell(home, *arguments, FIREBELL_DATABASE_URL=database, **environment)


def ok(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def refused(done: subprocess.CompletedProcess[str]) -> str:
    """The one line on standard error of a command that could not run."""
    assert done.returncode == 2, done.stdout + done.stderr
    (line,) = done.stderr.strip().splitlines()
    return line


def sums(home: Path, database: str = "") -> dict[str, Any]:
    """Table -> rows and checksum, as a backup made now says."""
    path = home / "sums.backup"
    told = json.loads(ok(run(home, "backup", str(path), "--json", database=database)))
    path.unlink()
    return told["tables"]


def rows(path: Path) -> Rows:
    """Table -> first column (its key) -> row, of a whole backup."""
    found: Rows = {}
    with opened(path, None) as (header, sections):
        columns = {
            table["name"]: [name for name, _ in table["columns"]] for table in header["tables"]
        }
        for section in sections:
            if name := section.opening.get("table"):
                lines = (
                    dict(zip(columns[name], json.loads(line), strict=True)) for line in section
                )
                found[name] = {row[columns[name][0]]: row for row in lines}
    return found


def drafts(folder: Path) -> list[str]:
    return sorted(path.name for path in _all(folder) if ".draft-" in path.name)


def _all(folder: Path) -> Iterator[Path]:
    return folder.rglob("*")
