from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from firebell.channels.budget import Bucket
from firebell.channels.contract import Budget, RateLimit
from firebell.channels.patience import LONGEST, Patience

HOUR = timedelta(hours=1)


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


limits = st.builds(
    RateLimit, st.just("read"), st.integers(2, 300), st.timedeltas(timedelta(seconds=1), HOUR)
)


@given(limits, st.lists(st.floats(0, 30), min_size=1, max_size=200))
def test_no_more_calls_than_the_limit_in_any_span(limit, pauses):
    clock = Clock()
    bucket = Bucket([limit], clock)
    calls = []
    for pause in pauses:
        clock.now += pause
        clock.now += bucket.wait_for("read").total_seconds() * 1.000001
        bucket.spent("read")
        calls.append(clock.now)
    span = limit.per.total_seconds()
    for first in calls:
        # A call may fall on both ends of a span.
        assert sum(first <= at < first + span for at in calls) <= limit.calls + 1


@given(limits)
def test_whoever_waits_as_told_may_call(limit):
    clock = Clock()
    bucket = Bucket([limit], clock)
    bucket.spent("read", limit.calls)
    clock.now += bucket.wait_for("read").total_seconds() + 1e-3
    assert bucket.wait_for("read") < timedelta(milliseconds=1)


def test_what_the_network_says_counts_more():
    clock = Clock()
    bucket = Bucket([RateLimit("read", 100, HOUR)], clock)
    assert bucket.wait_for("read") == timedelta(0)
    bucket.heard(Budget("read", 0, 100, datetime.now(UTC) + HOUR))
    assert bucket.wait_for("read") > timedelta(minutes=59)
    assert [(one.what, one.left) for one in bucket.left()] == [("read", 0)]


def test_calls_without_a_limit_may_always_be_made():
    bucket = Bucket([])
    bucket.spent("write", 1_000)
    assert bucket.wait_for("write") == timedelta(0)
    assert bucket.left() == ()


@given(st.integers(0, 2**32), st.integers(1, 40))
def test_patience_grows_is_bounded_and_begins_anew(seed, failures):
    patience = Patience(Random(seed))
    waits = [patience.failed() for _ in range(failures)]
    for number, wait in enumerate(waits):
        whole = min(LONGEST, timedelta(seconds=1) * 2 ** min(number, 20))
        assert whole / 2 <= wait <= whole
    assert patience.failed(HOUR) >= HOUR
    patience.succeeded()
    assert patience.failed() <= timedelta(seconds=1)
