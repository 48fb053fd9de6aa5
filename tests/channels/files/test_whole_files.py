"""What concerns a whole file is said at once, with the remedy."""

from __future__ import annotations

import gzip
import os
import tempfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from firebell.channels.contract import ChannelError
from firebell.channels.files.reader import FileJob, read_file
from tests.channels.files.test_maps import map_file
from tests.channels.files.writing import (
    HEADER,
    NOW,
    batches,
    ids,
    read,
    row,
    write_csv,
    write_jsonl,
)


def refused(path, **job) -> ChannelError:
    with pytest.raises(ChannelError) as caught:
        batches(path, **job)
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_missing_file(tmp_path):
    error = refused(tmp_path / "posts.csv")
    assert error.permanent
    assert "there is no such file; check the path" in str(error)


def test_a_folder(tmp_path):
    assert "this is a folder; give one file" in str(refused(tmp_path))


def test_a_pipe_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "posts.csv")
    assert "not a file" in str(refused(tmp_path / "posts.csv"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path):
    path = write_csv(tmp_path / "posts.csv", [row(1)])
    path.chmod(0)
    assert "not permitted; let this account read it" in str(refused(path))


def test_a_link_where_links_are_not_followed(tmp_path):
    write_csv(tmp_path / "posts.csv", [row(1)])
    (tmp_path / "link.csv").symlink_to(tmp_path / "posts.csv")
    assert ids(read(tmp_path / "link.csv")[0]) == ["p1"]
    assert "this is a link" in str(refused(tmp_path / "link.csv", follow_links=False))


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", gzip.compress(b"", mtime=0)])
def test_an_empty_file(tmp_path, content):
    (tmp_path / "posts.csv").write_bytes(content)
    assert str(refused(tmp_path / "posts.csv")) == "posts.csv is empty; there is nothing to read"


def test_a_header_alone_is_no_error(tmp_path):
    (tmp_path / "posts.csv").write_text(",".join(HEADER) + "\n")
    assert batches(tmp_path / "posts.csv") == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"PK\x03\x04rest", "a zip archive or a spreadsheet; unpack it"),
        ("a,b\n1,2\n".encode("utf-16"), "in UTF-16; save it as UTF-8"),
        (b"a,b\r1,2\r3,4\r", "bare carriage return"),
        (b"x" * 70_000, "no header in the first 65,536 bytes"),
        (b",".join([b"a"] * 3_000) + b"\n", "3,000 columns, the most is 2,000"),
        (b"PAR1 but no more", "not readable as Parquet"),
        (b"\x1f\x8b\x08\x00 no gzip", "cannot be unpacked"),
        (b"\x28\xb5\x2f\xfd no zstd", "cannot be unpacked"),
    ],
)
def test_files_of_another_kind(tmp_path, content, why):
    (tmp_path / "posts.csv").write_bytes(content)
    assert why in str(refused(tmp_path / "posts.csv"))


def test_a_column_that_is_not_there(tmp_path):
    rows = [{**row(1), "autor": "anna"}]
    del rows[0]["author"]
    error = refused(write_csv(tmp_path / "posts.csv", rows))
    assert error.permanent
    assert "columns found: 'at', 'autor', 'external_id', 'text'" in str(error)
    assert "the nearest map is 'plain', which lacks 'author' (like 'autor')" in str(error)
    error = refused(tmp_path / "posts.csv", map="airline")
    assert "the map 'airline' needs" in str(error)
    assert "'tweet_created'" in str(error)


def test_a_column_that_is_there_twice(tmp_path):
    (tmp_path / "posts.csv").write_text("external_id,at,author,text,text\n1,2,3,4,5\n")
    error = refused(tmp_path / "posts.csv")
    assert "the column 'text' occurs twice (columns 4 and 5); rename one" in str(error)


def test_a_column_twice_that_nobody_wants(tmp_path):
    at = "2026-01-01T10:00:00Z"
    (tmp_path / "posts.csv").write_text(f"external_id,at,author,text,x,x\np1,{at},b,c,1,2\n")
    assert ids(read(tmp_path / "posts.csv")[0]) == ["p1"]


def test_an_unknown_map(tmp_path):
    path = write_csv(tmp_path / "posts.csv", [row(1)])
    error = refused(path, map="airlines")
    assert "There is no map 'airlines'; known are airline, customer_support, plain" in str(error)
    assert "check the path" in str(refused(path, map=str(tmp_path / "none.yaml")))


def test_a_file_that_grows_while_it_is_read(tmp_path):
    path = write_csv(tmp_path / "posts.csv", [row(n) for n in range(10)])

    running = read_file(FileJob(path), {}, 4, NOW)
    first = next(running)
    with path.open("a") as file:
        file.write("p10,2026-01-01T10:00:10Z,anna,more\n")
    with pytest.raises(ChannelError) as caught:
        next(running)
    assert not caught.value.permanent
    assert "posts.csv changed while it was read" in str(caught.value)
    rest = batches(path, cursor=first.cursor)
    assert ids(rest[0].interactions.to_pylist()) == [f"p{n}" for n in range(4, 11)]


def test_another_file_in_the_place_of_the_one_begun(tmp_path):
    path = write_csv(tmp_path / "posts.csv", [row(n) for n in range(10)])
    cursor = batches(path, 4)[0].cursor
    write_csv(path, [row(n, "other words") for n in range(10)])
    error = refused(path, cursor=cursor)
    assert error.permanent
    assert "posts.csv is not the file that was begun" in str(error)


def test_a_cursor_that_is_none(tmp_path):
    path = write_csv(tmp_path / "posts.csv", [row(1)])
    assert "the stored cursor cannot be read" in str(refused(path, cursor={"position": "x"}))


def test_a_packed_file_that_breaks_off_gives_what_comes_before(tmp_path):
    rows = [row(n, os.urandom(40).hex()) for n in range(3_000)]
    whole = gzip.compress(write_csv(tmp_path / "posts.csv", rows).read_bytes())
    path = tmp_path / "posts.csv.gz"
    path.write_bytes(whole[: len(whole) * 3 // 4])

    found: list[str] = []
    with pytest.raises(ChannelError, match="breaks off") as caught:  # noqa: PT012
        for batch in read_file(FileJob(path), {}, 100, NOW):
            found += ids(batch.interactions.to_pylist())
    assert caught.value.permanent
    assert len(found) > 1_000
    assert found == [f"p{n}" for n in range(len(found))]


def test_a_full_disk_beside_a_packed_file(tmp_path, monkeypatch):
    path = tmp_path / "posts.csv.gz"
    path.write_bytes(gzip.compress(write_csv(tmp_path / "posts.csv", [row(1)]).read_bytes()))
    by_time = map_file(tmp_path, "order: time\n")
    # Every write to it fails as on a full disk.
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda: open("/dev/full", "wb"))  # noqa: SIM115
    error = refused(path, map=str(by_time))
    assert not error.permanent
    assert "No space left on device); make room there" in str(error)


def test_parquet_with_damage_inside(tmp_path):
    path = tmp_path / "posts.parquet"
    pq.write_table(pa.Table.from_pylist([row(n, os.urandom(30).hex()) for n in range(500)]), path)
    raw = bytearray(path.read_bytes())
    raw[200:4_000] = os.urandom(3_800)
    path.write_bytes(raw)
    assert "breaks off" in str(refused(path))


def test_an_empty_array(tmp_path):
    (tmp_path / "posts.json").write_text("[]")
    assert batches(tmp_path / "posts.json") == []


def test_json_that_fits_no_map(tmp_path):
    error = refused(write_jsonl(tmp_path / "posts.jsonl", [{"body": "x", "when": "y"}]))
    assert "columns found: 'body', 'when'" in str(error)
