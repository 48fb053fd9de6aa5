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
    with tempfile.TemporaryDirectory(prefix="firebell-ears-") as folder:
        return run_part("benchmarks.ears", data, folder, environment=environment(Path(folder)))


def main(data: Path, folder: Path, names: tuple[str, ...]) -> dict[str, Any]:
    """In a process of its own, with everything loaded before the first fork."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "firebell.site.settings")
    django.setup()
    from firebell.runners.reading import load_reader
    from firebell.site import worker  # noqa: F401

    load_reader()
    stage = Stage(folder / "houses")
    least = float(os.environ.get("FIREBELL_BENCH_SHORTER", 1))
    found = {}
    for name in names or NETWORKS:
        module = importlib.import_module(f"benchmarks.ears_of.{name}")
        print(f"ear: {name}", file=sys.stderr)
        found[name] = module.measure(stage, data, folder, least)
    return found


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]), tuple(sys.argv[3:]))))
