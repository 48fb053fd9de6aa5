"""A real kill of the real command at every step, on either store: in the end nothing differs."""

from __future__ import annotations

import json
import signal
from pathlib import Path
from typing import Any

import pytest

from firebell.common.steps import STEPS
from tests.site.commands import firebell, replay, write_posts
from tests.stores.contents import contents
from tests.stores.marks import on_postgres

# On SQLite tests/site/test_bad_days.py compares more: every row with its ids.
pytestmark = on_postgres


@pytest.fixture(scope="module")
def posts(tmp_path_factory) -> Path:
    return write_posts(tmp_path_factory.mktemp("posts") / "posts.jsonl", 2_500)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory, posts) -> dict[str, Any]:
    home = tmp_path_factory.mktemp("undisturbed")
    done = replay(home, posts)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["inserted"] == 2_500
    return contents(home)


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_at_any_step_changes_nothing_in_the_end(tmp_path, posts, undisturbed, step):
    killed = replay(tmp_path, posts, FIREBELL_KILL_AT=f"{step}:2")
    assert killed.returncode == -signal.SIGKILL
    assert replay(tmp_path, posts).returncode == 0
    found = contents(tmp_path)
    assert {kind for kind in undisturbed if found[kind] != undisturbed[kind]} == set()
    assert firebell(tmp_path, "check").returncode == 0
