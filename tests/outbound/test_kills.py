"""Senders are killed at every step of the way out, against a real server that takes twice what it
is told twice: nothing is sent twice, nothing is lost, and what is uncertain is found out."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from firebell.common.steps import SENDING_STEPS
from tests.outbound.standin.running import ROOT, serving
from tests.stores.homes import store_of, with_tables

HITS = 2
FINE = {
    "not_sent": 0,
    "never_taken": 0,
    "taken_twice": 0,
    "unknown": 0,
    "open_cases": 0,
    "broken_promises": [],
}


@pytest.mark.parametrize("step", SENDING_STEPS)
def test_a_kill_at_any_step_sends_nothing_twice_and_loses_nothing(tmp_path, step):
    store = store_of(with_tables(tmp_path))
    with serving() as server:
        done = subprocess.run(
            [sys.executable, "-m", "tests.outbound.standin.torment", step, str(HITS), "2"]
            + [server.url],
            cwd=ROOT,
            env=os.environ | store | server.opened | {"FIREBELL_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    table = json.loads(done.stdout)
    assert {name: table[name] for name in FINE} == FINE, done.stderr
    assert (table["hits"], table["ends"], table["intents"]) == (HITS, [0, 0], 2 * HITS + 4)
