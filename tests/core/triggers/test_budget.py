"""A promise of false alerts, kept by a threshold that moves."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.triggers.budget import MOST, WEEK, Budget

DAY = 86_400


@pytest.mark.parametrize("bias", [-0.8, 0.0, 0.8])
def test_the_promise_is_kept_though_return_periods_are_off(bias):
    """One value a day that returns as it says, if it were not for a bias."""
    rng = np.random.default_rng(5)
    budget, weeks = Budget(1.0), 400
    rang = 0
    for day in range(7 * weeks):
        told = -math.log(7 * rng.random()) + bias
        rang += budget.judge(day * DAY, told)[1]
    assert 0.75 * weeks <= rang <= 1.25 * weeks


@given(st.lists(st.tuples(st.integers(1, 3 * DAY), st.floats(-9, 30)), max_size=200))
def test_what_rings_scores_a_half_and_the_threshold_stays_near(seen):
    budget, end = Budget(4.0), 0
    for gap, told in seen:
        end += gap
        score, rings = budget.judge(end, told)
        assert 0 <= score <= 1
        assert rings == (score >= 0.5)
        assert abs(budget.offset) <= MOST


def test_the_same_trouble_is_news_once_until_it_is_much_worse():
    budget = Budget(1.0)
    rang = [budget.judge(300 * n, told)[1] for n, told in enumerate([0.5, 1.0, 2.0, 4.1, 4.5])]
    assert rang == [True, False, False, True, False]


def test_quiet_weeks_lower_it_and_a_ring_raises_it():
    budget = Budget(2.0)
    budget.judge(0, -5.0)
    budget.judge(8 * WEEK, -5.0)
    assert budget.threshold < math.log(2.0)
    low = budget.threshold
    assert budget.judge(8 * WEEK + 300, 9.0)[1]
    assert budget.threshold > low
