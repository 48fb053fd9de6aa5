"""The whole corridor on both stores beside a plain loop, on the same posts, in one run.

Ours parses, deduplicates, matches, reads, counts, detects, opens cases, indexes for search and
stores durably: into SQLite with a write-ahead log and full synchronisation, then into PostgreSQL
with fsync and synchronous commits. The plain loop parses, asks VADER for the sentiment and inserts
row by row into an SQLite like ours.
"""

from __future__ import annotations

import csv
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.postgres import serving

TARGETS = {"sqlite": 3_000, "postgresql": 2_500}
TOLD = ("rows", "inserted", "seconds", "per_second")
ROWS = 60_000
PLAIN_ROWS = 10_000


def run(data: Path, rows: int = ROWS) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="firebell-bench-") as folder:
        posts = Path(folder) / "posts.jsonl"
        written = write_posts(data, posts, rows)
        ours = replay(posts, Path(folder) / "home")
        with serving() as server:
            there = replay(posts, Path(folder) / "other", server.fresh("corridor"))
        every, batched = (plain_loop(posts, Path(folder), size) for size in (1, 1_000))
    return {
        "posts": written,
        "firebell": {name: ours[name] for name in TOLD},
        "firebell_postgresql": {name: there[name] for name in TOLD},
        "targets": TARGETS,
        "cases": ours["cases"],
        "alerts": len(ours["alerts"]),
        "vader_and_insert_commit_each_per_second": every,
        "vader_and_insert_commit_each_1000_per_second": batched,
        "ratio_to_commit_each": round(ours["per_second"] / every, 2),
        "ratio_to_commit_each_1000": round(ours["per_second"] / batched, 2),
    }


def write_posts(data: Path, path: Path, rows: int) -> int:
    """`posts_of` into a file of JSON lines; how many there are."""
    posts = posts_of(data, rows)
    with path.open("w", encoding="utf-8") as out:
        for post in posts:
            out.write(json.dumps(post, ensure_ascii=False) + "\n")
    return len(posts)


def posts_of(data: Path, rows: int) -> list[dict[str, Any]]:
    """Real tweets to airlines: the same week several times over, under new ids, until enough.

    The copies of a week lie over each other, half a minute apart, so that there is as much traffic
    as a busy brand has; laid end to end, most of the time would go into judging quiet minutes.
    """
    with (data / "airline" / "Tweets.csv").open(newline="", encoding="utf-8") as stream:
        tweets = sorted(csv.DictReader(stream), key=lambda row: row["tweet_created"])
    copies = -(-rows // len(tweets))
    return sorted(_copies(tweets, copies), key=lambda post: post["at"])[:rows]


def _copies(tweets: list[dict[str, str]], copies: int) -> Iterator[dict[str, Any]]:
    for copy in range(copies):
        for row in tweets:
            at = datetime.strptime(row["tweet_created"], "%Y-%m-%d %H:%M:%S %z")
            yield {
                "channel": "twitter",
                "external_id": f"{row['tweet_id']}-{copy}",
                "kind": "post",
                "direction": "inbound",
                "at": (at.astimezone(UTC) + timedelta(seconds=30 * copy)).isoformat(),
                "text": row["text"],
                "author": f"{row['name']}-{copy}",
                "reposts": int(row["retweet_count"]),
            }


def replay(posts: Path, home: Path, database: str = "") -> dict[str, Any]:
    """`firebell replay` in a process and a home of its own, with the airlines' queries.

    Without the address of a `database` it stores in the home's SQLite.
    """
    environment = os.environ | {"FIREBELL_HOME": str(home), "FIREBELL_DATABASE_URL": database}
    command = [sys.executable, "-m", "firebell", "replay", str(posts), "--map", "plain"]
    command += ["--queries-of", "airline", "--json"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def plain_loop(posts: Path, folder: Path, commit_every: int) -> float:
    """Posts a second of the loop that one would write in an afternoon."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer = SentimentIntensityAnalyzer()
    store = sqlite3.connect(folder / f"plain-{commit_every}.sqlite3", isolation_level=None)
    store.execute("PRAGMA journal_mode=WAL")
    store.execute("PRAGMA synchronous=FULL")
    store.execute("CREATE TABLE post (id TEXT PRIMARY KEY, at TEXT, text TEXT, compound REAL)")
    began = time.perf_counter()
    with posts.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream):
            if number == PLAIN_ROWS:
                break
            if number % commit_every == 0:
                store.execute("BEGIN")
            post = json.loads(line)
            compound = analyzer.polarity_scores(post["text"])["compound"]
            store.execute(
                "INSERT OR IGNORE INTO post VALUES (?, ?, ?, ?)",
                (post["external_id"], post["at"], post["text"], compound),
            )
            if (number + 1) % commit_every == 0:
                store.execute("COMMIT")
    if store.in_transaction:
        store.execute("COMMIT")
    seconds = time.perf_counter() - began
    store.close()
    return round(PLAIN_ROWS / seconds, 1)
