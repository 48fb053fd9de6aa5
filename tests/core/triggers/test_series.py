from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.triggers.series import (
    BUCKET,
    LONGEST_SILENCE,
    Buckets,
    Measure,
    final_edge,
    measures,
)

START = 1_700_006_400
minutes = st.lists(
    st.tuples(st.integers(0, 600).map(lambda n: START + 60 * n), st.integers(1, 9)), max_size=40
)


def ends(table: pa.Table) -> list[int]:
    return [at // 1_000_000 for at in table["at"].cast(pa.int64()).to_pylist()]


@given(minutes)
def test_folding_loses_nothing_and_leaves_no_hole(counted):
    edge = START + 600 * 60 + BUCKET
    buckets = Buckets.fold((minute, n, 500 * n) for minute, n in counted)
    points = buckets.points(Measure.TOTAL, START, edge)
    assert sum(points["value"].to_pylist()) == sum(n for _, n in counted)
    assert ends(points) == list(range(START + BUCKET, edge + 1, BUCKET))


@given(minutes, st.integers(0, 120))
def test_judging_in_two_goes_sees_what_one_sees(counted, cut):
    edge, between = START + 600 * 60, START + cut * BUCKET
    buckets = Buckets.fold((minute, n, 1_000 * n) for minute, n in counted)
    parts = [
        buckets.points(Measure.NEGATIVE, START, between),
        buckets.since(between).points(Measure.NEGATIVE, between, edge),
    ]
    whole = buckets.points(Measure.NEGATIVE, START, edge)
    assert pa.concat_tables(parts).combine_chunks().equals(whole.combine_chunks())


def test_a_series_begins_with_its_first_count():
    buckets = Buckets.fold([(START + 4 * BUCKET + 60, 2, 1_500)])
    points = buckets.points(Measure.NEGATIVE, None, START + 6 * BUCKET)
    assert ends(points) == [START + 5 * BUCKET, START + 6 * BUCKET]
    assert points["value"].to_pylist() == [1.5, 0.0]
    assert Buckets({}).points(Measure.TOTAL, None, START).num_rows == 0


def test_a_silence_of_weeks_is_a_gap():
    after = START + LONGEST_SILENCE + 10 * BUCKET
    buckets = Buckets.fold([(after, 1, 0)])
    points = buckets.points(Measure.TOTAL, START, after + 2 * BUCKET)
    assert ends(points) == [after + BUCKET, after + 2 * BUCKET]


def test_what_is_final_and_what_is_judged():
    assert final_edge(START + BUCKET - 1) == START
    assert final_edge(START + BUCKET) == START + BUCKET
    assert set(measures("brand")) == {"negative", "share", "total"}
    assert measures("topic") == ["negative"]
