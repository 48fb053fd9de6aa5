from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.triggers.memes.newcomers import MOST, PIECE, Newcomers
from firebell.core.understanding.memes import SAME_TEXT


def laid(prints: list[int], sizes: list[int]) -> list[int | None]:
    """The leader's interaction of each, laid in pieces of these sizes."""
    known, found, at = Newcomers(), [], 0
    while at < len(prints):
        size = min(sizes[at % len(sizes)] if sizes else PIECE, known.room())
        piece = prints[at : at + size]
        rows = [(one, at + n, at + n, 0) for n, one in enumerate(piece)]
        found += [leader and leader.interaction for leader in known.lay(np.array(rows, np.int64).T)]
        at += len(piece)
    return found


def one_by_one(prints: list[int]) -> list[int | None]:
    """The same by its definition."""
    leaders: list[tuple[int, int]] = []
    found: list[int | None] = []
    for n, one in enumerate(prints):
        near = [(bin((one ^ p) % 2**64).count("1"), place) for p, place in leaders]
        best = min(near, default=(64, -1))
        if best[0] <= SAME_TEXT:
            found.append(best[1])
        else:
            found.append(None)
            leaders.append((one, n))
    return found


near_texts = st.lists(
    st.tuples(st.integers(0, 5), st.sets(st.integers(0, 62), max_size=5)).map(
        lambda made: (made[0] * 0x0F0F_1234_5678_9ABC % 2**62) ^ sum(1 << b for b in made[1])
    ),
    max_size=60,
)


@given(near_texts, st.lists(st.integers(1, 20), max_size=5))
def test_each_text_is_laid_to_the_nearest_leader_however_they_are_cut(prints, sizes):
    assert laid(prints, sizes) == one_by_one(prints)


@pytest.mark.parametrize("number", [5_000])
def test_memory_is_bounded(number):
    rng, known = np.random.default_rng(1), Newcomers()
    for start in range(0, number, PIECE):
        prints = rng.integers(-(2**62), 2**62, PIECE)
        rows = np.vstack([prints, np.arange(PIECE) + start, np.arange(PIECE), np.zeros(PIECE)])
        known.lay(rows.astype(np.int64))
        assert known.rows.shape[1] <= MOST + PIECE
