from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.text.simhash import distance
from firebell.core.understanding.memes import SAME_PICTURE, SAME_TEXT, Prints, leaders

SIGNED = st.integers(-(2**63), 2**63 - 1)
BITS = st.sets(st.integers(0, 63), max_size=8)


@st.composite
def streams(draw) -> list[int]:
    """Fingerprints of which many differ in few bits."""
    seeds = draw(st.lists(SIGNED, min_size=1, max_size=4))
    stream = []
    for seed, bits in draw(st.lists(st.tuples(st.sampled_from(seeds), BITS), max_size=40)):
        flipped = seed & (2**64 - 1)
        for bit in bits:
            flipped ^= 1 << bit
        stream.append(flipped - 2**64 if flipped >= 2**63 else flipped)
    return stream


def one_by_one(stream: list[int], most_bits: int) -> list[int]:
    """The same, said plainly: the first that was nobody's copy and is near enough."""
    chosen: list[int] = []
    found = []
    for place, value in enumerate(stream):
        near = (
            one for one in chosen if ((stream[one] ^ value) & (2**64 - 1)).bit_count() <= most_bits
        )
        owner = next(near, place)
        if owner == place:
            chosen.append(place)
        found.append(owner)
    return found


@pytest.mark.parametrize("most_bits", [0, 3, SAME_TEXT, SAME_PICTURE])
@given(stream=streams())
def test_each_has_the_first_leader_that_is_near(most_bits: int, stream: list[int]):
    assert leaders(np.array(stream, np.int64), most_bits).tolist() == one_by_one(stream, most_bits)


@given(streams(), SIGNED)
def test_what_is_alike_is_found_exactly_and_in_order(stream: list[int], one: int):
    shelf = Prints.of([(10 + n, 100 + n, value) for n, value in enumerate(stream)])
    for wanted in (one, *stream[:3]):
        near = distance(np.array([wanted]), shelf.prints) <= SAME_TEXT if stream else []
        assert shelf.alike(wanted, SAME_TEXT).tolist() == np.flatnonzero(near).tolist()


@given(streams(), streams())
def test_a_shelf_survives_its_bytes_and_takes_more_behind_it(first: list[int], more: list[int]):
    shelf = Prints.of([(n, -n, value) for n, value in enumerate(first)])
    again = Prints.from_bytes(shelf.to_bytes())
    assert (again.posts.tolist(), again.people.tolist(), again.prints.tolist()) == (
        list(range(len(first))),
        [-n for n in range(len(first))],
        first,
    )
    both = shelf.then(Prints.of([(n, 7, value) for n, value in enumerate(more)]))
    assert both.posts.tolist() == list(range(max(len(first), len(more))))
    assert both.prints.tolist() == [*first, *more[len(first) :]]


def test_bytes_of_something_else_are_refused():
    with pytest.raises(ValueError, match="buffer size"):
        Prints.from_bytes(b"x" * 25)
