from __future__ import annotations

import gc

import pytest

from firebell.common import collecting


@pytest.fixture(autouse=True)
def as_it_was():
    enabled, threshold = gc.isenabled(), gc.get_threshold()
    yield
    gc.set_threshold(*threshold)
    (gc.enable if enabled else gc.disable)()


def test_while_getting_ready_nothing_is_looked_for_and_afterwards_it_is():
    gc.enable()
    during = []

    def break_off() -> None:
        with collecting.not_at_all():
            during.append(gc.isenabled())
            raise ValueError("broke")

    with pytest.raises(ValueError, match="broke"):
        break_off()
    assert during == [False]
    assert gc.isenabled()


def test_what_is_there_by_then_is_left_out():
    gc.set_threshold(700, 10, 10)
    collecting.look_seldom()
    assert gc.get_threshold() == (collecting.YOUNG, collecting.MIDDLE, collecting.OLD)
    assert gc.get_freeze_count() > 0


def test_cycles_are_still_found():
    class Ring:
        alive = 0

        def __init__(self) -> None:
            Ring.alive += 1
            self.me = self

        def __del__(self) -> None:
            Ring.alive -= 1

    collecting.look_seldom()
    for _ in range(collecting.YOUNG * 2):
        Ring()
    assert Ring.alive < collecting.YOUNG * 2
