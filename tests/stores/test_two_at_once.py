"""Two real processes carry overlapping batches into one workspace at the same time."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.posts import post
from tests.site.commands import firebell, replay
from tests.stores.homes import indexed, rows

FIRST, SECOND = range(1, 2_501), range(1_500, 4_001)
PEOPLE = 300


def write(path: Path, numbers: range) -> Path:
    """Posts of these numbers by a few hundred people, most of whom complain more than once."""
    with path.open("w", encoding="utf-8") as out:
        for number in numbers:
            row = post(
                number,
                text=f"@united flight {number} is late, please help",
                author=f"person-{number % PEOPLE}",
            )
            kept = {key: value for key, value in row.items() if value is not None}
            out.write(json.dumps(kept | {"at": row["at"].isoformat()}) + "\n")
    return path


@pytest.fixture(scope="module")
def played(tmp_path_factory) -> Path:
    home = tmp_path_factory.mktemp("home")
    # The workspace is there before the two begin.
    assert replay(home, write(home / "nobody.jsonl", range(9_000, 9_001))).returncode == 0
    files = [write(home / "first.jsonl", FIRST), write(home / "second.jsonl", SECOND)]
    with ThreadPoolExecutor(2) as pool:
        done = [one.result() for one in [pool.submit(replay, home, file) for file in files]]
    assert [one.returncode for one in done] == [0, 0], [one.stderr for one in done]
    reports = [json.loads(one.stdout) for one in done]
    assert sum(report["inserted"] for report in reports) == 4_000
    assert sum(report["duplicates"] for report in reports) == len(FIRST) + len(SECOND) - 4_000
    return home


def test_each_word_is_stored_once_with_its_reading_its_mention_and_its_place(played):
    (words,) = rows(
        played, "SELECT count(*), count(DISTINCT external_id) FROM listening_interaction"
    )
    assert words == (4_001, 4_001)
    for table in ("understanding_reading", "listening_mention", "desk_caseitem"):
        sql = f"SELECT count(*), count(DISTINCT interaction_id) FROM {table}"
        assert rows(played, sql) == [(4_001, 4_001)], table


def test_every_word_is_found_by_its_text(played):
    assert indexed(played) == 4_001


def test_nobody_is_two_people_and_has_two_open_cases(played):
    sql = "SELECT count(*), count(DISTINCT handle) FROM listening_profile"
    assert rows(played, sql) == [(PEOPLE, PEOPLE)]
    sql = "SELECT profile_id FROM desk_case WHERE closed_at IS NULL GROUP BY 1 HAVING count(*) > 1"
    assert rows(played, sql) == []


def test_case_numbers_have_no_gaps_and_no_doubles(played):
    numbers = [number for (number,) in rows(played, "SELECT number FROM desk_case ORDER BY 1")]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) >= PEOPLE


def test_the_counts_are_of_every_word_once(played):
    sql = "SELECT sum(total) FROM triggers_minutecount WHERE dimension = 'brand'"
    assert rows(played, sql) == [(4_001,)]


def test_the_audit_log_is_one_chain_and_no_promise_is_broken(played):
    done = firebell(played, "check")
    assert done.returncode == 0, done.stdout
