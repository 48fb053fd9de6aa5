"""A home of version 0.1.0 comes up to date on either store, and every row is still what it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from firebell.core.triggers.rules.shipped import SHIPPED
from tests.site.keeping.playing import Rows, ok, rows, run


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def database(request) -> str:
    return request.getfixturevalue("new_database")() if request.param == "postgres" else ""


@pytest.fixture(scope="module")
def restored(tmp_path_factory, database, last_release) -> Path:
    """A home at the schema of today. Tests only read it."""
    home = tmp_path_factory.mktemp("restored") / "home"
    told = json.loads(ok(run(home, "restore", str(last_release), "--json", database=database)))
    assert told["migrated"] > 0
    assert (told["differing"], told["broken"]) == ([], [])
    return home


@pytest.fixture(scope="module")
def read_back(restored, database) -> Rows:
    ok(run(restored, "backup", str(restored / "again.backup"), database=database))
    return rows(restored / "again.backup")


def test_every_row_is_there_with_the_same_meaning(restored, read_back, last_release):
    before, after = rows(last_release), read_back
    filled = {name for name, kept in before.items() if kept}
    assert len(filled) > 30, "the file has lost its rows"
    for name in filled:
        for key, row in before[name].items():
            assert key in after[name], f"{name} {key} is gone"
            # What a later release adds is its own affair; what was there stays as it was.
            found = after[name][key] | opened(restored, after[name][key])
            assert {column: found.get(column) for column in row} == row, name


def opened(home, row):
    """What stood there in the open and is sealed since."""
    if not row.get("sealed"):
        return {}
    seal = Fernet((home / "sealing.key").read_text().strip())
    return json.loads(seal.decrypt(row["sealed"].encode()))


def test_nothing_was_made_up(read_back, last_release):
    before, after = rows(last_release), read_back
    # Triggers come with the code: each workspace is given those that are shipped.
    of_the_code = {"auth_permission", "django_content_type", "triggers_trigger"}
    more = {
        name: len(kept) for name, kept in after.items() if len(kept) != len(before.get(name, ()))
    }
    assert more.keys() == of_the_code
    assert more["triggers_trigger"] == len(SHIPPED) * len(after["accounts_workspace"])


def test_the_promises_hold(restored, database):
    assert ok(run(restored, "check", database=database)).endswith("All is well.\n")


def test_a_home_of_the_last_release_is_backed_up_as_it_is(tmp_path, last_release):
    """Before an upgrade: the backup is taken by the new code and the old schema stays."""
    from firebell.site.keeping.checking import check

    contents = check(last_release)
    assert ("outbound", "0001_initial") in contents.migrations
    assert not [one for one in contents.migrations if one == ("outbound", "0002_sending")]


def test_a_backup_of_a_newer_firebell_is_refused(tmp_path, last_release):
    from firebell.site.keeping.container import BackupWriter, lines

    content = list(lines(last_release))
    header = json.loads(content[0])
    header["migrations"].append(["desk", "9999_of_tomorrow"])
    header["firebell"] = "99.0"
    writer = BackupWriter(tmp_path / "newer")
    for line in [json.dumps(header).encode() + b"\n", *content[1:]]:
        writer.write(line)
    writer.close()
    done = run(tmp_path / "home", "restore", str(tmp_path / "newer"))
    assert done.returncode == 2
    assert "made by firebell 99.0" in done.stderr
    assert "desk.9999_of_tomorrow" in done.stderr
    assert not (tmp_path / "home" / "firebell.sqlite3").exists()
