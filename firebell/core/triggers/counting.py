"""Minute counts by brand, channel, language and topic: what the detectors are fed with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from firebell.core.schema import COUNT

Key = tuple[int, str, str, int]  # brand, dimension, key, minute as seconds since 1970


@dataclass(frozen=True, slots=True)
class Heard:
    """What counting needs to know of one inbound interaction that mentions brands."""

    brands: tuple[int, ...]
    topics: tuple[str, ...]
    channel: str
    language: str
    at: datetime
    negative: bool
    needs_answer: bool
    negative_p: float | None = None  # how sure the reader is; None: as sure as `negative` says

    @property
    def negativity(self) -> int:
        """In thousandths of a post."""
        return round(1_000 * (self.negative if self.negative_p is None else self.negative_p))


def count(heard: Iterable[Heard]) -> pa.Table:
    """Fold interactions into a table of schema `COUNT`, sorted by brand, dimension, key, minute.

    Counting is a sum: counting two halves and adding gives the same as counting the whole.
    """
    cells: dict[Key, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for one in heard:
        minute = int(one.at.timestamp()) // 60 * 60
        negativity = one.negativity
        for brand in one.brands:
            for dimension, key in parts_of(one):
                cell = cells[brand, dimension, key, minute]
                cell[0] += 1
                cell[1] += one.negative
                cell[2] += one.needs_answer
                cell[3] += negativity
    return _table(sorted(cells.items()))


def parts_of(one: Heard) -> Iterator[tuple[str, str]]:
    """The dimensions and keys that a word is counted under. Naming several brands, it does not say
    which one it is about: it is kept as "shared", beside the series that are judged."""
    if len(one.brands) > 1:
        yield "shared", ""
        return
    yield "brand", ""
    yield "channel", one.channel
    yield "language", one.language
    for topic in one.topics:
        yield "topic", topic


def _table(cells: list[tuple[Key, list[int]]]) -> pa.Table:
    columns: list[list[Any]] = [
        [key[0] for key, _ in cells],
        [key[1] for key, _ in cells],
        [key[2] for key, _ in cells],
        [datetime.fromtimestamp(key[3], UTC) for key, _ in cells],
        *([values[place] for _, values in cells] for place in range(4)),
    ]
    return pa.table(
        [pa.array(column, field.type) for column, field in zip(columns, COUNT, strict=True)],
        schema=COUNT,
    )
