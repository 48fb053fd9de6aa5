"""Kill the corridor at every named step, go on, and compare with an undisturbed run, row for row.

Each hit is a real SIGKILL of a process that carries a batch: no handler runs, nothing is flushed.
A fresh process then goes on from what is stored. The processes are forked from one that has
everything loaded, so that a hundred hits take seconds and not minutes.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import shutil
import signal
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

HITS = 20
BATCH = 40
ROWS = 2_400
# Columns that say when something was written by the wall clock, not what was written.
WALL_CLOCK = {
    "accounts_user": {"date_joined", "last_login", "password"},
    "accounts_workspace": {"created_at"},
    "common_auditentry": {"at", "hash", "previous_hash"},
    "listening_query": {"changed_at"},
    "understanding_readerversion": {"first_used_at"},
    "channels_source": {"config", "cursor"},  # both name the folder of the run
}
LEFT_OUT = ("django_", "sqlite_", "axes_", "auth_", "listening_fulltext_")


def run(data: Path, hits: int = HITS) -> dict[str, Any]:
    """A table: hits, resumed runs and rows that differ, for every step."""
    import django

    django.setup()
    # Loaded here once; every child is a fork that has it already.
    from firebell.common.steps import STEPS
    from firebell.runners.reading import load_reader
    from firebell.site import replaying  # noqa: F401

    load_reader()
    with tempfile.TemporaryDirectory(prefix="firebell-kills-") as folder:
        stage = Path(folder)
        posts = _posts(data, stage)
        template = _prepared(stage / "template")
        undisturbed = stage / "undisturbed"
        shutil.copytree(template, undisturbed)
        _must_end_well(_in_child(undisturbed, posts, None))
        expected = digests(undisturbed)
        table = {step: _torment(stage, template, posts, step, hits, expected) for step in STEPS}
    return {"rows": ROWS, "batch": BATCH, "steps": table}


def _torment(
    stage: Path, template: Path, posts: Path, step: str, hits: int, expected: dict[str, str]
) -> dict[str, Any]:
    """Kill again and again at one step, further in each time, until `hits` are reached."""
    home = stage / f"killed-{step}"
    shutil.copytree(template, home)
    done = 0
    while done < hits:
        # Each run goes on by a few batches before it is killed, at a changing distance.
        if _in_child(home, posts, (step, 1 + done % 3)) != -signal.SIGKILL:
            break
        done += 1
    _must_end_well(_in_child(home, posts, None))
    found = digests(home)
    shutil.rmtree(home)
    return {
        "hits": done,
        "tables_that_differ": [name for name in expected if found.get(name) != expected[name]],
    }


def _must_end_well(code: int) -> None:
    if code:
        raise RuntimeError(f"a run that nobody disturbed ended with {code}")


def _posts(data: Path, folder: Path) -> Path:
    from benchmarks.corridor import write_posts

    path = folder / "posts.jsonl"
    write_posts(data, path, ROWS)
    return path


def _prepared(home: Path) -> Path:
    """A migrated, empty home, made once and copied for every run."""
    _must_end_well(_forked(home, _migrate))
    return home


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _in_child(home: Path, posts: Path, kill_at: tuple[str, int] | None) -> int:
    """Play `posts` to the end, or to the kill, in a process of its own; its exit code."""

    def play() -> None:
        from firebell.common import steps
        from firebell.site import replaying

        if kill_at is not None:
            steps.arm(*kill_at)
        replaying.play(replaying.Score([posts], "plain", "airline", batch_size=BATCH))

    return _forked(home, play)


def _forked(home: Path, work: Callable[[], None]) -> int:
    home.mkdir(parents=True, exist_ok=True)

    def child() -> None:
        from django.conf import settings
        from django.db import connections

        os.environ["FIREBELL_HOME"] = str(home)
        settings.HOME = home
        connections["default"].close()
        connections["default"].settings_dict["NAME"] = str(home / "firebell.sqlite3")
        work()

    process = multiprocessing.get_context("fork").Process(target=child)
    process.start()
    process.join()
    return process.exitcode or 0


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
