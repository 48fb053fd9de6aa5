from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.desk import sla_clock

SINCE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@given(st.integers(1, 4))
def test_the_more_urgent_is_due_earlier(priority):
    assert sla_clock.due(SINCE, priority).at < sla_clock.due(SINCE, priority + 1).at


def test_the_promise_is_explained_in_one_sentence():
    assert sla_clock.explain_due(sla_clock.due(SINCE, 3)) == (
        "Priority 3 is to be answered within 4 h of 2026-03-02 09:00 UTC, "
        "so by 2026-03-02 13:00 UTC."
    )
    assert "within 15 minutes of" in sla_clock.explain_due(sla_clock.due(SINCE, 1))


def test_minutes_can_be_the_workspaces_own():
    assert sla_clock.due(SINCE, 1, {1: 5}).at == SINCE + timedelta(minutes=5)
    with pytest.raises(KeyError):
        sla_clock.due(SINCE, 2, {1: 5})
