"""Run `firebell` as a user does: in a process and a home of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.posts import post
from tests.stores.homes import store_of, with_tables


def firebell(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "firebell", *arguments],
        env=os.environ | store_of(home) | {"FIREBELL_HOME": str(home)} | environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def write_posts(path: Path, number: int, **said: Any) -> Path:
    """A file in firebell's own format with so many posts to the demo's airline."""
    with path.open("w", encoding="utf-8") as out:
        for each in range(1, number + 1):
            row = post(each, text=f"@united my flight {each} is late, please help", **said)
            row = {key: value for key, value in row.items() if value is not None}
            out.write(json.dumps(row | {"at": row["at"].isoformat()}) + "\n")
    return path


def replay(home: Path, posts: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Into a store that has its tables, where nothing is there yet."""
    if "FIREBELL_DATABASE_URL" not in environment and home.is_dir() and os.access(home, os.W_OK):
        with_tables(home)
    return firebell(
        home, "replay", str(posts), "--map", "plain", "--queries-of", "airline", "--json",
        **environment,
    )  # fmt: skip
