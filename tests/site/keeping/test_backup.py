"""`firebell backup` and `restore`: everything comes back, on either store, or nothing changes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.site.commands import replay, write_posts
from tests.site.keeping.conftest import PLAYED
from tests.site.keeping.playing import drafts, ok, refused, rows, run, sums

PASS = {"FIREBELL_BACKUP_PASSPHRASE": "correct horse battery"}


@pytest.fixture
def home(tmp_path, played) -> Path:
    """A copy of the played home that a test may change."""
    return Path(shutil.copytree(played, tmp_path / "home"))


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored on an empty machine, and what the command told."""

    home: Path
    told: dict[str, Any]


@pytest.fixture(scope="module")
def restored(tmp_path_factory, backup) -> Restored:
    """Tests only read it."""
    new = tmp_path_factory.mktemp("restored") / "new"
    return Restored(new, json.loads(ok(run(new, "restore", str(backup), "--json"))))


def test_an_empty_machine_has_equal_rows_afterwards(played, restored):
    new, told = restored.home, restored.told
    assert (told["differing"], told["unreadable"], told["broken"]) == ([], [], [])
    assert sums(new) == sums(played)
    assert told["tables"]["listening_interaction"]["rows"] == PLAYED
    assert ok(run(new, "check")).endswith("All is well.\n")


def test_what_is_derived_is_made_anew(played, restored):
    new = restored.home
    asked = "SELECT rowid FROM listening_fulltext_1('\"flight 1321\"') ORDER BY rowid"
    found = [asking(home, asked) for home in (played, new)]
    assert found[0] == found[1]
    assert len(found[0]) == 1
    rules = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    assert asking(new, rules) == asking(played, rules)


def test_a_restored_home_goes_on_and_knows_what_it_has_heard(tmp_path, restored):
    new = Path(shutil.copytree(restored.home, tmp_path / "new"))
    posts = write_posts(tmp_path / "posts.jsonl", PLAYED + 100)
    told = json.loads(ok(replay(new, posts, FIREBELL_DATABASE_URL="")))
    assert (told["inserted"], told["duplicates"]) == (100, PLAYED)
    assert ok(run(new, "check")).endswith("All is well.\n")


def test_ids_are_never_used_again(tmp_path, home):
    doing(home, "INSERT INTO common_pulse (id, workspace_id, topic, revision) VALUES (999,1,'x',1)")
    doing(home, "DELETE FROM common_pulse WHERE id = 999")
    ok(run(home, "backup", str(tmp_path / "it")))
    ok(run(tmp_path / "new", "restore", str(tmp_path / "it")))
    highest = "SELECT seq FROM sqlite_sequence WHERE name = 'common_pulse'"
    assert asking(tmp_path / "new", highest) == [(999,)]


def test_a_backup_is_for_its_owner_alone(backup):
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_sessions_are_in_no_backup(tmp_path, home):
    doing(home, "INSERT INTO django_session VALUES ('token', 'signed in', '2099-01-01 00:00:00')")
    ok(run(home, "backup", str(tmp_path / "it")))
    assert "django_session" not in rows(tmp_path / "it")


def test_every_table_is_kept_or_left_out_on_purpose(played, backup):
    """A table made by SQL of a migration's own must be named in `keeping.tables`."""
    from firebell.site.keeping.tables import DERIVED, LEFT_OUT

    there = asking(played, "SELECT name FROM sqlite_master WHERE type = 'table'")
    expected = (*LEFT_OUT, *DERIVED, "sqlite_")
    unexplained = {name for (name,) in there if not name.startswith(expected)}
    assert unexplained == set(rows(backup))


def test_a_backup_is_one_instant_while_firebell_works(tmp_path, home):
    """Posts arrive all the while; what was counted in one transaction is there whole or not."""
    posts = write_posts(tmp_path / "more.jsonl", 8_000)
    command = [sys.executable, "-m", "firebell", "replay", str(posts)]
    arguments = ["--map", "plain", "--queries-of", "airline", "--workspace", "Another"]
    environment = os.environ | {"FIREBELL_HOME": str(home), "FIREBELL_DATABASE_URL": ""}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    working = subprocess.Popen([*command, *arguments], env=environment, **quiet)
    taken = 0
    while working.poll() is None:
        ok(run(home, "backup", str(tmp_path / f"{taken}.backup")))
        taken += 1
    assert working.returncode == 0
    assert taken
    for number in range(taken):
        found = rows(tmp_path / f"{number}.backup")
        heard = sum(source["inserted"] for source in found["channels_source"].values())
        assert len(found["listening_interaction"]) == heard
        assert len(found["understanding_reading"]) == heard


def test_a_home_that_holds_data_is_left_alone(home, backup):
    before = sums(home)
    assert "--replace" in refused(run(home, "restore", str(backup)))
    assert sums(home) == before


def test_replacing_keeps_what_was_there(tmp_path, home, last_release):
    before = sums(home)
    told = json.loads(ok(run(home, "restore", str(last_release), "--replace", "--json")))
    assert sums(home) != before
    kept = tmp_path / "kept"
    kept.mkdir()
    shutil.copy(Path(told["kept"]) / "firebell.sqlite3", kept)
    assert sums(kept) == before


def test_a_damaged_database_can_be_replaced_and_is_kept(tmp_path, backup):
    home = tmp_path / "home"
    home.mkdir()
    (home / "firebell.sqlite3").write_bytes(b"this was a database once" * 500)
    assert "--replace" in refused(run(home, "restore", str(backup)))
    told = json.loads(ok(run(home, "restore", str(backup), "--replace", "--json")))
    kept = Path(told["kept"]) / "firebell.sqlite3"
    assert kept.read_bytes() == b"this was a database once" * 500


def test_a_home_in_use_is_left_alone(home, backup):
    other = sqlite3.connect(home / "firebell.sqlite3", isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT COUNT(*) FROM desk_case").fetchone()
    try:
        assert "stop firebell" in refused(run(home, "restore", str(backup), "--replace"))
    finally:
        other.close()
    assert drafts(home) == []


def test_a_name_that_is_taken(home, backup):
    before = backup.read_bytes()
    assert "is there already" in refused(run(home, "backup", str(backup)))
    assert backup.read_bytes() == before


def test_nothing_to_back_up(tmp_path):
    told = refused(run(tmp_path / "empty", "backup", str(tmp_path / "it")))
    assert "there is no database" in told
    assert not (tmp_path / "it").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 something else", b"\0" * 1_000])
def test_another_kind_of_file(tmp_path, content):
    (tmp_path / "it").write_bytes(content)
    told = refused(run(tmp_path / "new", "restore", str(tmp_path / "it")))
    assert "no backup of firebell" in told


def test_no_such_file(tmp_path):
    assert "No such file" in refused(run(tmp_path / "new", "restore", str(tmp_path / "none")))


def test_check_only_reads(tmp_path, played, backup):
    told = json.loads(ok(run(tmp_path / "new", "restore", str(backup), "--check", "--json")))
    assert told["tables"] == sums(played)
    assert not (tmp_path / "new" / "firebell.sqlite3").exists()


# --- the keys ---


def seal(home: Path) -> None:
    """Give the one source of the home a sealed password."""
    code = (
        "import django; django.setup()\n"
        "from firebell.common.sealing import seal; print(seal({'password': 'x'}))"
    )
    environment = os.environ | {
        "FIREBELL_HOME": str(home), "DJANGO_SETTINGS_MODULE": "firebell.site.settings"
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    doing(home, "UPDATE channels_source SET sealed = ?", [done.stdout.strip()])


def test_a_restore_that_cannot_open_the_secrets_says_so(tmp_path, home):
    seal(home)
    done = run(home, "backup", str(tmp_path / "it"))
    ok(done)
    assert "keys are NOT in it" in done.stderr
    new = tmp_path / "new"
    restored = run(new, "restore", str(tmp_path / "it"), "--json")
    assert restored.returncode == 1
    assert json.loads(restored.stdout)["unreadable"] == ["channels_source 1"]
    assert "sealing.key" in restored.stderr
    # Everything else is there, and with the key nothing is missing.
    shutil.copy(home / "sealing.key", new)
    assert sums(new) == sums(home)
    again = run(new, "restore", str(tmp_path / "it"), "--replace", "--json")
    assert json.loads(ok(again))["unreadable"] == []


def test_with_keys_a_restore_opens_everything(tmp_path, home):
    seal(home)
    ok(run(home, "backup", str(tmp_path / "it"), "--with-keys", **PASS))
    content = (tmp_path / "it").read_bytes()
    assert (home / "sealing.key").read_bytes() not in content
    new = tmp_path / "new"
    assert "passphrase" in refused(run(new, "restore", str(tmp_path / "it")))
    wrong = {"FIREBELL_BACKUP_PASSPHRASE": "wrong horse battery"}
    assert "passphrase" in refused(run(new, "restore", str(tmp_path / "it"), **wrong))
    told = json.loads(ok(run(new, "restore", str(tmp_path / "it"), "--json", **PASS)))
    assert told["unreadable"] == []
    for name in ("secret.key", "sealing.key"):
        assert (new / name).read_text() == (home / name).read_text()
        assert stat.S_IMODE((new / name).stat().st_mode) == 0o600


def test_keys_stand_in_no_file_without_a_passphrase(tmp_path, home):
    assert "passphrase" in refused(run(home, "backup", str(tmp_path / "it"), "--with-keys"))
    short = {"FIREBELL_BACKUP_PASSPHRASE": "short"}
    told = refused(run(home, "backup", str(tmp_path / "it"), "--encrypt", **short))
    assert "at least 8" in told
    assert not (tmp_path / "it").exists()


# --- what lies beside the database ---


def test_maps_and_waiting_files_come_along_with_their_times(tmp_path, home):
    (home / "maps").mkdir()
    (home / "maps" / "ours.yaml").write_text("columns: {}\n")
    (home / "models" / "house").mkdir(parents=True)
    (home / "models" / "house" / "cascades.npz").write_bytes(b"numbers")
    (home / "drop" / "done").mkdir(parents=True)
    waiting = home / "drop" / "waiting.csv"
    waiting.write_bytes(os.urandom(100_000))
    os.utime(waiting, ns=(1_700_000_000_123_456_789,) * 2)
    (home / "drop" / "done" / "old.csv").write_text("taken in")
    (home / "drop" / "link.csv").symlink_to("/etc/hostname")
    ok(run(home, "backup", str(tmp_path / "it")))
    new = tmp_path / "new"
    told = json.loads(ok(run(new, "restore", str(tmp_path / "it"), "--json")))
    assert told["files"] == 3
    assert (new / "models" / "house" / "cascades.npz").read_bytes() == b"numbers"
    assert (new / "maps" / "ours.yaml").read_text() == "columns: {}\n"
    restored = new / "drop" / "waiting.csv"
    assert restored.read_bytes() == waiting.read_bytes()
    assert restored.stat().st_mtime_ns == 1_700_000_000_123_456_789
    assert {path.name for path in (new / "drop").iterdir()} == {"waiting.csv"}


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/outside", "maps/../../outside", "firebell.sqlite3", "maps", ""]
)
def test_a_file_of_a_forbidden_name_is_refused(tmp_path, last_release, name):
    from firebell.site.keeping.container import BackupWriter, lines
    from firebell.site.keeping.sections import write_section

    content = list(lines(last_release))
    forged = tmp_path / "forged"
    writer = BackupWriter(forged)
    writer.write(content[0])
    write_section(writer.write, {"file": name, "modified_ns": 0}, [b'"eA=="\n'])
    for line in content[1:-1]:
        writer.write(line)
    number = json.loads(content[-1])["sections"] + 1
    writer.write(json.dumps({"done": True, "sections": number}).encode() + b"\n")
    writer.close()
    assert "forbidden name" in refused(run(tmp_path / "new", "restore", str(forged)))
    assert not (tmp_path / "outside").exists()


# --- kills and full disks ---


def killed(home: Path, *arguments: str, once: str) -> None:
    """Start a command and kill it as soon as a draft of `once` is being written."""
    environment = os.environ | {"FIREBELL_HOME": str(home), "FIREBELL_DATABASE_URL": ""}
    command = [sys.executable, "-m", "firebell", *arguments]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, env=environment, **quiet)
    folder = Path(once).parent
    pattern = f".{Path(once).name}.draft-*"
    while process.poll() is None:
        if any(path.stat().st_size for path in folder.glob(pattern)):
            process.kill()
            break
        time.sleep(0.001)
    assert process.wait() == -signal.SIGKILL


def test_a_killed_backup_leaves_no_file_that_looks_like_one(tmp_path, played):
    path = tmp_path / "it.backup"
    killed(played, "backup", str(path), once=str(path))
    assert not path.exists()
    assert drafts(tmp_path) != []
    ok(run(played, "backup", str(path)))
    assert drafts(tmp_path) == []


@pytest.mark.parametrize("full", [False, True], ids=["empty home", "home with data"])
def test_a_killed_restore_leaves_what_was_there(tmp_path, home, backup, last_release, full):
    target = home if full else tmp_path / "new"
    before = sums(target) if full else None
    target.mkdir(exist_ok=True)
    database = target / "firebell.sqlite3"
    killed(target, "restore", str(backup), "--replace", once=str(database))
    assert database.exists() == full
    if full:
        assert sums(target) == before
    ok(run(target, "restore", str(backup), "--replace"))
    assert drafts(target) == []


@pytest.fixture
def small_disk(tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=60k", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a small file system needs root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_while_backing_up(small_disk, played):
    assert "No space left" in refused(run(played, "backup", str(small_disk / "it")))
    assert list(small_disk.iterdir()) == []


def test_a_full_disk_while_restoring(small_disk, backup):
    subprocess.run(["mount", "-o", "remount,size=4m", str(small_disk)], check=True)
    told = refused(run(small_disk, "restore", str(backup)))
    assert "is full" in told or "No space left" in told
    assert not (small_disk / "firebell.sqlite3").exists()
    assert drafts(small_disk) == []
    subprocess.run(["mount", "-o", "remount,size=100m", str(small_disk)], check=True)
    ok(run(small_disk, "restore", str(backup)))


def asking(home: Path, sql: str) -> list[tuple[object, ...]]:
    store = sqlite3.connect(home / "firebell.sqlite3")
    try:
        return store.execute(sql).fetchall()
    finally:
        store.close()


def doing(home: Path, sql: str, values: list[str] | None = None) -> None:
    store = sqlite3.connect(home / "firebell.sqlite3")
    with store:
        store.execute(sql, values or [])
    store.close()
