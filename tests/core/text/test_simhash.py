from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.core.text import simhash
from firebell.core.text.simhash import NOTHING, distance, fingerprints, letter_runs, plain

COMPLAINT = "Your agent hung up on me after two hours on hold, and my bag is still lost in Oslo."
PINNED = [-6367646626059126534, 7575638294997499906]
OTHER = "Thank you for the lovely flight to Gdańsk today, the crew were kind and funny."
ANY_TEXT = st.text(st.characters(), max_size=60)


def one(text: str) -> int:
    return int(fingerprints([text])[0])


@pytest.mark.parametrize(
    "copy",
    [
        COMPLAINT.upper(),
        f"RT @somebody: {COMPLAINT}",
        f"@brand @friend {COMPLAINT} https://t.co/abc",
        COMPLAINT.replace(",", " ...").replace(" ", "  "),
        COMPLAINT.replace("bag", "ｂａｇ"),  # full width
    ],
)
def test_what_a_copyist_changes_without_meaning_changes_nothing(copy: str) -> None:
    assert one(copy) == one(COMPLAINT)


@pytest.mark.parametrize(
    "copy",
    [
        COMPLAINT.replace("hours", "horus"),
        f"{COMPLAINT} #fail",
        f"omg {COMPLAINT}",
        COMPLAINT.replace("Oslo", "Bergen"),
    ],
)
def test_a_changed_copy_is_near_and_another_text_is_far(copy: str) -> None:
    near, far = (distance(fingerprints([copy]), fingerprints([x])) for x in (COMPLAINT, OTHER))
    assert near[0] <= 12 < 20 <= far[0]


def test_texts_without_words_have_no_fingerprint_and_emoji_are_words() -> None:
    assert fingerprints(["", " !! ", "@you https://t.co/x"]).tolist() == [NOTHING] * 3
    assert one("😡") != NOTHING != one("a")
    assert plain(["RT @you: Lost my BAG!!! https://t.co/x", "😡😡", "start @you"]) == [
        "lost my bag",
        "😡😡",
        "start",
    ]


def test_values_are_the_same_on_every_machine() -> None:
    assert fingerprints([COMPLAINT, "Żółw 😡"]).tolist() == PINNED


def test_long_texts_count_more_runs_than_a_byte_holds() -> None:
    long = " ".join(f"word{number}" for number in range(400))
    assert letter_runs([long]).sizes[0] > 2_000
    near = distance(fingerprints([long]), fingerprints([long.replace("word77 ", "")]))
    assert near[0] <= 4


@settings(max_examples=60, deadline=None)
@given(st.lists(ANY_TEXT, max_size=8))
def test_a_fingerprint_depends_on_its_text_alone(texts: list[str]) -> None:
    together = fingerprints([*texts, COMPLAINT])
    assert together.tolist() == [one(text) for text in [*texts, COMPLAINT]]


@given(st.integers(-(2**63), 2**63 - 1), st.integers(-(2**63), 2**63 - 1))
def test_distance_counts_differing_bits(first: int, second: int) -> None:
    found = distance(np.array([first]), np.array([second]))
    assert found.tolist() == [((first ^ second) & (2**64 - 1)).bit_count()]


@given(st.lists(st.integers(0, 2**64 - 1), max_size=20))
def test_an_older_numpy_counts_the_same(values: list[int]) -> None:
    found = simhash._ones_by_table(np.array(values, np.uint64))
    assert found.tolist() == [value.bit_count() for value in values]
