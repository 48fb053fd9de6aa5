"""From which size on a post is viral, and what an alert makes of it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.triggers.alerts import Kind, Sound, follow
from firebell.core.triggers.cascade.sizes import Sizes
from firebell.core.triggers.cascade.viral import (
    ENOUGH,
    LEAST,
    TIMES,
    Outlook,
    beside,
    yardstick,
)
from firebell.core.triggers.series import Dimension, Measure, SeriesKey

HOUR = 3_600


def sound(at: int, observed: float, score: float = 0.9) -> Sound:
    series = SeriesKey(Dimension.POST, "17", Measure.RESHARES)
    return Sound(series, at, observed, 10.0, score, window=at, onset=0)


def test_far_beyond_what_is_usual_is_viral():
    assert yardstick([40] * ENOUGH).threshold == TIMES * 40
    assert yardstick([2] * ENOUGH).threshold == LEAST
    assert yardstick([9_000] * (ENOUGH - 1)).threshold == LEAST


sizes = st.integers(1, 100_000)
chances = st.floats(0.05, 0.95)


@given(sizes, sizes, st.integers(0, 500), st.floats(-2, 12), st.floats(0.1, 4))
def test_a_larger_size_is_never_likelier_and_what_is_seen_is_certain(one, two, seen, where, scale):
    post = Outlook(seen, seen, far=100, location=where, scale=scale)
    small, large = sorted((one, two))
    assert post.chance(small) >= post.chance(large)
    assert (post.chance(seen) if seen else 1.0) == 1.0
    assert post.chance() == post.chance(100)


@given(st.integers(2, 500), st.integers(1, 100_000), st.floats(-2, 12), st.floats(0.1, 4))
def test_it_is_the_forecast_s_own_chance(heard, size, where, scale):
    sizes = Sizes(np.array([heard + 1.0]), np.array([where]), np.array([scale]))
    told = float(sizes.chance(np.array([size + 1]))[0])
    assert Outlook(heard, heard, 100, where, scale).chance(size) == pytest.approx(told)


def test_what_the_network_knows_of_counts_although_nobody_was_heard():
    assert Outlook(seen=250, heard=0, far=100).chance() == 1.0
    assert Outlook(seen=250, heard=0, far=100).chance(251) == 0.0


@given(chances, chances)
def test_beside_what_is_wanted_a_half_is_where_it_is_met(chance, wanted):
    found = beside(chance, wanted)
    assert (found >= 0.5) == (chance >= wanted)
    assert beside(wanted, wanted) == 0.5


def test_a_post_rings_alone_and_the_alert_remembers_which():
    (alert,) = follow([sound(HOUR, 310)], HOUR, None)
    assert (alert.kind, alert.post, alert.onset) == (Kind.VIRAL, "17", 0)
    (grown,) = follow([sound(2 * HOUR, 9_000)], 2 * HOUR, alert)
    assert (grown.observed, grown.post) == (9_000, "17")
    assert grown.severity > alert.severity


def test_complaints_about_the_brand_as_a_whole_say_more_than_one_post():
    whole = Sound(SeriesKey("brand", "", "negative"), HOUR, 42, 3, 0.9, HOUR, None)
    (alert,) = follow([sound(HOUR, 310), whole], HOUR, None)
    assert (alert.kind, alert.post) == (Kind.NEGATIVE, "")
