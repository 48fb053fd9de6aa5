"""Series that know a fortnight lend what they know to those that are born beside them."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from firebell.common import clock
from firebell.core.triggers.pooling import FEWEST
from firebell.core.triggers.series import DETECTORS
from firebell.listening.models import Brand
from firebell.site import chores
from firebell.triggers import actions
from firebell.triggers.models import Judged, SeriesPrior, SeriesState
from tests.triggers.playing import START, play, post

NOW = START + timedelta(weeks=3)
TOPIC = DETECTORS["topic", "negative"]


@pytest.fixture
def brand(cast) -> Brand:
    return Brand.objects.create(workspace=cast.house, name="Acme")


def know(brand: Brand, number: int, through=NOW, judges: bool = True) -> None:
    """So many topics whose days were loud."""
    Judged.objects.get_or_create(
        workspace=brand.workspace, brand=brand, defaults={"through": through}
    )
    for n in range(number):
        rows = TOPIC.initial()
        tops = 5.0 + np.random.default_rng(n).normal(0, 0.3, (12, 5))
        rows["born"], rows["days"] = 1, 12.0
        rows["top_sum"], rows["top_square"] = tops.sum(axis=0), (tops * tops).sum(axis=0)
        SeriesState.objects.create(
            workspace=brand.workspace, brand=brand, dimension="topic", key=f"topic {n}",
            measure="negative", detector=TOPIC.name, version=TOPIC.version,
            state=TOPIC.dump(rows), through=through, judges=judges,
        )  # fmt: skip


def hear(brand: Brand, topic: str = "new", at=NOW):
    """Three complaints; what is remembered of their topic then."""
    said = [
        post(brand.pk, at + timedelta(minutes=n), negative=True, topic=topic) for n in (0, 1, 20)
    ]
    play(brand.workspace_id, said, flush=False)
    row = SeriesState.objects.get(brand=brand, key=topic, measure="negative")
    return TOPIC.load(bytes(row.state))


def test_a_new_topic_begins_with_what_others_know_and_keeps_it(brand):
    know(brand, FEWEST)
    assert actions.lend_priors(brand.workspace_id, NOW) == 1
    lent = SeriesPrior.objects.get()
    assert (lent.dimension, lent.measure, lent.series) == ("topic", "negative", FEWEST)
    born = hear(brand)
    assert born["prior_mean"][0].tolist() == lent.mean
    assert born["prior_variance"][0].tolist() == lent.variance
    assert born["prior_mean"][0].tolist() != TOPIC.initial()["prior_mean"][0].tolist()
    SeriesPrior.objects.all().delete()
    assert hear(brand)["prior_mean"][0].tolist() == lent.mean


def test_only_the_prior_is_another(brand, cast):
    rival = Brand.objects.create(workspace=cast.elsewhere, name="Acme")
    know(brand, FEWEST)
    actions.lend_priors(brand.workspace_id, NOW)
    one, other = hear(brand), hear(rival)
    lent = ("prior_mean", "prior_variance", "location", "scale")
    differ = {name for name in one.dtype.names if not np.array_equal(one[name], other[name])}
    assert differ == set(lent)


@pytest.mark.parametrize(
    "known",
    [
        {"number": FEWEST - 1},
        {"number": FEWEST, "judges": False},
        {"number": FEWEST, "through": NOW - timedelta(days=3)},  # a recording that was played
    ],
)
def test_too_few_or_what_is_not_heard_live_lends_nothing(brand, known):
    know(brand, **known)
    assert actions.lend_priors(brand.workspace_id, NOW) == 0
    shipped = TOPIC.initial()
    assert hear(brand)["prior_mean"].tolist() == shipped["prior_mean"].tolist()


def test_what_is_no_longer_known_is_lent_no_longer(brand):
    know(brand, FEWEST)
    actions.lend_priors(brand.workspace_id, NOW)
    SeriesState.objects.all()[0].delete()
    assert actions.lend_priors(brand.workspace_id, NOW) == 0
    assert not SeriesPrior.objects.exists()


def test_a_state_that_cannot_be_read_and_a_prior_of_another_version_are_left_alone(brand):
    know(brand, FEWEST + 1)
    broken = SeriesState.objects.order_by("pk").last()
    broken.state = b"\x01broken"
    broken.save()
    assert actions.lend_priors(brand.workspace_id, NOW) == 1
    SeriesPrior.objects.update(version=99)
    shipped = TOPIC.initial()["prior_mean"].tolist()
    assert hear(brand)["prior_mean"].tolist() == shipped
    SeriesPrior.objects.update(version=TOPIC.version, mean=[1.0])
    assert hear(brand, "newer", NOW + timedelta(hours=1))["prior_mean"].tolist() == shipped


def test_the_worker_lends_once_a_day(brand, monkeypatch):
    monkeypatch.setattr(chores, "_priors_lent_on", None)
    know(brand, FEWEST)
    with clock.moved_to(NOW):
        chores.look_after_priors()
        assert SeriesPrior.objects.count() == 1
        SeriesPrior.objects.all().delete()
        chores.look_after_priors()
    assert not SeriesPrior.objects.exists()
