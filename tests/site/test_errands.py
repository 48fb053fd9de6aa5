"""Telling the world never holds up hearing it, and one failure never stops the others."""

from __future__ import annotations

import threading

import pytest

from firebell.site import errands
from firebell.site.errands import Errands


@pytest.fixture
def ran(monkeypatch):
    """The errands replaced by three of the test's own; the second one breaks."""
    done = threading.Semaphore(0)
    names: list[str] = []

    def fine() -> int:
        names.append("fine")
        return 0

    def broken() -> int:
        raise RuntimeError("a plug-in broke")

    def last() -> int:
        names.append("last")
        done.release()
        return 2

    monkeypatch.setattr(errands, "ERRANDS", (fine, broken, last))
    return names, done


def test_one_that_breaks_stops_no_other(ran, caplog):
    assert Errands().run_once() == 2
    assert ran[0] == ["fine", "last"]
    assert "broken broke; it is tried again" in caplog.text


def test_they_run_again_and_again_in_a_thread_until_the_end(ran):
    running = Errands()
    assert not running.is_running
    running.start()
    assert all(ran[1].acquire(timeout=10) for _ in range(3))
    running.end(10)
    assert not running.is_running


def test_after_the_end_nothing_is_begun(ran):
    ended = Errands()
    ended.end(0)
    assert ended.run_once() == 0
    assert ran[0] == []


def test_looks_have_a_thread_and_a_list_of_their_own(ran):
    looked = threading.Event()

    def look() -> int:
        looked.set()
        return 0

    looks = Errands((look,), "looks", 0.01)
    looks.start()
    assert looked.wait(10)
    looks.end(10)
    assert ran[0] == []
