from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.query import parse
from firebell.core.query.folding import fold, places
from firebell.core.query.marking import excerpt, marked
from firebell.core.query.searching import Term, wanted_terms
from tests.core.query.strategies import text as texts


def shown(text: str, query: str) -> str:
    """The text with what is marked in brackets."""
    for start, end in reversed(marked(text, tuple(wanted_terms(parse(query))))):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("refund", "My REFUND, please: refunds", "My [REFUND], please: refunds"),
        ("refund*", "My refunds", "My [refunds]"),
        ('"my bag" OR bag', "my bag and a bag", "[my bag] and a [bag]"),
        ("lodz", "Łódź!", "[Łódź]!"),
        ("cafe", "un cafe\u0301.", "un [cafe\u0301]."),
        ("東京", "昨日東京タワー", "昨日[東京]タワー"),
        ("👍", "ok👍🏽!", "ok[👍🏽]!"),
        ("🇳🇴", "x🇸🇪🇳🇴", "x🇸🇪[🇳🇴]"),
        ("#fail", "such a #fail", "such a #[fail]"),
        ("don't", "I don’t", "I [don’t]"),
        ("late NEAR/3 bag NOT red", "a late red bag", "a [late] red [bag]"),
        ("bag", "", ""),
    ],
)
def test_what_was_found_is_marked_as_it_is_written(query, text, marked):
    assert shown(text, query) == marked


@given(texts)
def test_the_words_at_their_places_are_those_that_are_searched(text):
    assert [word for _start, _end, word in places(text)] == fold(text).split()


@given(st.text(max_size=200))
def test_places_are_apart_and_in_order(text):
    found = list(places(text))
    assert all(0 <= start < end <= len(text) for start, end, _word in found)
    # One sign may be two words, as ½ is, or end one and begin the next.
    for before, after in itertools.pairwise(found):
        assert before[0] <= after[0]
        assert before[1] <= after[1]


@given(st.text("ab \n", max_size=300), st.integers(20, 120))
def test_an_excerpt_is_short_and_marks_what_it_shows(text, most):
    terms = (Term(("ab",)), Term(("b",)))
    found = excerpt(text, terms, most)
    assert len(found.text) <= most + 2
    assert found.text.strip("…") in text
    assert {found.text[start:end] for start, end in found.marks} <= {"ab", "b"}
    assert bool(found.marks) == bool(marked(text, terms)) or most < 100
