"""Rows about what was passed on go when no page will show them again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from firebell.common import clock
from firebell.listening.models import Brand
from firebell.site import chores
from firebell.triggers import actions, passed_on
from firebell.triggers.actions.forgetting import KEPT
from firebell.triggers.models import Alert, Judged, Meme
from tests.triggers.test_views import ring

NOW = datetime(2031, 5, 20, 12, tzinfo=UTC)
OLD = NOW - KEPT - timedelta(days=5)
HOUR = timedelta(hours=1)


@pytest.fixture
def brand(cast) -> Brand:
    return judged(Brand.objects.create(workspace=cast.house, name="Acme"), NOW)


def judged(brand: Brand, through: datetime) -> Brand:
    Judged.objects.create(workspace=brand.workspace, brand=brand, through=through)
    return brand


def meme(brand: Brand, at: datetime, mark: str) -> Meme:
    return Meme.objects.create(
        workspace=brand.workspace, brand=brand, mark=mark, day=at.date(), kind="tag", label=mark,
        first=1, first_at=at, at=at, last_at=at, posts=9, people=9, expected=0, posts_day=9,
        return_weeks=1,
    )  # fmt: skip


def left() -> list[str]:
    return list(Meme.objects.order_by("mark").values_list("mark", flat=True))


def test_what_is_old_goes_and_what_is_young_stays(brand: Brand):
    meme(brand, OLD, "#old")
    meme(brand, NOW - KEPT + HOUR, "#young")
    assert actions.forget_memes() == 1
    assert left() == ["#young"]
    assert actions.forget_memes() == 0


def test_what_stands_on_an_alert_s_page_stays_with_it(brand: Brand, cast):
    alert = ring(cast.house, brand="Acme")
    Alert.objects.update(onset=OLD, at=OLD, peak_at=OLD, last_at=OLD + 3 * HOUR)
    alert.refresh_from_db()
    around = [OLD - HOUR, OLD, OLD + 4 * HOUR]
    beyond = [OLD - 1.1 * HOUR, OLD + 4.1 * HOUR]
    for n, at in enumerate([*around, *beyond]):
        meme(brand, at, f"#{n}")
    shown = {one.meme.mark for one in passed_on.around(alert)}
    assert shown == {"#0", "#1", "#2"}
    assert actions.forget_memes() == 2
    assert set(left()) == shown


def test_the_alerts_of_other_brands_keep_nothing(brand: Brand, cast):
    for name, workspace in (("Rival", cast.house), ("Acme", cast.elsewhere)):
        ring(workspace, brand=name)
    Alert.objects.update(onset=OLD, last_at=OLD + HOUR)
    meme(brand, OLD, "#old")
    actions.forget_memes()
    assert left() == []


def test_time_is_the_posts_own(cast):
    """A recording of long ago is old for nobody while it plays."""
    brand = judged(Brand.objects.create(workspace=cast.house, name="Then"), OLD + timedelta(days=2))
    meme(brand, OLD, "#then")
    assert actions.forget_memes() == 0


def test_at_most_so_many_at_once_until_the_worker_has_done_it_all(brand: Brand, monkeypatch):
    monkeypatch.setattr(chores, "_memes_forgotten_in", None)
    for n in range(7):
        meme(brand, OLD, f"#{n}")
    assert actions.forget_memes(5) == 5
    with clock.moved_to(NOW):
        chores.look_after_memes()
    assert left() == []
