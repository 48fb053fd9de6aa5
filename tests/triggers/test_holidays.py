"""A holiday that somebody set on the settings page reaches the detectors, here and in backtests."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.accounts import actions as accounts
from firebell.core.triggers.backtest import try_on
from firebell.listening.models import Brand
from firebell.triggers import backtesting, queries
from firebell.triggers.models import Alert, SeriesPoint
from firebell.triggers.rows import as_trigger
from tests.triggers.playing import START, burst, in_order, play, steady

WEEKS = 4
END = START + timedelta(weeks=WEEKS)
FREE = END - timedelta(days=5)  # a Wednesday
NOON = FREE + timedelta(hours=12)
DAY = timedelta(days=1)


@pytest.fixture
def brand(cast):
    return Brand.objects.create(workspace=cast.house, name="Acme")


def story(brand):
    """Busy days, Sundays on which hardly anybody writes, and complaints on one Wednesday."""
    days = [START + DAY * day for day in range(7 * WEEKS)]
    return in_order(
        *(steady(brand.pk, day, 1, hourly=1 if day.weekday() == 6 else 8) for day in days),
        burst(brand.pk, FREE + timedelta(hours=2), 45),
    )


def keep_free(cast):
    accounts.add_holiday(cast.house, FREE.date(), "Inventory", by=cast.administrator)


def expected(at):
    return SeriesPoint.objects.get(measure="total", at=at).expected


def tried(brand):
    """What the backtest page says of the last week: the expected of each alert."""
    where = backtesting.stretch(brand.workspace_id, END - 7 * DAY, END)
    rules = [as_trigger(row) for row in queries.triggers_over_sounds(brand.workspace_id)]
    return [one.expected for one in try_on(backtesting.remembered(where), rules)[brand.pk]]


def test_what_is_expected_on_a_holiday_is_what_a_sunday_brings(cast, brand):
    keep_free(cast)
    play(brand.workspace_id, story(brand), size=5_000)
    assert 6 < expected(NOON - DAY) < 10
    assert expected(NOON) < 0.7 * expected(NOON - DAY)


def test_a_backtest_keeps_the_holidays_that_there_are_when_it_is_asked(cast, brand):
    play(brand.workspace_id, story(brand), size=5_000)
    (usual,) = tried(brand)
    assert [usual] == [one.expected for one in Alert.objects.filter(at__gte=END - 7 * DAY)]
    keep_free(cast)
    (on_a_holiday,) = tried(brand)
    assert on_a_holiday < 0.95 * usual
