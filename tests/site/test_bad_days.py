"""The disk is full, another program holds the database, somebody kills us: nothing is lost."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
from pathlib import Path

import pytest

from benchmarks.kills import digests
from firebell.common.steps import STEPS
from tests.site.commands import replay, write_posts
from tests.stores.marks import on_sqlite


@pytest.fixture(scope="module")
def posts(tmp_path_factory) -> Path:
    return write_posts(tmp_path_factory.mktemp("posts") / "posts.jsonl", 2_500)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory, posts) -> dict[str, str]:
    home = tmp_path_factory.mktemp("undisturbed")
    done = replay(home, posts)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["inserted"] == 2_500
    return digests(home)


@on_sqlite  # tests/stores/test_kills.py does it on PostgreSQL
@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_any_step_changes_nothing_in_the_end(tmp_path, posts, undisturbed, step):
    """One real kill of the real command a step; `firebell bench kills` makes many."""
    killed = replay(tmp_path, posts, FIREBELL_KILL_AT=f"{step}:2")
    assert killed.returncode == -signal.SIGKILL
    assert replay(tmp_path, posts).returncode == 0
    found = digests(tmp_path)
    assert {name for name in undisturbed if found[name] != undisturbed[name]} == set()


@pytest.fixture
def small_disk(tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("mounting a small file system needs root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@on_sqlite
def test_a_full_disk_is_said_plainly_and_the_run_can_go_on(small_disk, posts, undisturbed):
    refused = replay(small_disk, posts)
    assert refused.returncode == 2
    assert "is full" in refused.stderr
    assert "run the same command again" in refused.stderr.replace("\n", " ")
    assert len(refused.stderr.strip().splitlines()) == 1

    subprocess.run(["mount", "-o", "remount,size=200m", str(small_disk)], check=True)
    assert replay(small_disk, posts).returncode == 0
    found = digests(small_disk)
    assert {name for name in undisturbed if found[name] != undisturbed[name]} == set()


@on_sqlite
def test_a_database_that_another_program_holds(tmp_path, posts):
    assert replay(tmp_path, write_posts(tmp_path / "one.jsonl", 1)).returncode == 0
    other = sqlite3.connect(tmp_path / "firebell.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        refused = replay(tmp_path, posts, FIREBELL_DATABASE_TIMEOUT="0.3")
    finally:
        other.close()
    assert refused.returncode == 2
    assert "another program holds the database" in refused.stderr
    assert replay(tmp_path, posts).returncode == 0


def test_a_home_that_cannot_be_written_to(tmp_path, posts):
    if os.geteuid() == 0:
        target = tmp_path / "file"
        target.write_text("not a folder")
    else:
        target = tmp_path / "sealed"
        target.mkdir(mode=0o500)
    refused = replay(target, posts)
    assert refused.returncode == 2
    assert str(target) in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1


@on_sqlite
def test_a_damaged_database_is_named_as_such(tmp_path, posts):
    (tmp_path / "firebell.sqlite3").write_bytes(b"this was a database once" * 500)
    refused = replay(tmp_path, posts)
    assert refused.returncode == 2
    assert "restore it from a backup" in refused.stderr
