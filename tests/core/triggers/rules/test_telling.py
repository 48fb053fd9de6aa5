"""When people may be told: quiet hours by their own clock, and not too often."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.triggers.rules.telling import digested_until, told_at
from firebell.core.triggers.rules.trigger import Frequency, Quiet

OSLO = ZoneInfo("Europe/Oslo")
NIGHT = Quiet(time(22), time(7), "Europe/Oslo", severity=8)
LUNCH = Quiet(time(12), time(13), "Europe/Oslo")


def oslo(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=OSLO)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "quiet", "told"),
    [
        (oslo(2026, 3, 2, 21, 59), NIGHT, oslo(2026, 3, 2, 21, 59)),
        (oslo(2026, 3, 2, 22, 0), NIGHT, oslo(2026, 3, 3, 7)),
        (oslo(2026, 3, 3, 3, 0), NIGHT, oslo(2026, 3, 3, 7)),
        (oslo(2026, 3, 3, 7, 0), NIGHT, oslo(2026, 3, 3, 7, 0)),
        (oslo(2026, 3, 3, 12, 30), LUNCH, oslo(2026, 3, 3, 13)),
        (oslo(2026, 3, 3, 13, 0), LUNCH, oslo(2026, 3, 3, 13, 0)),
        (oslo(2026, 3, 3, 13, 0), None, oslo(2026, 3, 3, 13, 0)),
        # The night in which clocks are set forward, and the one in which they are set back.
        (oslo(2026, 3, 29, 1, 0), NIGHT, oslo(2026, 3, 29, 7)),
        (oslo(2026, 10, 25, 1, 0), NIGHT, oslo(2026, 10, 25, 7)),
    ],
)
def test_quiet_hours_hold_back_until_they_end(now, quiet, told):
    assert told_at(now.astimezone(UTC), 5, quiet, OSLO) == told


def test_what_is_severe_enough_breaks_them():
    now = oslo(2026, 3, 3, 3)
    assert told_at(now, 8, NIGHT, OSLO) == now
    assert told_at(now, 7, NIGHT, OSLO) > now


@given(
    minutes=st.integers(0, 60 * 24 * 400),
    since=st.integers(0, 1439),
    length=st.integers(1, 1439),
)
def test_nobody_is_told_before_now_or_much_later_than_a_day(minutes, since, length):
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    until = (since + length) % 1440
    quiet = Quiet(time(*divmod(since, 60)), time(*divmod(until, 60)), "Europe/Oslo")
    told = told_at(now, 1, quiet, OSLO)
    assert now <= told <= now + timedelta(hours=25)
    assert told_at(told, 1, quiet, OSLO) == told  # then it is over


HOURLY = Frequency(most=2, seconds=3_600)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def at(*minutes: int) -> list[datetime]:
    return [NOON + timedelta(minutes=one) for one in minutes]


@pytest.mark.parametrize(
    ("told", "later"),
    [
        ([], None),
        (at(-10), None),
        (at(-50, -10), NOON + timedelta(minutes=10)),
        (at(-60, -10), None),
        (at(-50, -40, -10), NOON + timedelta(minutes=20)),
    ],
)
def test_one_too_many_waits_until_there_is_room(told, later):
    assert digested_until(NOON, told, HOURLY) == later
    assert digested_until(NOON, told, None) is None


@given(gaps=st.lists(st.integers(0, 90), max_size=60), most=st.integers(1, 5))
def test_nobody_is_ever_told_alone_of_more_than_so_many(gaps, most):
    frequency, told, now = Frequency(most, 3_600), [], NOON
    for gap in gaps:
        now += timedelta(minutes=gap)
        if digested_until(now, told, frequency) is None:
            told.append(now)
    for one in told:
        assert sum(one - timedelta(hours=1) < other <= one for other in told) <= most
