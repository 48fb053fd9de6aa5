"""Step one, on the executors: lines become posts that are read, matched and set against time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

import numpy as np
import pyarrow as pa

from firebell.core.schema import InteractionKind
from firebell.core.triggers.contract import MICROSECONDS
from firebell.core.triggers.counting import parts_of
from firebell.core.triggers.lateness import edges_of, newest_so_far, strides
from firebell.core.understanding.care.details import COLUMNS as DETAILS
from firebell.core.understanding.care.details import details
from firebell.runners.catalogue import (
    addressed_to_us,
    for_counting,
    is_counted,
    queries_by_row,
)
from firebell.runners.embedded import EmbeddedRunner
from firebell.runners.reading import load_reader
from firebell.runners.spark.plan import Kind, Plan, flow, post_id

KEPT_OF_A_LINE = 64 * 1024
BOM = b"\xef\xbb\xbf"
# What comes in: the line, its file, where the stretch that this task reads begins in it, and
# whether it is an order to us instead of a post.
LINE_COLUMNS = ("line", "file", "block", "order")


class VersionError(RuntimeError):
    """An executor would read by another version than the driver planned with."""


@dataclass(slots=True)
class _Segment:
    name: str
    rows: int = 0
    newest: int | None = None
    edges: list[int] = field(default_factory=list)

    def pass_time(self, at: list[int]) -> list[int]:
        """The newest time up to and with each row; remembers what edges were reached."""
        if not at:
            return []
        newest = newest_so_far(np.array(at, np.int64), self.newest)
        reached: list[int] = np.unique(edges_of(newest)).tolist()
        known = list(dict.fromkeys([*self.edges, *reached]))
        # The first, and enough of the others that nothing heard is skipped: see `strides`.
        self.edges = [known[0], *strides(known[1:], known[0])]
        self.newest = int(newest[-1])
        passed: list[int] = newest.tolist()
        return passed


@dataclass(frozen=True, slots=True)
class Read:
    """What `mapInArrow` runs: batches of LINE_COLUMNS in, batches of FLOW out.

    Every segment ends with a tide for each shard, so that all of them know how time passed.
    """

    plan: Plan

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        reader = load_reader()
        if reader.version != self.plan.reader:
            raise VersionError(
                f"this executor reads by {reader.version}, the run by {self.plan.reader}:"
                " install the same firebell everywhere"
            )
        runner = EmbeddedRunner(dict(self.plan.queries), reader, self.plan.topics)
        segments: dict[str, _Segment] = {}
        for batch in batches:
            for name, order, lines in _stretches(batch):
                if order:
                    yield flow(_to_all(self.plan, Kind.FLUSH, name))
                    continue
                segment = segments.setdefault(name, _Segment(name))
                yield flow(self._read(runner, segment, lines))
        for segment in segments.values():
            if segment.newest is not None:
                yield flow(_tides(self.plan, segment))

    def _read(
        self, runner: EmbeddedRunner, segment: _Segment, lines: list[bytes]
    ) -> list[dict[str, Any]]:
        first, segment.rows = segment.rows, segment.rows + len(lines)
        parsed = self.plan.parse(lines, datetime.now(UTC))
        batch = parsed.interactions
        known = addressed_to_us(runner.understand(batch), self.plan.catalogue)
        queries = queries_by_row(known.matches)
        newest = segment.pass_time(_seconds(batch))
        plain = known.readings.drop_columns(list(DETAILS)).to_pylist()
        said = [
            one | reading | {"details": more}
            for one, reading, more in zip(
                batch.to_pylist(), plain, details(known.readings), strict=True
            )
        ]
        rows = [
            told | _place(segment, first + row, newest[number])
            for number, (one, row) in enumerate(zip(said, parsed.rows, strict=True))
            for told in self._told(one, queries[number])
        ]
        rows += self._asked(rows)
        rows += [
            self._refused(segment, first + row, lines[row], reason)
            for row, reason in parsed.refused.items()
        ]
        return rows

    def _told(self, said: dict[str, Any], queries: list[int]) -> Iterator[dict[str, Any]]:
        """A post, and the same as a word for each brand that it names beside others: each of them
        has a shard of its own."""
        post = self._post(said, queries)
        yield post
        brands = self.plan.catalogue.brands_of(queries)
        if len(brands) > 1 and is_counted(said, brands):
            for brand in brands:
                here = {"shard": self.plan.shard_of(brand, ""), "counted": json.dumps([brand])}
                yield post | here | {"kind": Kind.WORD}

    def _asked(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        named = {(row["channel"], row["passes_on"]) for row in rows if row.get("passes_on")}
        return [
            {
                "shard": self.plan.shard_of(None, external_id),
                "kind": Kind.ASK,
                "channel": channel,
                "external_id": external_id,
            }
            for channel, external_id in sorted(named)
        ]

    def _post(self, said: dict[str, Any], queries: list[int]) -> dict[str, Any]:
        catalogue = self.plan.catalogue
        brands, topics = catalogue.brands_of(queries), catalogue.topics_of(queries)
        counts = is_counted(said, brands)
        counted = None
        if counts and len(brands) == 1:
            heard = for_counting(said, brands, topics)
            counted = json.dumps([brands[0], list(parts_of(heard)), heard.negativity])
        at = said["at"]
        is_repost = said["kind"] == InteractionKind.REPOST
        payload = said | {
            "id": post_id(said["channel"], said["external_id"]),
            "root": None,
            "hops": None,
            "at": at.isoformat(),
            "queries": queries,
            "brands": brands,
            "topics": topics,
            "counts": counts,
        }
        return {
            "shard": self.plan.shard_of(brands[0] if counted else None, said["external_id"]),
            "kind": Kind.POST,
            "channel": said["channel"],
            "external_id": said["external_id"],
            "at": int(at.timestamp()),
            "counted": counted,
            "passes_on": (said["in_reply_to"] or None) if is_repost else None,
            "payload": json.dumps(payload).encode(),
        }

    def _refused(self, segment: _Segment, row: int, raw: bytes, reason: str) -> dict[str, Any]:
        kept = raw[:KEPT_OF_A_LINE].decode("utf-8", "backslashreplace").replace("\x00", "\\x00")
        said = {"reason": reason, "raw": kept, "size": len(raw)}
        return {
            "shard": self.plan.shard_of(None, f"{segment.name}{row}"),
            "kind": Kind.REFUSED,
            "payload": json.dumps(said).encode(),
            "segment": segment.name,
            "row": row,
        }


def _stretches(batch: pa.RecordBatch) -> Iterator[tuple[str, bool, list[bytes]]]:
    """Lines that are not blank by the segment that they stand in."""
    columns = (batch.column(name).to_pylist() for name in LINE_COLUMNS)
    rows = zip(*columns, strict=True)
    for (file, block, order), some in groupby(rows, key=lambda row: row[1:]):
        lines = [line.removeprefix(BOM) for line, *_ in some]
        yield segment_name(file, block), order, [line for line in lines if line.strip()]


def segment_name(file: str, block: int) -> str:
    """Sorts as the rows were heard: files by their names, stretches of a file by where they are."""
    return f"{file}:{block:020d}"


def _seconds(batch: pa.RecordBatch) -> list[int]:
    micros = batch.column("at").cast(pa.int64()).to_numpy(zero_copy_only=False)
    seconds: list[int] = (micros // MICROSECONDS).tolist()
    return seconds


def _place(segment: _Segment, row: int, newest: int) -> dict[str, Any]:
    return {"segment": segment.name, "row": row, "newest": newest}


def _tides(plan: Plan, segment: _Segment) -> list[dict[str, Any]]:
    more = {"newest": segment.newest, "counted": json.dumps(segment.edges)}
    return _to_all(plan, Kind.TIDE, segment.name, more)


def _to_all(
    plan: Plan, kind: Kind, segment: str, more: dict[str, Any] | None = None
) -> list[dict[str, Any]]:
    common: dict[str, Any] = {"kind": kind, "segment": segment} | (more or {})
    return [common | {"shard": shard} for shard in range(plan.shards)]
