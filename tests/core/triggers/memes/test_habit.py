from __future__ import annotations

import math
import random
from itertools import pairwise

import pytest

from firebell.core.triggers.memes.habit import WEEK, Habit

FLOOR = math.log(3)


def with_marks(weekly: int, tail: float, weeks: int, seed: int = 1) -> Habit:
    """Marks of a Pareto law, from three people up."""
    rng, habit = random.Random(seed), Habit()
    for _ in range(weeks):
        habit.pass_time(WEEK)
        for _ in range(weekly):
            habit.add(math.log(3 * rng.paretovariate(tail)))
    return habit


@pytest.mark.parametrize("tail", [1.0, 1.5, 2.5])
@pytest.mark.parametrize("weekly", [20, 500])
def test_it_learns_how_often_marks_get_so_large(tail, weekly):
    habit = with_marks(weekly, tail, 8)
    for a_week in (2.0, 0.25):
        size = FLOOR + math.log(weekly / a_week) / tail
        assert habit.a_week(size, FLOOR, 1.5) == pytest.approx(a_week, rel=0.75)


def test_larger_is_never_more_frequent():
    habit = with_marks(60, 1.5, 3)
    rates = [habit.a_week(FLOOR + n / 10, FLOOR, 1.5) for n in range(60)]
    assert all(later <= earlier * 1.1 for earlier, later in pairwise(rates))


def test_little_known_is_little_promised():
    """What a quiet day says of a hundred people is less than what a quiet month says."""
    day, month = Habit(), Habit()
    day.pass_time(WEEK / 7)
    for _ in range(4):
        month.pass_time(WEEK)
    size = math.log(100)
    assert day.a_week(size, FLOOR, 1.5) > 3 * month.a_week(size, FLOOR, 1.5)


def test_old_weeks_fade():
    habit = with_marks(200, 1.2, 4)
    before = habit.a_week(math.log(200), FLOOR, 1.5)
    for _ in range(20):
        habit.pass_time(WEEK)
    assert habit.a_week(math.log(200), FLOOR, 1.5) < before / 4
