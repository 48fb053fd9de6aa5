from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.triggers.lateness import (
    LATENESS,
    STRIDE,
    flush_edge,
    judged_at,
    pass_by,
    strides,
)
from firebell.core.triggers.series import BUCKET

START = 1_700_006_400  # a bucket begins here
END = START + BUCKET
instants = st.lists(st.integers(START - 4 * BUCKET, START + 20 * BUCKET), min_size=1, max_size=60)


def late(*heard: int, before: int | None = None) -> list[bool]:
    passage = pass_by(heard, before)
    assert passage is not None
    return passage.late.tolist()


def test_a_bucket_is_final_a_minute_after_its_end():
    just_before, exactly = END + LATENESS - 1, END + LATENESS
    assert late(END - 1, just_before, END - 1) == [False, False, False]
    assert late(END - 1, exactly, END - 1) == [False, False, True]
    assert late(END - 1, exactly + 1, END - 1) == [False, False, True]


def test_the_first_second_of_the_next_bucket_is_in_time():
    assert late(END + LATENESS, END - 1, END) == [False, True, False]


def test_what_was_heard_before_counts():
    assert late(END - 1, before=END + LATENESS - 1) == [False]
    assert late(END - 1, before=END + LATENESS) == [True]


def test_the_newest_is_never_late_and_equal_times_are_treated_alike():
    assert late(START, START, END + 10 * BUCKET, END + 10 * BUCKET) == [False] * 4


def test_nothing_heard_is_no_passage():
    assert pass_by([], None) is None


def test_the_flush_judges_the_bucket_of_the_newest():
    assert flush_edge(END - 1) == END
    assert flush_edge(END) == END + BUCKET


@given(instants, st.lists(st.integers(1, 59)))
def test_batches_do_not_matter(heard, cuts):
    whole = pass_by(heard, None)
    assert whole is not None
    before, flags, edges = None, [], []
    bounds = [0, *sorted({cut for cut in cuts if cut < len(heard)}), len(heard)]
    for start, end in pairwise(bounds):
        part = pass_by(heard[start:end], before)
        assert part is not None
        flags += part.late.tolist()
        edges += part.edges
        before = part.newest
    assert flags == whole.late.tolist()
    assert (before, edges[-1]) == (whole.newest, whole.edges[-1])
    assert edges == sorted(edges)


@given(instants)
def test_what_is_not_late_is_not_judged_yet_and_what_is_late_is(heard):
    newest = None
    for at in heard:
        flag = late(at, before=newest)[0]
        newest = max(at, newest if newest is not None else at)
        # Its own bucket's end, against what is judged once it is heard.
        assert flag == (at // BUCKET * BUCKET + BUCKET <= judged_at(newest))


@given(st.lists(st.integers(0, 90 * 86_400).map(lambda n: n // BUCKET * BUCKET)))
def test_strides_skip_no_silence_that_was_heard(reached):
    rising = np.unique(np.array([0, *reached])).tolist()
    chosen = strides(rising, 0)
    assert set(chosen) <= set(rising)
    assert chosen[-1] == rising[-1]
    for last, edge in pairwise([0, *chosen]):
        between = [one for one in rising if last < one < edge]
        assert edge - last <= STRIDE or not between
