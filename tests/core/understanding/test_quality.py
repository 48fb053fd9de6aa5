"""Shares, F1 and the test of two readers, against what they are by definition."""

from __future__ import annotations

import math
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.understanding.quality import (
    Share,
    Z,
    better_by_chance,
    confusion,
    macro_f1,
    right,
    wilson,
)

LABELS = ("negative", "neutral", "positive")
PAIRS = st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(LABELS)), max_size=40)


@given(st.integers(0, 2_000), st.integers(0, 2_000))
def test_the_interval_holds_the_share_and_is_where_the_score_test_says(hits: int, more: int):
    n = hits + more
    lower, upper = wilson(hits, n)
    assert 0 <= lower <= upper <= 1
    if n == 0:
        assert (lower, upper) == (0, 1)
        return
    assert lower <= hits / n <= upper
    for bound in {lower, upper} - {0.0, 1.0}:
        score = abs(hits / n - bound) / math.sqrt(bound * (1 - bound) / n)
        assert score == pytest.approx(Z, rel=1e-6)


@given(st.integers(0, 50), st.integers(1, 50))
def test_more_examples_make_it_narrower(hits: int, times: int):
    n = 50
    one, many = Share(hits, n), Share(hits * times, n * times)
    assert many.upper - many.lower <= one.upper - one.lower + 1e-12


def test_a_share_that_cannot_be():
    with pytest.raises(ValueError, match="3 of 2"):
        wilson(3, 2)


@given(PAIRS)
def test_the_table_counts_every_pair_and_its_diagonal_is_what_was_right(pairs):
    table = confusion(pairs, LABELS)
    assert sum(map(sum, table)) == len(pairs)
    assert sum(table[place][place] for place in range(3)) == right(pairs).hits


@given(PAIRS)
def test_f1_is_the_mean_over_the_labels_that_occur(pairs):
    found = macro_f1(pairs)
    if not pairs:
        assert found is None
        return
    shares = []
    for label in sorted({truth for _, truth in pairs}):
        hits = sum(said == truth == label for said, truth in pairs)
        said = sum(one == label for one, _ in pairs)
        true = sum(one == label for _, one in pairs)
        precision, recall = hits / said if said else 0, hits / true
        both = precision + recall
        shares.append(2 * precision * recall / both if both else 0)
    assert found == pytest.approx(sum(shares) / len(shares))


@pytest.mark.parametrize(("wins", "losses"), [(0, 0), (1, 0), (3, 2), (2, 5), (7, 1)])
def test_chance_is_what_tossing_every_coin_says(wins: int, losses: int):
    tosses = list(product((0, 1), repeat=wins + losses))
    as_good = sum(sum(toss) >= wins for toss in tosses)
    assert better_by_chance(wins, losses) == as_good / len(tosses)
