"""Embedded and Spark come to the same, on a cluster of several processes, also when these die."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from firebell.channels.files.maps import SHIPPED, load_map
from firebell.channels.files.reader import FileJob, read_file
from firebell.site.listening_set_up import BrandLike, TopicLike
from tests.runners import edges, passing
from tests.runners.cluster import Cluster, why_not
from tests.stores.server import Server

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not() or "never")

# A core each, so that work is spread over both workers, and no more pieces than these can carry.
LIMITS = (
    *("--conf", "spark.executor.cores=1", "--conf", "spark.executor.memory=512m"),
    *("--conf", "spark.sql.shuffle.partitions=2"),
    # To compile what is run once takes longer than to run it.
    *("--conf", "spark.sql.codegen.wholeStage=false"),
    *("--conf", "spark.sql.codegen.factoryMode=NO_CODEGEN"),
)
HALF = timedelta(minutes=20)  # into what spreads
WHAT = ("posts", "readings", "mentions", "counts", "alerts", "memes", "cascades")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    started = Server().start()
    yield started
    started.stop()


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    started = Cluster()
    try:
        yield started.start()
    finally:
        started.stop()


@dataclass
class House:
    """A house on PostgreSQL, with posts that were played through it and lie there for Spark."""

    home: Path
    url: str
    cluster: Cluster
    said: dict[str, Any]  # what the replay reported

    @property
    def posts(self) -> Path:
        return self.home / "posts"

    @property
    def checkpoint(self) -> Path:
        return self.home / "checkpoint"

    def command(self, *arguments: str) -> list[str]:
        map_name = str(self.home / "map.yaml")
        return [
            *(sys.executable, "-m", "firebell", "spark", "--posts", str(self.posts)),
            *("--map", map_name, "--checkpoint", str(self.checkpoint), "--json"),
            *LIMITS,
            *arguments,
        ]

    def environment(self, **more: str) -> dict[str, str]:
        own = {"FIREBELL_HOME": str(self.home), "FIREBELL_DATABASE_URL": self.url}
        return os.environ | self.cluster.environment | own | more

    def spark(self, *arguments: str) -> dict[str, Any]:
        done = subprocess.run(
            self.command(*arguments),
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-4000:]
        return json.loads(done.stdout)

    def compared(self) -> dict[str, dict[str, int]]:
        done = subprocess.run(
            self.command("--compare"),
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode in (0, 1), done.stderr[-4000:]
        said = json.loads(done.stdout)
        differs = any(one["only_house"] or one["only_run"] for one in said.values())
        assert done.returncode == differs
        return said

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        import psycopg

        with psycopg.connect(self.url) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []


def settle(
    server: Server,
    cluster: Cluster,
    home: Path,
    parts: Sequence[Sequence[edges.Row]],
    brands: Sequence[BrandLike],
    topics: Sequence[TopicLike],
) -> House:
    """Play the rows through a new house in one file, and lay them out in as many as `parts`."""
    import psycopg

    name = f"house_{time.time_ns()}"
    with psycopg.connect(server.url("postgres"), autocommit=True) as known:
        known.execute(f"CREATE DATABASE {name}")
    house = House(home, server.url(name), cluster, {})
    plain = yaml.safe_load((SHIPPED / "plain.yaml").read_text())
    listens = {
        "brands": [{"name": one.name, "query": one.query, "own": one.own} for one in brands],
        "topics": [{"name": one.name, "query": one.query} for one in topics],
    }
    (home / "map.yaml").write_text(yaml.safe_dump(plain | listens))
    house.posts.mkdir()
    for number, rows in enumerate(parts):
        path = edges.write(rows, house.posts / f"part-{number:03d}.jsonl")
        os.utime(path, (1_700_000_000 + number, 1_700_000_000 + number))
    whole = edges.write([row for rows in parts for row in rows], home / "all.jsonl")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "firebell",
            "replay",
            str(whole),
            "--map",
            str(home / "map.yaml"),
            "--order",
            "file",
        ]
        + ["--json"],
        env=house.environment(),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    house.said = json.loads(done.stdout)
    return house


def alike(house: House) -> bool:
    """All of it there, and nothing else; to the last bit."""
    found = house.compared()
    assert tuple(found) == WHAT
    assert all(one["both"] > 0 for one in found.values()), found
    assert {name: (one["only_house"], one["only_run"]) for name, one in found.items()} == (
        dict.fromkeys(WHAT, (0, 0))
    )
    return True


def same_report(house: House, said: dict[str, Any]) -> bool:
    names = ("rows", "inserted", "duplicates", "rejected", "late")
    assert [said[name] for name in names] == [house.said[name] for name in names]
    assert len(said["alerts"]) == len(house.said["alerts"]) > 0
    return True


def test_killed_worker_and_driver_and_a_batch_with_alerts_run_again(server, cluster, tmp_path):
    """Every edge of the rules, a storm, and what is passed on; what spreads and what goes viral is
    cut by the ends of batches, one of which is written and then run again."""
    rows = edges.stream(seed=5, more=passing.posts(5))
    # Batch 0: until a phrase and a link have begun to spread; 1: they go on, a storm rings, a post
    # begins to go viral; 2: the rest.
    cuts = [0, place(rows, passing.LINK + HALF), place(rows, passing.CASCADE + HALF), len(rows)]
    parts = [rows[start:end] for start, end in pairwise(cuts)]
    house = settle(server, cluster, tmp_path, parts, edges.BRANDS, edges.TOPICS)
    assert house.said["late"] > 50
    assert house.said["duplicates"] > 100
    by_file = ("--files-per-batch", "1", "--master", cluster.url)

    with driver(house, by_file, FIREBELL_KILL_AT="spark_batch_written:2") as process:
        # While the batch before the storm is done and the next is on its way, a worker's process
        # dies; Spark starts another.
        wait(lambda: bool(cluster.executors()), process)
        wait(lambda: written(house) >= 1, process)
        os.kill(cluster.executors()[0], signal.SIGKILL)
        assert process.wait(timeout=180) == -signal.SIGKILL
    several = "SELECT sum(alerts) > 1 FROM firebell_spark.tally WHERE batch = 1"
    assert house.ask(several) == [(True,)]
    assert house.ask("SELECT count(*) FROM firebell_spark.cascade") == [(2,)]
    # Stored here, and not known to Spark, which therefore runs it again.
    assert (house.checkpoint / "offsets" / "1").exists()
    assert not (house.checkpoint / "commits" / "1").exists()

    said = house.spark(*by_file)
    assert (house.checkpoint / "commits" / "1").exists()
    assert same_report(house, said)
    assert alike(house)
    rang = house.ask(
        "SELECT b.name, a.kind, CASE WHEN a.mark LIKE 'text:%' THEN 'text:' ELSE a.mark END,"
        " p.external_id FROM firebell_spark.alert a"
        " JOIN listening_brand b ON b.id = a.brand"
        " LEFT JOIN firebell_spark.post p ON p.id = a.post"
    )
    assert set(rang) == passing.RINGS
    far = "SELECT count(*) > 0 FROM firebell_spark.post WHERE root = 'root' AND hops > 1"
    assert house.ask(far) == [(True,)]

    # The comparison does see a difference.
    house.ask(
        "UPDATE firebell_spark.alert SET expected = expected * (1 + 1e-15) WHERE kind = 'negative'"
        " AND brand = (SELECT id FROM listening_brand WHERE name = 'Acme')"
    )
    house.ask("UPDATE firebell_spark.post SET negative = 0 WHERE external_id = 'c7'")
    house.ask("DELETE FROM firebell_spark.cascade WHERE seen = 250")
    found = house.compared()
    assert [found["alerts"]["only_run"], found["readings"]["only_house"]] == [1, 1]
    assert [found["cascades"]["only_house"], found["counts"]["only_run"]] == [1, 0]


def place(rows: Sequence[edges.Row], at: datetime) -> int:
    """Where the first row stands that is so young."""
    return next(number for number, row in enumerate(rows) if row["at"] >= at)


def test_a_story_and_a_run_that_goes_on(server, cluster, tmp_path):
    """The made-up storm about parcels; heard in two sittings, the second with more to hear."""
    rows, brands, topics = parcel_storm()
    cut = len(rows) * 3 // 4
    house = settle(server, cluster, tmp_path, [rows[:cut], rows[cut:]], brands, topics)
    second = house.posts / "part-001.jsonl"
    kept = second.rename(tmp_path / "later.jsonl")
    first = house.spark("--master", "local[2]", "--no-flush")
    assert first["rows"] == cut
    kept.rename(second)
    said = house.spark("--master", "local[2]")
    assert same_report(house, said)
    assert alike(house)


@pytest.mark.data
def test_a_week_of_six_airlines(server, cluster, tmp_path, data_dir):
    job = FileJob(data_dir / "airline" / "Tweets.csv", "airline")
    batches = read_file(job, {}, 5_000, datetime.now(UTC))
    rows = [told(row) for batch in batches for row in batch.interactions.to_pylist()]
    heard = load_map("airline")
    parts = [rows[start : start + 5_000] for start in range(0, len(rows), 5_000)]
    house = settle(server, cluster, tmp_path, parts, heard.brands, heard.topics)
    assert house.said["inserted"] == 14_485
    assert same_report(house, house.spark("--master", "local[2]"))
    assert alike(house)


def told(row: dict[str, Any]) -> edges.Row:
    """What a row says, without what it leaves open."""
    return {name: value for name, value in row.items() if value is not None}


def parcel_storm() -> tuple[list[edges.Row], Sequence[BrandLike], Sequence[TopicLike]]:
    from firebell.core.training.story import tell
    from firebell.training.scenarios import load_scenario

    scenario = load_scenario("parcel_storm")
    opening = datetime(2026, 3, 9, 12, tzinfo=UTC)
    story = tell(scenario, opening - timedelta(days=5), opening + timedelta(hours=4), 11, opening)
    rows = [told(row) for batch in story for row in batch.to_pylist()]
    return rows, scenario.brands, scenario.topics


class driver:  # noqa: N801 - reads as a verb
    """A run in the background that may be killed; what is left of it is ended."""

    def __init__(self, house: House, arguments: Sequence[str], **environment: str) -> None:
        self._log = (house.home / "driver.log").open("wb")
        self._process = subprocess.Popen(
            house.command(*arguments),
            env=house.environment(**environment),
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
        )

    def __enter__(self) -> subprocess.Popen[bytes]:
        return self._process

    def __exit__(self, *_: object) -> None:
        # The JVM is in the same session.
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._log.close()


def written(house: House) -> int:
    there = "SELECT to_regclass('firebell_spark.tally') IS NOT NULL"
    if house.ask(there) != [(True,)]:
        return 0
    return house.ask("SELECT count(DISTINCT batch) FROM firebell_spark.tally")[0][0]


def wait(ready: Any, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 180
    while not ready():
        assert process.poll() is None, "the driver has ended"
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.3)
