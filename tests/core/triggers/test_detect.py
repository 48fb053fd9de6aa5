from __future__ import annotations

import math
import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.core.triggers.detect import detect_series

START = datetime(2026, 3, 2, tzinfo=UTC)


def stamps(number, minutes=5):
    return [START + timedelta(minutes=minutes * n) for n in range(number)]


def judged(values, minutes=5):
    return list(detect_series(stamps(len(values), minutes), values))


def chance(number, mean, seed=1):
    rng = random.Random(seed)
    return [float(sum(rng.random() < mean / 50 for _ in range(50))) for _ in range(number)]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 200).map(float), min_size=2, max_size=60), st.data())
def test_a_row_uses_only_its_past(values, data):
    cut = data.draw(st.integers(2, len(values)))
    assert judged(values[:cut]) == judged(values)[:cut]


@pytest.mark.parametrize("minutes", [1, 5, 60, 1_440])
def test_a_burst_is_news_once(minutes):
    number = max(400, 6 * 1_440 // minutes)
    values = chance(number, 6.0)
    values += [60.0] * 6 + chance(20, 6.0)
    rows = judged(values, minutes)
    rang = [n for n, row in enumerate(rows) if row["alert"]]
    new = [n for n in rang if n >= number]
    assert new[0] < number + 6
    assert len(new) <= 4
    # A false alert in two weeks is the promise, whatever a row covers.
    assert (len(rang) - len(new)) <= max(1, 1.5 * number * minutes / (2 * 7 * 1_440))
    assert all((row["anomaly_score"] >= 0.5) == row["alert"] for row in rows)


def test_chance_is_no_news():
    assert not any(row["alert"] for row in judged(chance(4_000, 3.0)))


def test_the_band_holds_the_expected_and_the_score_is_a_share():
    for row in judged(chance(1_500, 3.0) + [0.0] * 50):
        assert 0 <= row["lower"] <= row["expected"] <= row["upper"]
        assert 0 <= row["anomaly_score"] <= 1


def test_unknown_values_teach_nothing_and_ring_nothing():
    values = chance(1_000, 3.0)
    values[500:520] = [math.nan] * 20
    rows = judged(values)
    assert all(row["anomaly_score"] == 0 for row in rows[500:520])
    assert not any(row["alert"] for row in rows)


@pytest.mark.parametrize("value", [-1.0, math.inf])
def test_what_is_no_count_is_an_error_with_its_row(value):
    with pytest.raises(ValueError, match="row 3"):
        judged([1.0, 2.0, value])


def test_rows_out_of_order_are_an_error_with_their_row():
    at = stamps(3)
    with pytest.raises(ValueError, match=r"row 3: .* is not after"):
        list(detect_series([at[0], at[1], at[1]], [1.0, 1.0, 1.0]))
    assert list(detect_series([], [])) == []
