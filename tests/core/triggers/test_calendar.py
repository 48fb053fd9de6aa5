"""Habits follow the clock on the wall, through summer and winter."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from firebell.core.triggers.bank import RhythmParams, empty_rows, step
from firebell.core.triggers.calendar import Calendar

OSLO = ZoneInfo("Europe/Oslo")


def hour(calendar, *moment, zone=OSLO):
    return calendar.hour_of(int(datetime(*moment, tzinfo=zone).timestamp()))


def test_the_same_hour_of_the_week_in_summer_and_winter():
    calendar = Calendar("Europe/Oslo")
    assert hour(calendar, 2026, 7, 6, 9) == hour(calendar, 2026, 1, 5, 9)
    assert hour(Calendar(), 2026, 7, 6, 9) != hour(Calendar(), 2026, 1, 5, 9)


def test_a_holiday_is_a_sunday():
    calendar = Calendar("Europe/Oslo", {date(2026, 5, 17), date(2026, 5, 14)})
    assert hour(calendar, 2026, 5, 14, 11) == hour(calendar, 2026, 5, 10, 11)


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "America/St_Johns", "Pacific/Chatham", "UTC"])
def test_every_hour_of_a_year_is_an_hour_of_the_week(zone):
    calendar, start = Calendar(zone), int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())
    hours = [calendar.hour_of(start + 3_600 * n) for n in range(24 * 365)]
    assert min(hours) >= 0
    assert max(hours) <= 167
    assert len(set(hours)) == 168


def test_the_clock_going_forward_leaves_what_is_usual_where_it_was():
    """Mornings begin at eight on the wall; the Monday after the change expects no earlier rush."""
    calendar, p, rng = Calendar("Europe/Oslo"), RhythmParams(), np.random.default_rng(1)
    rows, at = empty_rows(p), datetime(2026, 2, 23, tzinfo=UTC)
    expected = {}
    while at < datetime(2026, 3, 31, tzinfo=UTC):
        there = at.astimezone(OSLO)
        posts = rng.poisson(10.0 if 8 <= there.hour < 20 else 0.5)
        counts = np.array([float(posts)])
        end = int((at + timedelta(minutes=5)).timestamp())
        step(p, rows, end, counts, counts, calendar.hour_of(int(at.timestamp())))
        expected[there.replace(tzinfo=None)] = float(rows["level"][0] * rows["factor"][0])
        at += timedelta(minutes=5)
    monday = datetime(2026, 3, 30)
    assert expected[monday.replace(hour=7)] < 0.5 * expected[monday.replace(hour=9)]
