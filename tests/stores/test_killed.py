"""Processes are killed while they hear and send, on each store; on PostgreSQL two at a time.

`firebell bench kills` does the same at every step, fifty times.
"""

from __future__ import annotations

import pytest

from benchmarks import kill_hearing
from benchmarks.hearing import environment
from benchmarks.parts import run_part
from benchmarks.postgres import serving

HITS = 2
HEARD = {"lost": 0, "doubled": 0, "differs": [], "wrong": []}
SENT = {"lost": 0, "sent_twice": 0, "uncertain_left": 0, "not_sent": 0, "wrong": []}
WANTED = {"after_counters": HEARD, "after_commit": HEARD, "after_network": SENT}


def torment(data_dir, folder, address=""):
    given = environment(folder) | {"FIREBELL_DATABASE_URL": address}
    return run_part(
        "benchmarks.killing", data_dir, HITS, folder, address, *WANTED, environment=given
    )


def holds(found):
    assert set(found) == set(WANTED)
    assert min(told["hits"] for told in found.values()) >= HITS
    kept = {step: {name: found[step][name] for name in wanted} for step, wanted in WANTED.items()}
    assert kept == WANTED


@pytest.mark.data
def test_nothing_is_lost_or_doubled_or_sent_twice_on_sqlite(data_dir, tmp_path):
    holds(torment(data_dir, tmp_path))


@pytest.mark.data
def test_nor_on_postgresql_with_two_workers_at_once(data_dir, tmp_path):
    with serving(lasting=False) as server:
        holds(torment(data_dir, tmp_path, server.address))


def test_what_is_lost_or_doubled_or_otherwise_is_found_to_be():
    expected = {"external ids": ["a", "b", "c"], "facts": {"cases": "1", "readings": "2"}}
    found = {
        "external ids": ["a", "a", "c"],
        "facts": {"cases": "1", "readings": "3"},
        "wrong": ["audit entry 7"],
    }
    assert kill_hearing.compared(expected, found) == {
        "lost": 1,
        "doubled": 1,
        "differs": ["readings"],
        "wrong": ["audit entry 7"],
    }
