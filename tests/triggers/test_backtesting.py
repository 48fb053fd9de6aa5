"""Backtests play stored history by what the house rings by, and say the same."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firebell.core.triggers.backtest import try_on
from firebell.listening.models import Brand
from firebell.triggers import backtesting, queries
from firebell.triggers.models import Alert, Trigger
from firebell.triggers.rows import as_trigger
from tests.triggers.playing import START, burst, in_order, play, steady

END = START + timedelta(days=12)


@pytest.fixture
def brand(cast):
    return Brand.objects.create(workspace=cast.house, name="Acme")


@pytest.fixture
def rival(cast):
    return Brand.objects.create(workspace=cast.house, name="Rival", own=False)


def story(brand, rival):
    day = START + timedelta(days=4, hours=9)
    return in_order(
        steady(brand.pk, START, 12),
        steady(rival.pk, START, 12, hourly=3, channel="mastodon"),
        burst(brand.pk, day, 45, channel="bluesky", topic="refund"),
        burst(brand.pk, day + timedelta(days=3), 25, minutes=90, channel="mastodon", language="pl"),
        burst(rival.pk, day + timedelta(days=5), 60, topic="refund"),
    )


SAID = (
    "kind", "channel", "topic", "language", "onset", "at", "peak_at", "last_at", "ended_at",
    "observed", "expected", "window", "severity", "return_weeks", "trigger", "opened_by",
)  # fmt: skip


def as_rung(brand, alert):
    """A stored alert as `try_on` tells it."""
    values = []
    for name in SAID:
        value = getattr(alert, f"{name}_id" if name in ("trigger", "opened_by") else name)
        values.append(int(value.timestamp()) if hasattr(value, "timestamp") else value)
    return (brand, *values, tuple(alert.joined))


@pytest.mark.parametrize("size", [37, 500])
def test_all_triggers_together_ring_what_the_house_rang(brand, rival, size):
    play(brand.workspace_id, story(brand, rival), size=size)
    where = backtesting.stretch(brand.workspace_id, START, END)
    triggers = [as_trigger(row) for row in queries.triggers_over_sounds(brand.workspace_id)]
    rang = try_on(backtesting.past_of(where), triggers)
    told = sorted(
        (key, *(getattr(one, name) for name in SAID), one.joined)
        for key, alerts in rang.items()
        for one in alerts
    )
    stored = sorted(as_rung(one.brand_id, one) for one in Alert.objects.all())
    assert len(told) >= 3
    assert told == stored


def test_what_did_ring_and_what_people_said_stands_beside_it(brand, rival):
    play(brand.workspace_id, story(brand, rival))
    Alert.objects.filter(brand=brand).update(feedback="useful")
    where = backtesting.stretch(brand.workspace_id, START, END)
    rule = as_trigger(Trigger.objects.get(workspace=brand.workspace, kind="negative"))
    found = backtesting.tried(where, backtesting.remembered(where), [rule])
    assert found.number("useful") == len(found.verdicts) >= 1
    assert not found.silent
    first = found.verdicts[0].course
    assert first.brand == brand.pk
    assert first.lead > 0
    assert 45 <= first.peak <= 48  # the burst, and what is usual
    assert first.press_at is None
