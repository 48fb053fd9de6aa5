"""The posts that teach most: doubtful, different from each other, from everywhere."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from firebell.core.understanding.sampling import Candidate, alike, most_useful, words_of

WORDS = [
    "late",
    "parcel",
    "refund",
    "lovely",
    "broken",
    "driver",
    "again",
    "thanks",
    "where",
    "order",
    "angry",
    "box",
]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        id=st.integers(0, 10_000),
        text=TEXTS,
        language=st.sampled_from(["en", "nb", "pl"]),
        channel=st.sampled_from(["email", "microblog"]),
        margin=st.floats(0, 1),
        disputed=st.booleans(),
    ),
    max_size=40,
    unique_by=lambda one: one.id,
)


def one(number: int, text: str, **more: object) -> Candidate:
    plain: dict[str, object] = {"language": "en", "channel": "email", "margin": 0.5}
    return Candidate(id=number, text=text, **(plain | more))  # type: ignore[arg-type]


@given(CANDIDATES, st.lists(TEXTS, max_size=5), st.integers(0, 12), st.integers())
def test_nothing_is_asked_twice_and_the_order_of_candidates_does_not_matter(
    candidates, asked, wanted, seed
):
    chosen = most_useful(candidates, asked, wanted)
    assert len(chosen) <= wanted
    words = [words_of(text) for text in asked] + [words_of(each.text) for each in chosen]
    for place in range(len(asked), len(words)):
        assert not any(alike(words[place], other) for other in words[:place])
    random.Random(seed).shuffle(candidates)
    assert most_useful(candidates, asked, wanted) == chosen


@given(CANDIDATES)
def test_what_is_left_out_resembles_something_that_was_asked(candidates):
    chosen = most_useful(candidates, (), len(candidates))
    known = [words_of(each.text) for each in chosen]
    for each in candidates:
        assert any(alike(words_of(each.text), other) for other in known)


def test_the_disputed_come_first_and_then_the_closest_calls():
    far, close = one(1, "late parcel", margin=0.9), one(2, "broken box", margin=0.1)
    disputed = one(3, "angry driver", margin=0.95, disputed=True)
    assert most_useful([far, close, disputed], (), 3) == [disputed, close, far]


def test_every_language_and_channel_has_its_turn():
    many = [one(n, f"word{n} other{n}", margin=n / 100) for n in range(20)]
    rare = one(99, "paczka", language="pl", margin=0.9)
    assert rare in most_useful([*many, rare], (), 2)


def test_the_same_words_about_another_order_are_the_same_post():
    assert alike(words_of("Where is my order 4471?"), words_of("where is MY order 99812 !!"))
    assert not alike(words_of("Where is my order?"), words_of("The driver was lovely"))
