from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from firebell.common import clock

NOON = datetime(2015, 2, 22, 12, 0, tzinfo=UTC)


def test_the_clock_says_the_present_in_utc():
    before = datetime.now(UTC)
    assert before <= clock.now() <= datetime.now(UTC)
    assert clock.now().tzinfo is UTC


def test_it_can_be_moved_and_moves_back():
    with clock.moved_to(NOON):
        assert clock.now() == NOON
        with clock.moved_to(NOON + timedelta(hours=1)):
            assert clock.now() == NOON + timedelta(hours=1)
        assert clock.now() == NOON
        assert clock.wall() > NOON + timedelta(days=365)
    assert clock.now() > NOON + timedelta(days=365)


def test_it_moves_back_after_an_error():
    with pytest.raises(RuntimeError), clock.moved_to(NOON):
        raise RuntimeError
    assert clock.now() != NOON


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"), clock.moved_to(datetime(2015, 2, 22)):
        pass


def test_another_thread_keeps_its_own_time():
    seen: list[datetime] = []
    with clock.moved_to(NOON):
        thread = threading.Thread(target=lambda: seen.append(clock.now()))
        thread.start()
        thread.join()
    assert seen[0] > NOON
