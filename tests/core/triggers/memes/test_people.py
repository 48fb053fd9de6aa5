from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.triggers.memes.people import (
    HOUR,
    MOST,
    MOST_KNOWN,
    Acquaintances,
    Sample,
    person_hash,
)

NOON = 1_700_006_400


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, HOUR)), max_size=200))
def test_few_people_are_counted_exactly(said):
    sample = Sample()
    for who, after in said:
        sample.take(person_hash("x", str(who)), NOON + after)
    assert sample.count(NOON, NOON + HOUR) == len({who for who, _ in said})


@pytest.mark.parametrize("number", [100, 1_000, 30_000])
def test_many_people_are_estimated_in_bounded_memory(number):
    sample = Sample()
    voices = sum(sample.take(person_hash("x", f"p{n}"), NOON) for n in range(number))
    assert len(sample.last) <= MOST
    assert sample.count(NOON, NOON) == pytest.approx(number, rel=0.4)
    assert voices == pytest.approx(number, rel=0.8)


def test_a_voice_counts_once_an_hour():
    sample, person = Sample(), person_hash("x", "one")
    assert [sample.take(person, NOON + at) for at in (0, 10, HOUR - 1, 3 * HOUR)] == [1, 0, 0, 1]


def test_after_silence_everybody_is_heard_again():
    sample = Sample()
    for n in range(5_000):
        sample.take(person_hash("x", f"p{n}"), NOON)
    sample.begin_again(NOON + 2 * HOUR)
    for n in range(20):
        sample.take(person_hash("x", f"q{n}"), NOON + 2 * HOUR)
    assert sample.count(NOON + HOUR, NOON + 2 * HOUR) == 20


def test_acquaintances_are_bounded_and_remember_when_they_were_first_heard():
    known = Acquaintances()
    for n in range(20_000):
        known.take(person_hash("x", f"p{n % 9_000}"), NOON + n)
    assert len(known.first) <= MOST_KNOWN
    assert all(at < NOON + 9_000 for at in list(known.first.values())[:10])
    assert known.first.keys() == known.last.keys()
