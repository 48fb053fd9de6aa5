"""New series begin with what others of their workspace lend, where enough know a fortnight."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.core.triggers.bank import RhythmParams, dump_row, empty_rows, load_row, step
from firebell.core.triggers.detectors.rhythm import Rhythm
from firebell.core.triggers.pooling import FEWEST, LEAST_DAYS, Prior, born_with, pooled

P = RhythmParams()
WEEK = 2_016  # buckets
MIDNIGHT = 1_700_006_400


def rows_of(number, days=12.0, location=2.0, spread=0.3, seed=1):
    """Series whose days' largest were drawn around `location`, each with a place of its own."""
    rng = np.random.default_rng(seed)
    rows = empty_rows(P, number)
    tops = location + rng.normal(0, 0.2, (1, number, 1)) + rng.normal(0, spread, (12, number, 5))
    tops = tops[:, :, : P.statistics]
    rows["days"] = days
    rows["top_sum"], rows["top_square"] = tops.sum(axis=0), (tops * tops).sum(axis=0)
    return rows


def judged(rows, rates, first=0, seed=3):
    """Log return weeks of a week of posts that come by themselves."""
    rng, said = np.random.default_rng(seed), []
    for n, rate in enumerate(np.broadcast_to(rates, (WEEK, len(rows))), first):
        counts = rng.poisson(rate).astype(float)
        said.append(step(P, rows, MIDNIGHT + 300 * (n + 1), counts, counts).log_weeks.max(axis=1))
    return np.array(said)


def test_too_few_or_too_young_series_lend_nothing():
    assert pooled(P, rows_of(FEWEST - 1)) is None
    assert pooled(P, rows_of(FEWEST)) is not None
    assert pooled(P, rows_of(FEWEST, days=LEAST_DAYS - 0.1)) is None
    young = np.concatenate([rows_of(FEWEST), rows_of(3, days=2.0, location=99.0)])
    assert pooled(P, young) == pooled(P, rows_of(FEWEST))


@settings(max_examples=30, deadline=None)
@given(st.integers(FEWEST, 60), st.floats(0, 6), st.floats(0.01, 2), st.integers(0, 9))
def test_the_prior_lies_between_what_ships_and_what_they_do(number, location, spread, seed):
    rows = rows_of(number, location=location, spread=spread, seed=seed)
    prior, world = pooled(P, rows), empty_rows(P)[0]["prior_mean"]
    assert prior.series == number
    theirs = (rows["top_sum"] / 12).mean(axis=0)
    low, high = np.minimum(theirs, world), np.maximum(theirs, world)
    assert np.all((low - 1e-9 <= prior.mean) & (prior.mean <= high + 1e-9))
    assert np.all(np.array(prior.variance) > 0)
    mixed = pooled(P, rows[np.random.default_rng(seed).permutation(number)])
    assert mixed.mean == pytest.approx(prior.mean)
    assert mixed.variance == pytest.approx(prior.variance)


def test_series_that_differ_lend_less_surely():
    alike, apart = rows_of(20), rows_of(20)
    apart["top_sum"][:10] += 12.0
    apart["top_square"] = apart["top_sum"] ** 2 / 12 + (
        alike["top_square"] - alike["top_sum"] ** 2 / 12
    )
    assert np.all(np.array(pooled(P, apart).variance) > pooled(P, alike).variance)


def test_what_a_series_was_born_with_stays_in_its_memory():
    prior = pooled(P, rows_of(12))
    born = born_with(P, prior)
    assert born["location"].tolist() != empty_rows(P)["location"].tolist()
    judged(born, np.array([1.0]))
    again = load_row(dump_row(born, Rhythm.version), P, Rhythm.version)
    assert tuple(again["prior_mean"][0]) == prior.mean
    assert tuple(again["prior_variance"][0]) == prior.variance


def test_a_prior_for_other_statistics_is_refused():
    with pytest.raises(ValueError, match="a prior of 2 statistics, where there are 4"):
        born_with(P, Prior((1.0, 1.0), (1.0, 1.0), 8))


def test_in_a_calm_workspace_new_series_are_heard_sooner_and_keep_the_promise():
    """Half of fifty new ones have a burst on their third day; the others ring by chance alone."""
    rng = np.random.default_rng(5)
    lending = empty_rows(P, 12)
    usual = rng.uniform(0.2, 2.0, 12)
    for first in (0, WEEK):
        judged(lending, usual, first, seed=first)
    prior = pooled(P, lending)
    rates = np.tile(rng.uniform(0.2, 2.0, 25), (WEEK, 2))
    rates[600:636, 25:] += 30 / 36
    rang = {}
    for name, rows in (("shipped", empty_rows(P, 50)), ("pooled", born_with(P, prior, 50))):
        loud = judged(rows, rates, first=2 * WEEK) >= 0  # once a week
        by_chance = loud[:, :25].reshape(7, -1, 25).any(axis=1).sum() / 25
        rang[name] = by_chance, loud[600:648, 25:].any(axis=0).mean()
    assert rang["pooled"][0] < 1.5
    assert rang["pooled"][1] > rang["shipped"][1] + 0.2
