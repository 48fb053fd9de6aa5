"""One cascade or many at once, one batch or many: the same memory and the same forecast."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.core.triggers.cascade import live
from firebell.core.triggers.cascade.bank import Bank
from firebell.core.triggers.cascade.memory import Memory
from firebell.core.triggers.contract import StateError
from firebell.runners.cascades import load_forecaster

MODEL = load_forecaster().model

followers = st.one_of(st.none(), st.integers(0, 10_000_000))
posts = st.lists(
    st.tuples(st.integers(0, 4), st.floats(0, 1e6), followers), min_size=1, max_size=60
).map(lambda some: sorted(some, key=lambda one: one[1]))


def one_by_one(events) -> dict[int, Memory]:
    states: dict[int, Memory] = {}
    for number, at, many in events:
        states[number] = live.observe(states.get(number, live.initial()), at, many)
    return states


def into(bank: Bank, events) -> None:
    numbers, at, many = zip(*events, strict=True)
    marks = np.array([math.nan if one is None else one for one in many], float)
    bank.observe(numbers, np.array(at), marks)


def same(one: Memory, other: Memory) -> None:
    for name in Memory.__dataclass_fields__:
        np.testing.assert_allclose(
            getattr(one, name), getattr(other, name), rtol=1e-9, atol=1e-9, err_msg=name
        )


@settings(max_examples=60, deadline=None)
@given(posts, st.integers(1, 59))
def test_a_bank_says_of_each_what_is_said_of_it_alone(events, cut):
    states, bank = one_by_one(events), Bank()
    for part in (events[:cut], events[cut:]):
        if part:
            into(bank, part)
    numbers, now = sorted(states), events[-1][1] + 60
    sizes = bank.forecast(numbers, np.full(len(numbers), now), MODEL)
    for row, number in enumerate(numbers):
        same(bank.state(number), states[number])
        alone, beside = live.forecast(states[number], now, MODEL), live.first(sizes, row)
        assert beside.p_exceed(100) == pytest.approx(alone.p_exceed(100), abs=1e-9)
        assert beside.final_size == pytest.approx(alone.final_size, rel=1e-6, abs=1)


@settings(max_examples=60, deadline=None)
@given(posts)
def test_a_forecast_holds_together(events):
    for state in one_by_one(events).values():
        found = live.forecast(state, events[-1][1], MODEL)
        assert found.seen <= found.lower <= found.final_size <= found.upper
        chances = [found.p_exceed(size) for size in (found.seen, found.seen + 1, 1e3, 1e6)]
        assert chances[0] == 1.0
        assert all(0 <= p <= 1 for p in chances)
        assert all(a >= b for a, b in pairwise(chances))


@settings(max_examples=30, deadline=None)
@given(posts)
def test_a_state_survives_as_bytes_of_one_size(events):
    for state in one_by_one(events).values():
        same(live.load(live.dump(state)), state)
        assert len(live.dump(state)) < 1_000


def test_a_state_is_left_as_it_was():
    state = live.observe(live.initial(), 0.0, 10)
    before = live.dump(state)
    live.observe(state, 5.0, 10)
    assert live.dump(state) == before


@pytest.mark.parametrize("bad", [b"", b"\x01", b"\x09", live.dump(live.initial())[:-3]])
def test_what_is_no_state_is_refused(bad):
    with pytest.raises(StateError):
        live.load(bad)


def test_what_is_forgotten_makes_room_and_leaves_nothing():
    bank = Bank()
    for number in range(100):
        bank.observe([number], np.zeros(1), np.array([5.0]))
        bank.observe([number] * 3, np.array([1.0, 2.0, 3.0]), np.full(3, np.nan))
        bank.forget([number])
    assert len(bank) == 0
    bank.observe([7], np.zeros(1), np.array([1.0]))
    same(bank.state(7), live.observe(live.initial(), 0.0, 1))
    assert 3 not in bank


def test_a_bank_takes_up_what_another_kept():
    state = one_by_one([(0, 0.0, 5), (0, 9.0, None), (0, 30.0, 70)])[0]
    bank = Bank()
    bank.put(40, live.load(live.dump(state)))
    bank.observe([40], np.array([31.0]), np.array([2.0]))
    same(bank.state(40), live.observe(state, 31.0, 2))


def test_a_bank_takes_up_as_many_as_there_are():
    bank, state = Bank(), live.observe(live.initial(), 0.0, 12)
    for number in range(40):
        bank.put(number, state)
    assert len(bank) == 40
    for number in range(40):
        same(bank.state(number), state)


def test_silence_makes_more_less_likely():
    state = live.initial()
    for n in range(40):
        state = live.observe(state, 5.0 * n)
    said = [live.forecast(state, 200.0 + wait, MODEL).p_exceed(80) for wait in (0, 3_600, 86_400)]
    assert said[0] > said[1] > said[2]


def test_a_quicker_cascade_is_expected_to_become_larger():
    quick, slow = live.initial(), live.initial()
    for n in range(30):
        quick, slow = live.observe(quick, 10.0 * n), live.observe(slow, 900.0 * 1.25**n)
    said = [live.forecast(s, float(s.last[0]), MODEL).p_exceed(60) for s in (quick, slow)]
    assert said[0] > said[1]
