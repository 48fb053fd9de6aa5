from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.schema import COUNT
from firebell.core.triggers.counting import Heard, count

START = datetime(2026, 3, 29, tzinfo=UTC)
heard = st.builds(
    Heard,
    brands=st.lists(st.integers(1, 3), max_size=2, unique=True).map(tuple),
    topics=st.lists(st.sampled_from(["delays", "refunds"]), max_size=2, unique=True).map(tuple),
    channel=st.sampled_from(["microblog", "email"]),
    language=st.sampled_from(["en", "nb", "und"]),
    at=st.integers(0, 7200).map(lambda seconds: START + timedelta(seconds=seconds)),
    negative=st.booleans(),
    needs_answer=st.booleans(),
    negative_p=st.one_of(st.none(), st.floats(0, 1)),
)


@given(st.lists(heard, max_size=40), st.integers(0, 40))
def test_counting_the_parts_adds_up_to_counting_the_whole(words, cut):
    parts = pa.concat_tables([count(words[:cut]), count(words[cut:])])
    keys = ["brand", "dimension", "key", "minute"]
    summed = parts.group_by(keys).aggregate(
        [("total", "sum"), ("negative", "sum"), ("needs_answer", "sum"), ("negativity", "sum")]
    )
    expected = [tuple(row.values()) for row in count(words).to_pylist()]
    assert sorted(tuple(row.values()) for row in summed.to_pylist()) == expected


@given(st.lists(heard, max_size=40))
def test_each_dimension_but_topics_adds_up_to_the_brand(words):
    totals: dict[tuple[int, str], int] = {}
    for row in count(words).to_pylist():
        key = row["brand"], row["dimension"]
        totals[key] = totals.get(key, 0) + row["total"]
    for (brand, dimension), total in totals.items():
        if dimension in ("channel", "language"):
            assert total == totals[brand, "brand"]


def test_one_word_about_two_topics():
    at = START + timedelta(seconds=61)
    table = count([Heard((7,), ("delays", "refunds"), "email", "nb", at, True, False)])
    assert table.schema == COUNT
    assert [(row["dimension"], row["key"], row["total"]) for row in table.to_pylist()] == [
        ("brand", "", 1),
        ("channel", "email", 1),
        ("language", "nb", 1),
        ("topic", "delays", 1),
        ("topic", "refunds", 1),
    ]
    assert {row["minute"] for row in table.to_pylist()} == {START + timedelta(minutes=1)}


def test_a_word_that_names_two_brands_is_kept_apart():
    table = count([Heard((7, 8), ("delays",), "email", "nb", START, True, False)])
    rows = [(row["brand"], row["dimension"], row["negative"]) for row in table.to_pylist()]
    assert rows == [(7, "shared", 1), (8, "shared", 1)]
