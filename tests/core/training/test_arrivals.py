from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import sqrt
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.core.training.arrivals import (
    DAY,
    ExponentialKernel,
    PowerLawKernel,
    Rhythm,
    daily_rate,
    flare,
    flare_mean,
    hawkes,
    poisson,
    poisson_count,
)

FLAT = Rhythm((1.0,) * 24, (1.0,) * 7)
OFFICE = Rhythm((0.0,) * 8 + (1.0,) * 9 + (0.0,) * 7, (1.0,) * 5 + (0.5,) * 2)
MONDAY = datetime(2026, 3, 9, tzinfo=UTC)
kernels = st.one_of(
    st.floats(0.1, 500).map(ExponentialKernel),
    st.builds(PowerLawKernel, st.floats(0.1, 500), st.floats(0.1, 3)),
)


def close_to_poisson(count: int, mean: float) -> bool:
    """Within five standard deviations: a right generator misses once in two million runs."""
    return abs(count - mean) <= 5 * sqrt(mean) + 1


@pytest.mark.parametrize("seed", range(5))
def test_a_flat_rhythm_gives_the_mean_number_a_day(seed: int) -> None:
    rate = daily_rate(400, FLAT, UTC, MONDAY)
    count = len(list(poisson(rate, 400 / DAY, 7 * DAY, Random(seed))))
    assert close_to_poisson(count, 2800)


def test_an_uneven_rhythm_keeps_the_mean_of_its_week() -> None:
    rate = daily_rate(400, OFFICE, UTC, MONDAY)
    count = len(list(poisson(rate, 400 / DAY * OFFICE.peak(), 7 * DAY, Random(1))))
    assert close_to_poisson(count, 2800)


def test_the_rhythm_follows_the_clock_on_the_wall_of_its_zone() -> None:
    rate = daily_rate(100, OFFICE, ZoneInfo("Asia/Tokyo"), MONDAY)
    assert rate(3 * 3_600) > 0  # noon in Tokyo
    assert rate(12 * 3_600) == 0  # nine in the evening there


@given(
    hours=st.lists(st.floats(0.1, 10), min_size=24, max_size=24),
    weekdays=st.lists(st.floats(0.1, 10), min_size=7, max_size=7),
    minute=st.integers(0, 7 * 24 * 60),
)
def test_no_instant_is_busier_than_the_peak(
    hours: list[float], weekdays: list[float], minute: int
) -> None:
    rhythm = Rhythm(tuple(hours), tuple(weekdays))
    weight = rhythm.at(MONDAY + timedelta(minutes=minute))
    assert 0 < weight <= rhythm.peak() * (1 + 1e-9)


@given(seed=st.integers(), until=st.floats(0, 1_000))
def test_poisson_arrivals_are_in_order_and_inside(seed: int, until: float) -> None:
    found = list(poisson(lambda _: 0.1, 0.1, until, Random(seed)))
    assert found == sorted(found)
    assert all(0 <= at < until for at in found)


def test_nobody_comes_at_a_rate_of_nought() -> None:
    assert list(poisson(lambda _: 0.0, 0.0, 1e9, Random(1))) == []


@pytest.mark.parametrize("mean", [0.0, 0.3, 4.0, 900.0])
def test_poisson_counts_have_their_mean(mean: float) -> None:
    rng = Random(2)
    assert close_to_poisson(sum(poisson_count(mean, rng) for _ in range(300)), 300 * mean)


@given(seed=st.integers(), kernel=kernels, branching=st.floats(0, 0.7))
@settings(max_examples=60)
def test_each_event_comes_after_what_set_it_off(
    seed: int, kernel: ExponentialKernel | PowerLawKernel, branching: float
) -> None:
    found = hawkes([5.0, 1.0, 3.0], kernel, branching, 400.0, Random(seed))
    assert [event.at for event in found] == sorted(event.at for event in found)
    assert sum(event.parent is None for event in found) == 3
    for place, event in enumerate(found):
        assert event.at < 400
        if event.parent is not None:
            assert event.parent < place
            assert found[event.parent].at <= event.at


def test_a_branching_of_a_half_doubles_the_immigrants() -> None:
    immigrants = [float(second) for second in range(2_000)]
    found = hawkes(immigrants, ExponentialKernel(1.0), 0.5, 1e9, Random(4))
    # The size of one cluster has mean 2 and variance b / (1 - b) ** 3 = 4.
    assert abs(len(found) - 4_000) <= 5 * sqrt(4 * 2_000)


def test_the_first_post_of_a_cascade_may_set_off_more_than_those_after_it() -> None:
    found = hawkes([0.0], ExponentialKernel(1.0), 0.0, 1e9, Random(5), first=500.0)
    assert close_to_poisson(len(found) - 1, 500)
    assert {event.parent for event in found[1:]} == {0}


@pytest.mark.parametrize("branching", [1.0, 1.4, -0.1])
def test_a_process_that_would_not_end_is_refused(branching: float) -> None:
    with pytest.raises(ValueError, match="keep it from 0 to below 1"):
        hawkes([0.0], ExponentialKernel(1.0), branching, 10.0, Random(1))


def test_the_delays_of_a_power_law_have_its_tail() -> None:
    kernel, rng = PowerLawKernel(knee=10.0, theta=1.0), Random(6)
    delays = [kernel.delay(rng) for _ in range(10_000)]
    # With theta 1 half of the mass lies before the knee, and P(delay > 10 knees) is 0.05.
    assert abs(sum(delay <= 10 for delay in delays) - 5_000) <= 250
    assert abs(sum(delay > 100 for delay in delays) - 500) <= 110


def test_a_flare_burns_as_many_as_it_should() -> None:
    count = len(list(poisson(flare(1.0, 50, 250), 1.0, 12 * 250, Random(7))))
    assert close_to_poisson(count, flare_mean(1.0, 50, 250))
