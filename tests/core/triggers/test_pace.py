"""A brand rings as often as was promised, in the long run and in however many pieces."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.triggers.alerts import Sound
from firebell.core.triggers.budget import MOST
from firebell.core.triggers.pace import DAY, REST, Pace, by_day
from firebell.core.triggers.series import SeriesKey

SERIES = SeriesKey("brand", "", "negative")


def sound(at, weeks):
    return Sound(SERIES, at, 9.0, 3.0, weeks / (weeks + 1), 3_600, at, weeks)


@pytest.mark.parametrize("bias", [-0.9, 0.0, 0.9])
def test_the_promise_is_kept_though_return_periods_are_off(bias):
    rng, pace, rang, weeks = np.random.default_rng(1), Pace().beginning(0), 0, 300
    for day in range(7 * weeks):
        pace = pace.to(day, 1.0)
        told = sound(day * DAY + 1, math.exp(-math.log(7 * rng.random()) + bias))
        if pace.of([told])[0].score >= 0.5:
            pace, rang = pace.counting(1), rang + 1
    assert 0.75 * weeks <= rang <= 1.25 * weeks


@given(st.lists(st.integers(0, 60), min_size=1, max_size=12), st.integers(0, 3))
def test_asked_often_or_seldom_it_comes_to_the_same(days, rang):
    last = max(days)
    often = Pace().beginning(0).counting(rang)
    for day in sorted(days):
        often = often.to(day, 2.0)
    assert often == Pace().beginning(0).counting(rang).to(last, 2.0)
    assert abs(often.offset) <= MOST


def test_nothing_moves_in_the_first_days():
    assert Pace().beginning(3).counting(5).to(3 + REST, 1.0).offset == 0


def test_nothing_moves_before_anything_was_counted():
    assert Pace().to(90, 1.0) == Pace()
    assert Pace().to(90, 1.0).beginning(91) == Pace(first=91, day=91)
    assert Pace().beginning(3).beginning(9).first == 3


def test_useful_is_taken_back_and_not_useful_after_all_is_not():
    pace = Pace(offset=0.5, first=0, day=20)
    assert pace.taking_back(1).offset < 0.5
    assert pace.taking_back(1).taking_back(-1).offset == pytest.approx(0.5)


def test_what_ends_at_midnight_belongs_to_the_day_before():
    days = dict(by_day([sound(DAY, 1.0), sound(DAY + 1, 1.0)]))
    assert sorted(days) == [0, 1]
