"""Sentiment towards each brand named."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.runners.reading import load_reader

BRANDS = ("Acme", "Globex")


def felt(text: str) -> dict[str, str]:
    places = {name: [m.span() for m in re.finditer(name, text)] for name in BRANDS}
    return {name: one.sentiment for name, one in load_reader().towards(text, places).items()}


@pytest.mark.parametrize(
    ("text", "acme", "globex"),
    [
        ("I love Acme but Globex is terrible", "positive", "negative"),
        ("Globex is terrible, Acme is wonderful", "positive", "negative"),
        ("Globex lost my bag and was rude. Switched to Acme, wonderful people.",
         "positive", "negative"),
        ("Acme er fantastisk, men Globex er elendig", "positive", "negative"),
    ],
)  # fmt: skip
def test_each_brand_has_the_words_of_its_clause(text, acme, globex):
    assert felt(text) == {"Acme": acme, "Globex": globex}


def test_a_comparison_turns_round_after_than():
    reader, text = load_reader(), "Acme is so much better than Globex"
    found = reader.towards(text, {"Acme": [(0, 4)], "Globex": [(28, 34)]})
    assert found["Acme"].positive > found["Globex"].positive
    assert found["Acme"].negative < found["Globex"].negative


@pytest.mark.parametrize("text", ["I love Acme", "Acme, oh Acme!", "nobody is named", ""])
def test_where_fewer_than_two_are_named_there_is_nothing_to_tell_apart(text):
    assert felt(text) == {}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_text_gives_three_probabilities_a_brand(before, between, after):
    text = f"{before} Acme {between} Globex {after}"
    acme = len(before) + 1
    globex = acme + 4 + 1 + len(between) + 1
    places = {"Acme": [(acme, acme + 4)], "Globex": [(globex, globex + 6)]}
    for one in load_reader().towards(text, places).values():
        assert one.negative + one.neutral + one.positive == pytest.approx(1)
