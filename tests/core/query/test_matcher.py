"""The matcher against the slow reference, and the promises of the interface."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.core.query import Matcher, QueryError, matcher, matches, parse, to_text
from firebell.core.query.ast import Exact, Near, Or, Words
from firebell.core.schema import INTERACTION
from tests.core.query.reference import holds
from tests.core.query.strategies import posts, queries


def batch(rows: list[dict[str, object]]) -> pa.Table:
    names = list(rows[0])
    schema = pa.schema([INTERACTION.field(name) for name in names])
    return pa.Table.from_pylist(rows, schema=schema)


def texts(*found: str) -> pa.Table:
    return pa.table({"text": list(found)})


def hits(query: str, *found: str) -> list[bool]:
    return matches(query, texts(*found)).to_pylist()


@settings(max_examples=400, deadline=None)
@given(st.lists(queries, min_size=1, max_size=5), st.lists(posts, min_size=1, max_size=5))
def test_equals_the_reference(nodes, rows):
    found = Matcher({n: to_text(node) for n, node in enumerate(nodes)}).match(batch(rows))
    expected = [
        {"row": row, "query": n}
        for row, post in enumerate(rows)
        for n, node in enumerate(nodes)
        if holds(node, post)
    ]
    assert found.to_pylist() == expected


FEW = st.sampled_from(["a", "b", "A", "é", "東", "c", "d"])
SAID = st.lists(FEW, max_size=9).map(" ".join)
TERM = st.lists(FEW, min_size=1, max_size=2).map(" ".join)
SIDE = st.one_of(TERM.map(Words), TERM.map(Exact), st.tuples(TERM.map(Words), TERM.map(Exact)))


@settings(max_examples=300, deadline=None)
@given(SIDE, SIDE, st.integers(1, 4), st.lists(SAID, min_size=1, max_size=6))
def test_nearness_equals_the_reference(left, right, distance, said):
    sides = [Or(side) if isinstance(side, tuple) else side for side in (left, right)]
    node = Near(sides[0], sides[1], distance)
    assert hits(to_text(node), *said) == [holds(node, {"text": text}) for text in said]


@settings(max_examples=50, deadline=None)
@given(queries, st.lists(posts, min_size=3, max_size=8), st.integers(1, 3))
def test_pages_and_pieces_change_nothing(node, rows, page_rows):
    table, query = batch(rows), to_text(node)
    whole = matches(query, table).to_pylist()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matcher, "PAGE_ROWS", page_rows)
        assert matches(query, table).to_pylist() == whole
    pieces = pa.concat_tables([table.slice(n, 1) for n in range(len(rows))])
    assert matches(query, pieces).to_pylist() == whole
    one_by_one = [matches(query, table.slice(n, 1)).to_pylist()[0] for n in range(len(rows))]
    assert one_by_one == whole


def test_result_is_sorted_by_row_then_query():
    found = Matcher({7: "late", -2: "flight", 3: "flight OR late"}).match(
        texts("late flight", "nothing", "late")
    )
    assert found.schema == matcher.MATCHES
    assert [tuple(row.values()) for row in found.to_pylist()] == [
        (0, -2), (0, 3), (0, 7), (2, 3), (2, 7),
    ]  # fmt: skip


def test_record_batch_with_the_whole_schema_and_none_at_all():
    empty = pa.RecordBatch.from_pylist([], schema=INTERACTION)
    assert Matcher({1: "late"}).match(empty).num_rows == 0
    assert Matcher({}).match(texts("late")).num_rows == 0
    assert matches("late", empty).to_pylist() == []


def test_missing_text_column_is_named():
    with pytest.raises(ValueError, match="no column text"):
        Matcher({1: "late"}).match(pa.table({"author": ["a"]}))


def test_wrong_query_is_named_by_its_number():
    with pytest.raises(QueryError) as caught:
        Matcher({1: "good", 42: "(bad"})
    assert caught.value.__notes__ == ["in query 42"]


@pytest.mark.parametrize(
    ("query", "post", "expected"),
    [
        ("united", "@United's plane", True),
        ("united", "reunited", False),
        ("@united", "united", False),
        ("@united", "thanks @United!", True),
        ("@united", "@united_airlines", False),
        ("@united", "@unitedありがとう", True),
        ("@united", "mail me@united.com", False),
        ("#fail", "epic #FAIL", True),
        ("#fail", "epic fail", False),
        ("#fail", "#failure", False),
        ("#fail*", "#failure", True),
        ("#東京", "#東京タワー", False),
        ("cancel*", "Cancelled!", True),
        ("cancel*", "uncancelled", False),
        ('"not on time"', "Not... on time", True),
        ('"not on time"', "not really on time", False),
        ("{Apple}", "an apple", False),
        ("{Apple}", "an Apple", True),
        ("{US}", "us and US", True),
        ("東京", "昨日東京タワーで", True),
        ("東京", "東の京", False),
        ("애플*", "애플이 좋다", True),
        ("애플", "애플이 좋다", False),
        ("istanbul", "İSTANBUL", True),
        ("ISTANBUL", "ıstanbul", True),
        ("strasse", "Große Straße", True),
        ("lodz", "Łódź", True),
        ("ore", "ØRE", True),
        ("😡", "why😡😡", True),
        ("👍", "👍🏿", True),
        ("🇳🇴", "🇸🇳🇴🇲", False),
        ("late NEAR/2 flight", "my flight is late", True),
        ("late NEAR/1 flight", "my flight is late", False),
        ("late NEAR/3 late", "late once", False),
        ("late NEAR/3 late", "late and late", True),
        ("(late OR delayed) NEAR/2 {Delta}", "Delta was delayed", True),
        ("(late OR delayed) NEAR/2 {Delta}", "the delta was delayed", False),
        ("apple", "Apple™", True),
        ("ab", "a\0b", False),
        ("a", "a\0b", True),
    ],
)
def test_example(query, post, expected):
    assert hits(query, post, "x", post) == [expected, False, expected]


def test_words_of_two_posts_are_never_near():
    assert hits("late NEAR/50 flight", "late", "flight") == [False, False]
    assert hits('"late flight"', "late", "flight") == [False, False]


def test_null_meets_no_condition_and_its_opposite_no_more():
    table = batch([{"text": "a", "rating": None}, {"text": "a", "rating": 2.7}])
    assert matches("rating:<=2.7", table).to_pylist() == [False, True]
    assert matches("rating:>2", table).to_pylist() == [False, True]
    assert matches("a NOT rating:>=1", table).to_pylist() == [True, False]
    assert matches("followers:>=0", table).to_pylist() == [False, False]
    assert matches("has:link OR author:x", table).to_pylist() == [False, False]


def test_read_language_goes_before_the_hint():
    table = pa.table({"text": ["a", "a"], "language_hint": ["en", "pl"], "language": ["pl", "en"]})
    assert matches("lang:en", table).to_pylist() == [False, True]


def test_site_is_a_host_or_its_subdomain_never_a_lookalike():
    lookalikes = ["https://badexample.com", "https://example.com.evil.org/example.com"]
    hidden = ["https://example.com@evil.org/", None]
    urls = ["https://Example.com", "http://a.example.com:80/x", *lookalikes, *hidden]
    table = pa.table({"text": [""] * 6, "url": urls})
    assert matches("site:example.com", table).to_pylist() == [True, True] + [False] * 4


def test_a_post_of_marks_alone_does_not_take_forever():
    zalgo = "a" + "\u0301\u0323" * 150_000 + " late"
    assert hits("a late", zalgo) == [True]


def test_many_queries_share_one_automaton():
    queries = {n: f"word{n} AND NOT other{n}" for n in range(2_000)}
    found = Matcher(queries).match(texts("word7 word1999 other1999", "word1999"))
    assert found.to_pylist() == [{"row": 0, "query": 7}, {"row": 1, "query": 1999}]
    assert parse(queries[7]) == parse(to_text(parse(queries[7])))
