from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from firebell.channels.conformance import check_network, check_reader
from firebell.channels.contract import Batch, ChannelError
from firebell.channels.networks.file_drop.config import validate
from firebell.channels.networks.file_drop.network import NETWORK
from firebell.channels.networks.file_drop.reader import FileDropReader
from tests.channels.files.writing import ids, row, write_csv, write_jsonl

READER = FileDropReader()


def dropped(folder: Path, name: str, rows: list[dict[str, str]], age: int = 60) -> Path:
    write = write_csv if name.endswith(".csv") else write_jsonl
    path = write(folder / name, rows)
    then = path.stat().st_mtime - age
    os.utime(path, (then, then))
    return path


def config(folder: Path, **more: object) -> dict[str, object]:
    return validate({"folder": str(folder), "settle_seconds": 5, **more})


def heard(batches: Iterator[Batch]) -> list[str]:
    return [id_ for batch in batches for id_ in ids(batch.interactions.to_pylist())]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


@contextmanager
def scene():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first = dropped(folder, "b.csv", [row(n) for n in range(5)], age=0)
        os.utime(first, (1_000_000, 1_000_000))
        bad = [row(5), {**row(6), "at": "never"}, row(7)]
        os.utime(dropped(folder, "a.jsonl", bad), (2_000_000, 2_000_000))
        (folder / "c.csv").write_text("this,fits,no,map\n1,2,3,4\n")
        os.utime(folder / "c.csv", (3_000_000, 3_000_000))
        yield config(folder)


def test_the_reader_passes_the_kit():
    check_network(NETWORK)
    whole = check_reader(READER, scene, rows=7)
    assert [one[1] for one in whole.rows] == ["p0", "p1", "p2", "p3", "p4", "p5", "p7"]
    assert [reject.place.split(" [")[0] for reject in whole.rejects] == ["a.jsonl", "c.csv"]


def test_each_file_is_moved_when_its_rows_have_been_stored(tmp_path):
    dropped(tmp_path, "good.csv", [row(1), row(2), row(3)])
    (tmp_path / "bad.csv").write_text("fits,no,map\n1,2,3\n")
    os.utime(tmp_path / "bad.csv", (9, 9))
    running = READER.batches(config(tmp_path), {}, 2)
    refusal = next(running)
    assert "no map fits" in refusal.rejects[0].reason
    assert names(tmp_path) == ["bad.csv", "good.csv"]
    next(running)
    assert names(tmp_path / "refused") == ["bad.csv"]
    next(running)
    assert names(tmp_path) == ["good.csv", "refused"]
    assert next(running, None) is None
    assert names(tmp_path / "done") == ["good.csv"]


def test_killed_between_storing_and_moving_nothing_is_taken_in_twice(tmp_path):
    dropped(tmp_path, "posts.csv", [row(1)])
    running = READER.batches(config(tmp_path), {}, 10)
    stored = next(running)
    running.close()
    assert names(tmp_path) == ["posts.csv"]
    assert heard(READER.batches(config(tmp_path), stored.cursor, 10)) == []
    assert names(tmp_path / "done") == ["posts.csv"]


def test_a_file_that_is_still_written_waits(tmp_path):
    dropped(tmp_path, "new.csv", [row(1)], age=0)
    dropped(tmp_path, "half.csv.part", [row(2)])
    dropped(tmp_path, ".hidden.csv", [row(3)])
    assert heard(READER.batches(config(tmp_path), {}, 10)) == []
    assert heard(READER.batches(config(tmp_path, settle_seconds=0), {}, 10)) == ["p1"]


def test_a_link_is_left_alone(tmp_path):
    inside, outside = tmp_path / "drop", tmp_path / "secret.csv"
    inside.mkdir()
    dropped(tmp_path, "secret.csv", [row(1)])
    (inside / "link.csv").symlink_to(outside)
    assert heard(READER.batches(config(inside, settle_seconds=0), {}, 10)) == []


def test_the_same_name_again_is_another_file(tmp_path):
    dropped(tmp_path, "posts.csv", [row(1)])
    (first,) = READER.batches(config(tmp_path), {}, 10)
    dropped(tmp_path, "posts.csv", [row(2)], age=30)
    assert heard(READER.batches(config(tmp_path), first.cursor, 10)) == ["p2"]
    assert names(tmp_path / "done") == ["posts (2).csv", "posts.csv"]


def test_a_file_that_changed_after_it_was_begun_is_read_anew(tmp_path):
    dropped(tmp_path, "posts.csv", [row(n) for n in range(4)])
    running = READER.batches(config(tmp_path), {}, 2)
    first = next(running)
    running.close()
    dropped(tmp_path, "posts.csv", [row(n) for n in range(4, 9)], age=30)
    assert heard(READER.batches(config(tmp_path), first.cursor, 10)) == [
        f"p{n}" for n in range(4, 9)
    ]


def test_a_folder_that_is_gone_is_worth_another_try(tmp_path):
    made = config(tmp_path)
    made["folder"] = str(tmp_path / "gone")
    with pytest.raises(ChannelError) as caught:
        list(READER.batches(made, {}, 10))
    assert not caught.value.permanent


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, "`folder` must name a folder"),
        ({"folder": "/no/such/folder"}, "there is no folder"),
        ({"folder": ".", "settle_seconds": -1}, "`settle_seconds` must be"),
        ({"folder": ".", "colour": 1}, "'colour' is not known"),
    ],
)
def test_a_wrong_config_is_refused(given, why):
    with pytest.raises(ChannelError, match=why):
        validate(given)
