"""What queries stand for, and what counting is told of a post: the same in every engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from firebell.core.schema import Direction, Sentiment
from firebell.core.triggers import counting
from firebell.runners.embedded import Understood


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What queries stand for."""

    brands: Mapping[int, int]  # query -> brand
    topics: Mapping[int, str]  # query -> topic
    others: frozenset[int]  # brands that are not ours
    default_brand: int | None  # of a source whose every word is to one brand

    def brands_of(self, queries: Sequence[int]) -> tuple[int, ...]:
        found = dict.fromkeys(self.brands[query] for query in queries if query in self.brands)
        if not found and self.default_brand is not None:
            return (self.default_brand,)
        return tuple(found)

    def topics_of(self, queries: Sequence[int]) -> tuple[str, ...]:
        return tuple(self.topics[query] for query in queries if query in self.topics)


def addressed_to_us(known: Understood, catalogue: Catalogue) -> Understood:
    """The same, but what is said of other firms alone needs no answer from us.

    A reader sees words, not whose brand they name; that is for the queries to say.
    """
    elsewhere = {
        row
        for row, queries in queries_by_row(known.matches).items()
        if (brands := catalogue.brands_of(queries)) and catalogue.others.issuperset(brands)
    }
    if not elsewhere:
        return known
    asked = known.readings.column("needs_answer").to_pylist()
    asked = [needs and row not in elsewhere for row, needs in enumerate(asked)]
    place = known.readings.schema.get_field_index("needs_answer")
    columns = known.readings.columns
    columns[place] = pa.array(asked, pa.bool_())
    readings = pa.RecordBatch.from_arrays(columns, schema=known.readings.schema)
    return Understood(readings, known.matches, known.chances)


def queries_by_row(matches: pa.Table) -> dict[int, list[int]]:
    """Row -> the queries that it matches; rows without any are absent, and found empty."""
    by_row: dict[int, list[int]] = defaultdict(list)
    pairs: list[list[Any]] = [matches.column(name).to_pylist() for name in ("row", "query")]
    for row, query in zip(*pairs, strict=True):
        by_row[row].append(query)
    return by_row


def is_counted(said: Mapping[str, Any], brands: Sequence[int]) -> bool:
    """Only what people say about a brand is counted, not what the brand or a machine says."""
    return bool(brands) and said["direction"] != Direction.OUTBOUND and not said["automatic"]


def for_counting(
    said: Mapping[str, Any], brands: tuple[int, ...], topics: tuple[str, ...]
) -> counting.Heard:
    """`said` holds the columns of INTERACTION and READING for one inbound post."""
    return counting.Heard(
        brands=brands,
        topics=topics,
        channel=said["channel"],
        language=said["language"],
        at=said["at"],
        negative=said["sentiment"] == Sentiment.NEGATIVE,
        needs_answer=said["needs_answer"],
        negative_p=said["negative"],
    )
