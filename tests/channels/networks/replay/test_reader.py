from __future__ import annotations

import gzip
import json
import random
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from firebell.channels.conformance import check_network, check_reader, is_storable, run
from firebell.channels.contract import ChannelError
from firebell.channels.networks.replay.config import validate
from firebell.channels.networks.replay.network import NETWORK
from firebell.channels.networks.replay.reader import ReplayReader
from firebell.common import clock
from tests.channels.files.writing import ids, read, row, write_csv, write_jsonl

FIXTURES = Path(__file__).parents[4] / "firebell/channels/networks/replay/fixtures"
READER = ReplayReader()
BY_TIME = """
fields:
  channel: {constant: forum}
  external_id: external_id
  kind: {constant: post}
  direction: {constant: inbound}
  at: at
  text: text
  author: author
order: time
"""


def posts(count: int = 25) -> list[dict[str, str]]:
    """Out of order in time, some with line breaks, and some bad."""
    found = [row(n, 'it is "late"\nagain, again' if n % 3 else "fine") for n in range(count)]
    for bad, at in ((4, "never"), (11, "2026-01-01T10:00:00"), (count - 1, "")):
        found[bad]["at"] = at
    random.Random(1).shuffle(found)
    return found


def as_csv(folder: Path) -> Path:
    path = write_csv(folder / "posts.csv", posts())
    # A quote that is never closed, in the middle.
    lines = path.read_text().split("\n")
    lines.insert(9, 'x1,2026-01-01T10:00:00Z,anna,"open')
    path.write_text("\n".join(lines))
    return path


def as_semicolons(folder: Path) -> Path:
    path = write_csv(folder / "posts.csv", posts(), delimiter=";", lineterminator="\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    return path


def as_gzip(folder: Path) -> Path:
    (folder / "posts.csv.gz").write_bytes(gzip.compress(as_csv(folder).read_bytes()))
    return folder / "posts.csv.gz"


def as_zstd(folder: Path) -> Path:
    raw = as_jsonl(folder).read_bytes()
    halves = (raw[:500], raw[500:])
    packed = b"".join(zstandard.compress(half) for half in halves)  # two frames
    (folder / "posts.jsonl.zst").write_bytes(packed)
    return folder / "posts.jsonl.zst"


def as_jsonl(folder: Path) -> Path:
    return write_jsonl(folder / "posts.jsonl", posts())


def as_array(folder: Path) -> Path:
    (folder / "posts.json").write_text(json.dumps(posts(), indent=2))
    return folder / "posts.json"


def as_parquet(folder: Path) -> Path:
    pq.write_table(pa.Table.from_pylist(posts()), folder / "posts.parquet", row_group_size=4)
    return folder / "posts.parquet"


WRITERS = [as_csv, as_semicolons, as_gzip, as_zstd, as_jsonl, as_array, as_parquet]


@pytest.mark.parametrize("by_time", [False, True])
@pytest.mark.parametrize("write", WRITERS)
def test_every_format_passes_the_kit(tmp_path, write, by_time):
    path = write(tmp_path)
    named = None
    if by_time:
        named = str(tmp_path / "by_time.yaml")
        Path(named).write_text(BY_TIME)

    @contextmanager
    def scene():
        yield validate({"path": str(path), "map": named})

    heard = check_reader(READER, scene, rows=22)
    expected = 4 if write in (as_csv, as_gzip) else 3
    assert len(heard.rejects) == expected
    times = [found[4] for found in heard.rows]
    assert (times == sorted(times)) is by_time


def test_the_network_keeps_its_word():
    check_network(NETWORK)
    assert not NETWORK.capabilities.can_send


def test_the_fixtures_are_read_as_they_stand():
    @contextmanager
    def scene():
        yield validate({"path": str(FIXTURES / "posts.csv")})

    heard = run(READER, scene, 100)
    assert len(heard.rows) == 4
    assert [reject.place for reject in heard.rejects] == ["posts.csv, line 6 (row 4)"]


def test_a_growing_file_is_gone_on_with(tmp_path):
    path = write_jsonl(tmp_path / "posts.jsonl", [row(1), row(2)])
    config = validate({"path": str(path)})
    (first,) = READER.batches(config, {}, 10)
    assert list(READER.batches(config, first.cursor, 10)) == []
    with path.open("a") as file:
        file.write(json.dumps(row(3)) + "\n")
    (more,) = READER.batches(config, first.cursor, 10)
    assert ids(more.interactions.to_pylist()) == ["p3"]


def test_the_time_of_a_replay_does_not_make_posts_future_ones(tmp_path):
    path = write_csv(tmp_path / "posts.csv", [row(1)])
    from datetime import UTC, datetime

    with clock.moved_to(datetime(2015, 2, 17, tzinfo=UTC)):
        (batch,) = READER.batches(validate({"path": str(path)}), {}, 10)
    assert batch.rejects == ()


@pytest.mark.parametrize(
    ("config", "why"),
    [
        ({}, "`path` must name a file"),
        ({"path": "x", "speed": 2}, "'speed' is not known"),
        ({"path": "x", "map": "none"}, "There is no map 'none'"),
        ({"path": "x", "pace": "fast"}, "`pace` can only be 'stamped'"),
    ],
)
def test_a_wrong_config_is_refused(config, why):
    with pytest.raises(ChannelError, match=why):
        validate(config)


def test_parquet_with_times_numbers_and_missing_values(tmp_path):
    from datetime import UTC, datetime

    rows = {
        "external_id": ["p1", "p2"],
        "at": [datetime(2026, 1, 1, 9, tzinfo=UTC)] * 2,
        "author": ["anna", "bo"],
        "text": ["x", "y"],
        "followers": [3.0, float("nan")],
        "rating": [4, None],
    }
    pq.write_table(pa.table(rows), tmp_path / "posts.parquet")
    found, rejects = read(tmp_path / "posts.parquet")
    assert rejects == []
    assert [(one["followers"], one["rating"]) for one in found] == [(3, 4.0), (None, None)]
    assert found[0]["at"] == datetime(2026, 1, 1, 9, tzinfo=UTC)


def test_a_heavy_text_repeated_in_parquet_is_not_unpacked_for_every_row(tmp_path):
    rows = [row(n, "x" * 3_000_000 if n % 2 else "fine") for n in range(400)]
    texts = pa.DictionaryArray.from_arrays(
        pa.array([n % 2 for n in range(400)], pa.int8()), pa.array(["fine", "x" * 3_000_000])
    )
    table = pa.table(
        {name: [one[name] for one in rows] for name in ("external_id", "at", "author")}
    )
    pq.write_table(table.append_column("text", texts), tmp_path / "posts.parquet")
    before = pa.default_memory_pool().max_memory()
    found, rejects = read(tmp_path / "posts.parquet")
    assert (len(found), len(rejects)) == (200, 200)
    assert pa.default_memory_pool().max_memory() - before < 200_000_000
    assert all(is_storable(reject.reason) for reject in rejects)


@pytest.mark.data
def test_the_airline_file(data_dir):
    from firebell.channels.files.survey import survey

    path = data_dir / "airline" / "Tweets.csv"
    rows, rejects = read(path)
    assert (len(rows), len(set(ids(rows))), rejects) == (14_640, 14_485, [])
    assert [one["at"] for one in rows] == sorted(one["at"] for one in rows)
    assert not any("&amp;" in one["text"] for one in rows)
    found = survey(path)
    assert found.map_name == "airline"
    assert len(found.conflicts) == 18
    assert len(found.map.brands) == 6


@pytest.mark.data
def test_the_customer_support_file(data_dir):
    from firebell.channels.files.survey import survey

    path = data_dir / "twcs" / "twcs_5k.csv"
    rows, rejects = read(path)
    assert (len(rows), rejects) == (5_000, [])
    outbound = [one for one in rows if one["direction"] == "outbound"]
    assert len(outbound) == 2_222
    known = set(ids(rows))
    answers = [one for one in rows if one["in_reply_to"]]
    assert sum(one["in_reply_to"] in known for one in answers) == 3_688
    found = survey(path)
    assert len(found.brands) + len(found.map.brands) == 76
