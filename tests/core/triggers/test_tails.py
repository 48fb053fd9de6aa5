from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.triggers.contract import Judgement, signals
from firebell.core.triggers.tails import (
    beta_binomial_tail,
    gamma_band,
    negative_binomial_tail,
)

means = st.floats(0.05, 400)
spreads = st.floats(0.005, 3)


def summed_negative_binomial(k: int, mean: float, spread: float) -> float:
    """1 - P(Y < k), term by term from zero: the plain definition."""
    shape = 1 / spread
    below = 0.0
    for j in range(k):
        below += math.exp(
            math.lgamma(j + shape) - math.lgamma(shape) - math.lgamma(j + 1)
            - shape * math.log1p(mean * spread) + j * math.log(mean / (mean + shape))
        )  # fmt: skip
    return 1 - below


@given(st.integers(1, 300), st.floats(0.5, 60), st.floats(0.01, 2))
def test_the_upper_tail_is_the_sum_of_its_terms(k, mean, spread):
    if k > mean:
        wanted = summed_negative_binomial(k, mean, spread)
        assert negative_binomial_tail(k, mean, spread) == pytest.approx(wanted, abs=1e-7)


@given(st.floats(0, 3_000), means, spreads)
def test_more_is_never_likelier(k, mean, spread):
    one, more = (negative_binomial_tail(n, mean, spread) for n in (k, k + 1))
    assert 0 < more <= 1
    # Below the mean the tail is approximate; it only has to be far from any alarm there.
    assert more <= one + 1e-12 or one > 0.05


@given(st.floats(1.5, 4), st.floats(2_000, 1e7), st.floats(0.01, 0.5))
def test_large_means_keep_their_relative_variance(times, mean, spread):
    small = negative_binomial_tail(times * 1_000, 1_000, spread)
    large = negative_binomial_tail(times * mean, mean, spread)
    assert math.log10(large) == pytest.approx(math.log10(small), rel=0.15, abs=0.1)


@given(st.integers(1, 60), st.floats(0.02, 0.98), st.floats(1, 500))
def test_shares_of_n_add_up_to_one(n, share, strength):
    at_least = [beta_binomial_tail(k, n, share, strength) for k in range(n + 2)]
    assert at_least[0] == 1
    assert at_least[1] <= 1
    assert all(a >= b * (1 - 1e-9) for a, b in itertools.pairwise(at_least))


def test_a_share_tail_against_counting_it_by_hand():
    # Beta(1, 1): every number of successes out of n is equally likely.
    assert beta_binomial_tail(8, 9, 0.5, 2) == pytest.approx(0.2)


@given(means, spreads)
def test_bands_are_ordered_and_finite(mean, spread):
    low, high = gamma_band(mean, mean + spread * mean * mean)
    assert 0 <= low <= mean <= high < math.inf


@given(st.lists(st.tuples(means, spreads), min_size=1, max_size=40))
def test_a_band_is_the_same_alone_and_among_many(rows):
    judged = [Judgement(300, 0.0, mean, 0.0, mean + d * mean * mean) for mean, d in rows]
    table = signals([(n, judgement) for n, judgement in enumerate(judged)])
    bands = zip(table["lower"].to_pylist(), table["upper"].to_pylist(), strict=True)
    assert list(bands) == [judgement.band for judgement in judged]
