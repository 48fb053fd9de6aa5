"""Made-up cascades, and what is learned of them."""

from __future__ import annotations

import hashlib
import json
from importlib import resources
from itertools import pairwise

import numpy as np
import pytest

from firebell.core.triggers.cascade.examples import Told, at_counts, draw_moments, examples_at
from firebell.core.triggers.cascade.fitting import Recipe, _loss_slopes, fit
from firebell.core.triggers.cascade.forecaster import Forecaster
from firebell.core.triggers.cascade.model import ModelError
from firebell.core.triggers.cascade.simulate import cascades
from firebell.core.triggers.cascade.sizes import Sizes
from firebell.core.triggers.cascade.standing import NOBODY, Histories, Past, digest
from firebell.core.triggers.cascade.teaching import TooFewError, teach
from firebell.runners.cascades import MODEL_FILE, load_forecaster

SMALL = Recipe(hidden=4, networks=2, epochs=4)
TOLD = [Told(one.at, one.followers) for one in cascades(300, 5)]


def test_cascades_are_the_same_for_a_seed_and_others_for_another():
    first, again, other = (list(cascades(20, seed)) for seed in (3, 3, 4))
    assert all(np.array_equal(a.at, b.at) for a, b in zip(first, again, strict=True))
    assert any(len(a.at) != len(b.at) for a, b in zip(first, other, strict=True))
    for one in first:
        assert one.at[0] == 0
        assert np.all(np.diff(one.at) >= 0)
        assert len(one.at) == len(one.followers) >= 4


def test_teaching_is_the_same_for_a_seed():
    assert Forecaster(teach(TOLD, SMALL, 1)).dump() == Forecaster(teach(TOLD, SMALL, 1)).dump()


def test_too_few_cascades_teach_nothing():
    with pytest.raises(TooFewError):
        teach(TOLD[:20], SMALL, 1)


def test_taught_bounds_hold_for_cascades_that_it_has_not_seen():
    model = teach(TOLD, Recipe(hidden=8, networks=2, epochs=15), 1)
    others = [Told(one.at, one.followers) for one in cascades(300, 6)]
    held = examples_at(others, draw_moments(others, 1))
    sizes = model.sizes(held.seen, held.features)
    inside = (held.final >= sizes.lower) & (held.final <= sizes.upper)
    assert 0.7 < np.average(inside, weights=held.weight) < 0.9


def test_the_slopes_are_those_of_the_loss():
    """Against finite differences of a loss written down a second time, by the distribution."""
    told = examples_at(TOLD, at_counts(TOLD, (5, 10)))
    told = told.rows(np.arange(30))
    rng = np.random.default_rng(0)
    found = np.stack([rng.normal(2, 1, 30), rng.uniform(-0.5, 0.5, 30)], axis=1)

    def loss(at):
        sizes = Sizes(told.seen, at[:, 0], np.exp(at[:, 1]))
        total = -np.log(sizes.chance(told.final) - sizes.chance(told.final + 1))
        for multiple in (1.25, 2.0, 2.0, 4.0):
            p = sizes.chance(multiple * told.seen)
            came = told.final >= multiple * told.seen
            total = total - 0.5 * np.log(np.where(came, p, 1 - p))
        return total

    for column in (0, 1):
        step = np.zeros((30, 2))
        step[:, column] = 1e-5
        by_hand = (loss(found + step) - loss(found - step)) / 2e-5
        slopes = _loss_slopes(found, told)[:, column]
        np.testing.assert_allclose(slopes, np.clip(by_hand, -5, 5), rtol=1e-3, atol=1e-4)


def test_a_model_that_may_not_look_at_people_does_not():
    standing = [Told(t.at, t.followers, np.full((len(t.at), 3), 2.0)) for t in TOLD[:50]]
    examples = examples_at(standing, at_counts(standing, (4,)))
    plain = examples_at(TOLD[:50], at_counts(TOLD[:50], (4,)))
    blind = fit(examples, Recipe(hidden=4, networks=1, epochs=2, people=False), 1)
    said = [blind.sizes(e.seen, e.features).location for e in (examples, plain)]
    np.testing.assert_allclose(*said)
    assert not blind.knows_people


def test_a_standing_knows_nothing_of_what_came_later():
    a, b = digest("ann"), digest("bob")
    past = [
        Past((a, b), np.array([0.0, 10.0])),
        Past((b, a), np.array([100.0, 200.0])),
        Past((a, b, a), np.array([1_000.0, 1_001.0, 1_002.0])),
    ]
    histories = Histories(past)
    assert histories.standing([a], 0.0).tolist() == [list(NOBODY)]
    first = histories.standing([a], 50.0)
    assert np.array_equal(Histories(past[:1]).standing([a], 50.0)[:, 1:], first[:, 1:])
    assert np.array_equal(
        histories.standing([a], 1_001.5, apart_from=2)[:, 1:],
        Histories(past[:2]).standing([a], 1_001.5)[:, 1:],
    )
    table = histories.table()
    assert np.array_equal(table.of([b]), histories.standing([b], np.inf))
    assert table.of([digest("nobody")]).tolist() == [list(NOBODY)]


def test_a_forecaster_survives_as_bytes_and_refuses_others():
    shipped = load_forecaster()
    assert Forecaster.load(shipped.dump()).dump() == shipped.dump()
    for bad in (b"", b"PK\x03\x04", shipped.dump()[:-40]):
        with pytest.raises(ModelError):
            Forecaster.load(bad)


def test_sizes_are_a_distribution():
    sizes = Sizes(np.array([10.0]), np.array([2.0]), np.array([0.8]))
    chances = [sizes.chance(np.array([size]))[0] for size in range(5, 200)]
    assert chances[:6] == [1.0] * 6
    assert all(a >= b for a, b in pairwise(chances))
    assert sizes.chance(sizes.final)[0] >= 0.5 > sizes.chance(sizes.final + 1)[0]


def test_the_manifest_names_the_file_that_ships():
    folder = resources.files("firebell").joinpath("triggers", "models_data")
    manifest = json.loads(folder.joinpath("cascades.json").read_text())
    file = folder.joinpath(MODEL_FILE).read_bytes()
    assert manifest["files"][MODEL_FILE]["sha256"] == hashlib.sha256(file).hexdigest()
    assert manifest["data"] == {}
    assert manifest["people"] == 0
