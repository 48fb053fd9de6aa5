"""Kill the house at every named step, on both stores, let others go on, and look what is true.

Each hit is a real SIGKILL of a process at work: no handler runs, nothing is flushed. Whoever comes
next goes on from what is stored. See `kill_hearing` for the corridor and `kill_sending` for replies
on their way out. `FIREBELL_BENCH_HITS` says how many hits each step gets.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.parts import run_part
from benchmarks.postgres import serving

HITS = 50
COLUMNS = ("hits", "lost", "doubled", "sent_twice", "uncertain_left", "differs", "wrong")
# Columns that say when something was written by the wall clock, not what was written.
WALL_CLOCK = {
    "accounts_user": {"date_joined", "last_login", "password"},
    "accounts_workspace": {"created_at"},
    "common_auditentry": {"at", "hash", "previous_hash"},
    "listening_query": {"changed_at"},
    "understanding_readerversion": {"first_used_at"},
    # The first two name the folder of the run.
    "channels_source": {"config", "cursor", "health_since"},
}
LEFT_OUT = ("django_", "sqlite_", "axes_", "auth_", "listening_fulltext_")


def run(data: Path, hits: int = 0) -> dict[str, Any]:
    """Store -> step -> hits, and what was lost, doubled, sent twice or left uncertain by them."""
    wanted = hits or int(os.environ.get("FIREBELL_BENCH_HITS", HITS))
    with serving(lasting=False) as server:
        stores = {"sqlite": "", "postgresql": server.address}
        found = {store: _on(data, address, wanted) for store, address in stores.items()}
    return {"wanted_hits": wanted, "stores": found}


def _on(data: Path, address: str, hits: int) -> dict[str, Any]:
    """All steps on one store, in a process of its own: Django knows one kind of store at a time."""
    with tempfile.TemporaryDirectory(prefix="firebell-kills-") as folder:
        environment = os.environ | {"FIREBELL_DATABASE_URL": address, "FIREBELL_HOME": folder}
        return run_part(
            *("benchmarks.killing", data, hits, folder, address), environment=environment
        )


def table(result: dict[str, Any]) -> str:
    """What `run` found, a line for each step and store."""
    lines = [f"{'step':<18}{'store':<12}" + "".join(f"{name:>16}" for name in COLUMNS)]
    for store, steps in result["stores"].items():
        for step, found in steps.items():
            cells = [_cell(found.get(name)) for name in COLUMNS]
            lines.append(f"{step:<18}{store:<12}" + "".join(f"{cell:>16}" for cell in cells))
    return "\n".join(lines)


def _cell(value: Any) -> str:
    if value is None:
        return "-"
    return ", ".join(value) or "none" if isinstance(value, list) else str(value)


def digests(home: Path) -> dict[str, str]:
    """Table -> digest over all its rows in order of id, wall-clock columns left out."""
    store = sqlite3.connect(f"file:{home / 'firebell.sqlite3'}?mode=ro", uri=True)
    found = {}
    for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        if name.startswith(LEFT_OUT):
            continue
        columns = [row[1] for row in store.execute(f"PRAGMA table_info({name})")]
        kept = ", ".join(c for c in columns if c not in WALL_CLOCK.get(name, set()))
        digest = hashlib.sha256()
        for row in store.execute(f"SELECT {kept} FROM {name} ORDER BY 1, 2"):
            digest.update(repr(row).encode())
        found[name] = digest.hexdigest()
    store.close()
    return found
