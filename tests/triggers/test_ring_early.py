"""A bucket that is not over may already hold too much: the bell does not wait for its end."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from firebell.core.triggers import counting
from firebell.listening.models import Brand
from firebell.triggers import actions
from firebell.triggers.models import Alert, Judged, SeriesPoint, SeriesState
from tests.posts import NOON

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def brand(cast):
    return Brand.objects.create(workspace=cast.house, name="Snarvik")


def hear(brand: Brand, instants: list[datetime], watermark: datetime) -> None:
    words = [
        counting.Heard((brand.pk,), (), "microblog", "en", at, True, True, negative_p=0.9)
        for at in instants
    ]
    counted = counting.count(words)
    actions.count_and_detect(brand.workspace_id, counted, watermark, watermark)


@pytest.fixture
def quiet_days(brand):
    """Two complaints an hour for four days, judged up to noon."""
    start = NOON - timedelta(days=4)
    hear(brand, [start + timedelta(minutes=30 * n) for n in range(4 * 48)], NOON)
    assert not Alert.objects.exists()
    return brand


def test_nothing_rings_while_all_is_as_usual(quiet_days):
    hear(quiet_days, [NOON + MINUTE], NOON)
    assert actions.ring_early(quiet_days.workspace_id, NOON + 2 * MINUTE) == []


def test_a_burst_rings_before_its_bucket_is_over(quiet_days):
    burst = [NOON + timedelta(seconds=second) for second in range(60, 110)]
    hear(quiet_days, burst, NOON)
    states = list(SeriesState.objects.order_by("id").values_list("state", "through"))
    judged = Judged.objects.get().through

    now = NOON + 2 * MINUTE
    (alert,) = actions.ring_early(quiet_days.workspace_id, now)
    assert (alert.brand_id, alert.at, alert.state) == (quiet_days.pk, now, "open")
    assert alert.observed > 40
    # Nobody has learned from what is not final.
    assert list(SeriesState.objects.order_by("id").values_list("state", "through")) == states
    assert Judged.objects.get().through == judged
    # And the chart shows it.
    assert SeriesPoint.objects.filter(measure="negative").latest("at").observed > 40


def test_the_final_bucket_goes_on_with_the_same_alert(quiet_days):
    hear(quiet_days, [NOON + timedelta(seconds=s) for s in range(60, 110)], NOON)
    now = NOON + 2 * MINUTE
    (early,) = actions.ring_early(quiet_days.workspace_id, now)
    assert actions.ring_early(quiet_days.workspace_id, now + MINUTE) == []
    later = NOON + 7 * MINUTE
    assert actions.let_time_pass(quiet_days.workspace_id, later - MINUTE, later) == []
    assert Alert.objects.get().pk == early.pk
