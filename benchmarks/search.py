"""Search over a million interactions on both stores, from a cold cache, beside LIKE and OFFSET.

Real tweets, many times over and spread over two years, with rare words added as languages have
them; three workspaces of very different size that share all their common words. The product's own
corridor carries them there, so that every row and index is its own. An agent who may see only the
largest asks for first pages, for page 10,000 (or the last there is), and for counts. Before each
request nothing is in memory: SQLite's file is evicted and a new connection made, PostgreSQL is
started anew on evicted files.

`FIREBELL_BENCH_ROWS` makes it smaller.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from benchmarks.parts import run_part

ROWS = 1_000_000
STORES = ("sqlite", "postgresql")


def run(data: Path, rows: int = 0) -> dict[str, Any]:
    """Store -> what it was asked -> milliseconds (median, p95, p99)."""
    wanted = rows or int(os.environ.get("FIREBELL_BENCH_ROWS", ROWS))
    # Each in a process of its own: Django knows one store.
    found = {
        store: run_part("benchmarks.searching", store, data, wanted, environment=os.environ)
        for store in STORES
    }
    return {"rows": wanted, "cold": "nothing in memory before each request", **found}
