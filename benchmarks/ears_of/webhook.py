"""Web hooks: what the door stores durably before it says so, and what is taken in of it."""

from __future__ import annotations

import json
import sqlite3
import time
from pathlib import Path
from typing import Any

from benchmarks.door import Knocked, knock, open_door, row
from benchmarks.hearing import BRAND, lag, opened, rate, stamped, texts, watch, working
from benchmarks.houses import Stage

CALLS, ROWS_A_CALL = 1_000, 50
LAG_WORDS, LAG_RATE = 200, 20


def measure(stage: Stage, data: Path, folder: Path, shorter: float) -> dict[str, Any]:
    from firebell.common import signing

    calls, words = int(CALLS / shorter), int(LAG_WORDS / shorter)
    said = texts(data, calls)
    house = opened(stage, "webhook", "webhook", {"secret": signing.new_secret()}, airlines=True)

    def single(number: int) -> list[Any]:
        return [row(f"one-{number}", said[number % len(said)], f"person-{number}")]

    def many(number: int) -> list[Any]:
        return [
            row(f"many-{number}-{n}", said[(number + n) % len(said)], f"person-{number}")
            for n in range(ROWS_A_CALL)
        ]

    def late(number: int) -> list[Any]:
        time.sleep(1 / LAG_RATE)
        return [row(f"late-{number}", stamped(f"{BRAND} is late"), f"person-{number}")]

    with open_door(house) as door:
        ones = knock(door, single, lambda number: number < calls)
        bundles = knock(door, many, lambda number: number < calls // 10)
        expected, began = ones.rows + bundles.rows, time.time()
        with working(house):
            taken = watch(house, expected, 240)
            slow = knock(door, late, lambda number: number < words)
            found = watch(house, expected + slow.rows, 60)
    stage.clear(house)
    return {
        "door_one_row_a_call": _told(ones),
        f"door_{ROWS_A_CALL}_rows_a_call": _told(bundles),
        "insert_commit_each_rows_per_second": _plain(folder, said),
        "worker_rows_per_second": rate(expected, taken.last - began),
        "stored": found.stored,
        "lost": expected + slow.rows - found.different,
        "doubled": found.stored - found.different,
        "lag": lag(found.lags),
    }


def _told(knocked: Knocked) -> dict[str, float]:
    return {
        "calls_per_second": rate(knocked.calls, knocked.seconds),
        "rows_per_second": rate(knocked.rows, knocked.seconds),
    }


def _plain(folder: Path, said: list[str]) -> float:
    """The same bodies, one commit each, without a server: what the disk and SQLite alone do."""
    store = sqlite3.connect(folder / "plain.sqlite3", isolation_level=None)
    store.execute("PRAGMA journal_mode=WAL")
    store.execute("PRAGMA synchronous=FULL")
    store.execute("CREATE TABLE call (id INTEGER PRIMARY KEY, body TEXT)")
    began = time.perf_counter()
    for number, text in enumerate(said):
        body = json.dumps([row(f"one-{number}", text, "somebody")])
        store.execute("INSERT INTO call (body) VALUES (?)", (body,))
    seconds = time.perf_counter() - began
    store.close()
    return rate(len(said), seconds)
