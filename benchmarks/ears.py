"""How fast each network is heard, and how soon after it was said a word is stored.

Each ear as its reader alone, and through a worker and the corridor into SQLite, beside what a user
would pick instead on the same input in the same run. Servers are processes of their own on
loopback; on a machine of two cores they take their share of what is measured. Throughput is at full
speed, lag at a steady modest rate. `FIREBELL_BENCH_SHORTER` divides all sizes, for a short run.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.hearing import environment
from benchmarks.houses import Stage
from benchmarks.parts import run_part

NETWORKS = ("bluesky", "mastodon", "feeds", "email", "webhook")


def run(data: Path) -> dict[str, Any]:
    return {name: _apart(name, data) for name in NETWORKS}


def _apart(name: str, data: Path) -> dict[str, Any]:
    """Each in a process of its own, since it forks and what others left running would be in it."""
    print(f"ear: {name}", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="firebell-ears-") as folder:
        there = environment(Path(folder))
        return run_part("benchmarks.ears", data, folder, name, environment=there)


def main(data: Path, folder: Path, name: str) -> dict[str, Any]:
    """In a process of its own, with everything loaded before the first fork."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firebell.site.settings")
    django.setup()
    from firebell.runners.reading import load_reader
    from firebell.site import worker  # noqa: F401

    load_reader()
    shorter = float(os.environ.get("FIREBELL_BENCH_SHORTER", 1))
    module = importlib.import_module(f"benchmarks.ears_of.{name}")
    found: dict[str, Any] = module.measure(Stage(folder / "houses"), data, folder, shorter)
    return found


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])))
