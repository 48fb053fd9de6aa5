from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.triggers import silence
from firebell.core.triggers.silence import DAY, FALSE_RINGS_A_WEEK, HOUR, Habit, hour_of_week, learn

MONDAY = 4 * DAY  # 1970-01-05
WEEK = 7 * DAY


def hours(number: int, start: int = MONDAY) -> np.ndarray:
    return start + HOUR * np.arange(number)


def steady(rate: float, weeks: int = 4) -> Habit:
    found = learn(hours(168 * weeks), np.full(168 * weeks, rate))
    assert found is not None
    return found


def test_hours_of_the_week_begin_on_monday():
    assert hour_of_week(
        [MONDAY, MONDAY + 3_599, MONDAY + HOUR, MONDAY - 1, MONDAY + WEEK]
    ).tolist() == [
        0,
        0,
        1,
        167,
        0,
    ]


def test_too_little_is_known_at_first():
    assert learn(hours(23), np.full(23, 9)) is None
    assert learn(hours(500), np.zeros(500)) is None
    assert learn(hours(24), np.full(24, 9)) is not None


def test_a_busy_source_rings_within_the_hour_and_a_seldom_one_after_days():
    now = MONDAY + 4 * WEEK + 12 * HOUR
    busy, seldom = steady(40), steady(0.1)
    assert not busy.rings(now, now + 5 * 60, 960)
    assert busy.rings(now, now + HOUR, 960)
    assert not seldom.rings(now, now + 2 * DAY, 2)
    assert seldom.rings(now, now + 14 * DAY, 2)


def test_the_night_proves_nothing():
    by_day = np.where((np.arange(168 * 4) % 24) >= 8, 30, 0)
    habit = learn(hours(168 * 4), by_day)
    night = MONDAY + 4 * WEEK
    assert not habit.rings(night, night + 8 * HOUR, 480)
    assert habit.rings(night, night + 10 * HOUR, 480)


def test_a_weekend_that_was_never_heard_proves_little():
    habit = learn(hours(5 * 24), np.full(5 * 24, 5))
    saturday = MONDAY + 5 * DAY
    assert habit.expected(saturday, saturday + DAY) == pytest.approx(0.1 * 5 * 24)
    assert not habit.rings(saturday, saturday + DAY, 120)


def test_hours_that_were_not_listened_to_are_not_learned():
    listened = hours(168 * 4)[::2]
    assert learn(listened, np.full(len(listened), 10)).a_week == pytest.approx(
        steady(10).a_week / 2 + 0.1 * steady(10).a_week / 2, rel=0.2
    )


rates = st.lists(st.integers(0, 50), min_size=24, max_size=400)


@given(rates, st.integers(0, 2 * 168), st.integers(1, 400), st.integers(1, 400))
def test_a_longer_silence_is_never_likelier(counts, start, first, more):
    habit = learn(hours(len(counts)), counts)
    if habit is None:
        return
    since = MONDAY + start * HOUR
    shorter = habit.chance_of_nothing(since, since + first * HOUR / 4)
    longer = habit.chance_of_nothing(since, since + (first + more) * HOUR / 4)
    if (first + more) * HOUR / 4 <= silence.LONGEST_GAP:
        assert 0 <= longer <= shorter + 1e-12 <= 1 + 1e-9


@given(rates, st.floats(0, 1e6), st.floats(0, 1e6))
def test_what_is_expected_adds_up(counts, one, other):
    habit = learn(hours(len(counts)), counts)
    if habit is None:
        return
    whole = habit.expected(MONDAY, MONDAY + one + other)
    parts = habit.expected(MONDAY, MONDAY + one)
    parts += habit.expected(MONDAY + one, MONDAY + one + other)
    assert whole == pytest.approx(parts, rel=1e-6, abs=1e-6)
    assert habit.expected(MONDAY, MONDAY + WEEK) == pytest.approx(habit.a_week)


@given(rates, st.integers(0, 30))
def test_more_history_of_the_same_changes_no_scale(counts, number):
    """A habit is finite and sane whatever was heard."""
    habit = learn(hours(len(counts)), counts)
    if habit is None:
        return
    assert np.isfinite(habit.rates).all()
    assert (habit.rates >= 0).all()
    assert habit.bunch >= 1
    assert 0 < habit.level <= 1
    assert 0 < habit.threshold <= 0.05


def heard_by(rng: np.random.Generator, weeks: int, kind: dict[str, float]) -> np.ndarray:
    """Instants of a source with days, nights, weekends, moody days and bunches of words."""
    at = np.arange(weeks * 168)
    rate = np.where((at % 24 >= 7) & (at % 24 < 23), kind["rate"], kind["rate"] * kind["night"])
    rate = np.where(at // 24 % 7 >= 5, rate * kind["weekend"], rate)
    if kind["moody"]:
        rate = rate * np.repeat(rng.gamma(1 / kind["moody"], kind["moody"], weeks * 7), 24)
    bunches = rng.poisson(rate / kind["bunch"])
    begins = np.repeat(at, bunches) * HOUR + rng.uniform(0, HOUR, bunches.sum())
    sizes = rng.geometric(1 / kind["bunch"], len(begins))
    follows = rng.exponential(600, sizes.sum())
    follows[np.cumsum(sizes) - sizes] = 0
    return np.sort(MONDAY + np.repeat(begins, sizes) + follows)


def false_rings(words: np.ndarray, weeks: int, first_day: int) -> int:
    """How often a source that is well rings, its habit learned anew every day from the past."""
    ends = MONDAY + HOUR * np.arange(weeks * 168 + 1)
    counts = np.histogram(words, ends)[0]
    rings = 0
    for day in range(first_day, weeks * 7):
        known = slice(max(0, day * 24 - 8 * 168), day * 24)
        habit = learn(ends[:-1][known], counts[known])
        if habit is None:
            continue
        today = words[(words >= MONDAY + day * DAY) & (words < MONDAY + (day + 1) * DAY)]
        last = words[words < MONDAY + day * DAY][-1:]
        instants = np.concatenate([last, today])
        gaps = np.diff(instants)
        for place in np.argsort(gaps)[-6:]:
            since, until = instants[place], instants[place + 1]
            before = ((words > since - DAY) & (words <= since)).sum()
            rings += bool(habit.rings(since, until, before))
    return rings


QUIET, WEEKS, SOURCES = {"night": 0.05, "weekend": 0.4}, 10, 4
KINDS = {
    "busy": QUIET | {"rate": 40, "moody": 0, "bunch": 1},
    "middling": QUIET | {"rate": 4, "moody": 0.2, "bunch": 2},
    "office hours": {"rate": 6, "night": 0, "weekend": 0.02, "moody": 0.2, "bunch": 1.5},
    "seldom": QUIET | {"rate": 0.3, "moody": 0.2, "bunch": 2},
    "in storms": QUIET | {"rate": 2, "moody": 0.4, "bunch": 12},
    "flat": {"rate": 60, "night": 1, "weekend": 1, "moody": 0, "bunch": 1},
}


def test_sources_that_are_well_ring_hardly_ever():
    """Beginning with their third day: at most twice as often as is promised, over all kinds."""
    rings = {}
    for name, kind in KINDS.items():
        rng = np.random.default_rng(7)
        runs = [false_rings(heard_by(rng, WEEKS, kind), WEEKS, 2) for _ in range(SOURCES)]
        rings[name] = sum(runs)
    watched = len(KINDS) * SOURCES * (WEEKS - 2 / 7)
    assert sum(rings.values()) <= 2 * FALSE_RINGS_A_WEEK * watched, rings
