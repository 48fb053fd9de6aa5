from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.query.moments import is_moment, moment

OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 3, 30, 12, 34, tzinfo=UTC)  # the day after summer time began


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2026-03-01", "2026-02-28T23:00"),
        ("2026-03-31", "2026-03-30T22:00"),
        ("2026-03", "2026-02-28T23:00"),
        ("2026", "2025-12-31T23:00"),
        ("2026-03-01t14:30", "2026-03-01T13:30"),
        ("today", "2026-03-29T22:00"),
        ("yesterday", "2026-03-28T23:00"),
        ("7d", "2026-03-22T23:00"),
        ("2w", "2026-03-15T23:00"),
        ("24h", "2026-03-29T12:00"),
    ],
)
def test_the_beginning_of_what_is_written_where_the_reader_is(written, instant):
    assert is_moment(written)
    assert moment(written, NOW, OSLO).isoformat()[:16] == instant


@pytest.mark.parametrize(
    "written", ["", "2026-02-30", "26-03-01", "7", "d7", "tomorrow", "0000", "9999-12-31t23:59:59"]
)
def test_what_names_no_time(written):
    assert not is_moment(written)


@given(st.from_regex(r"\A(\d{4}(-\d{2}(-\d{2}(t\d{2}:\d{2})?)?)?|\d{1,4}[hdwmy])\Z"))
def test_whatever_is_a_moment_is_an_instant(written):
    if is_moment(written):
        for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
            assert moment(written, NOW, ZoneInfo(zone)).utcoffset() is not None
