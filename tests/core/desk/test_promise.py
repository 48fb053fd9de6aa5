from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.desk.clocks import ClockKind, Event, EventKind, clocks
from firebell.core.desk.promise import ANSWER, answer_due, first_policy

SINCE = datetime(2026, 3, 6, 16, 30, tzinfo=UTC)


@pytest.mark.parametrize("priority", [1, 2, 3, 4])
def test_the_more_urgent_is_due_sooner(priority):
    policy = first_policy()
    dues = [answer_due(policy, SINCE, n, "", again=False) for n in (priority, priority + 1)]
    assert dues[0] < dues[1]
    assert (dues[0] - SINCE).total_seconds() == 60 * ANSWER[priority]


@given(st.integers(1, 5), st.booleans(), st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)))
def test_it_says_what_the_clock_of_that_word_says(priority, again, at):
    since = at.replace(tzinfo=UTC)
    policy = first_policy("Europe/Oslo")
    told = [Event(since, EventKind.WORD, priority, "mastodon")]
    kind = ClockKind.FIRST_RESPONSE
    if again:
        told += [Event(since, EventKind.ANSWER), Event(since, EventKind.WORD)]
        kind = ClockKind.NEXT_RESPONSE
    clock = clocks(told, policy, since).latest(kind)
    assert clock is not None
    assert clock.due == answer_due(policy, since, priority, "mastodon", again=again)
