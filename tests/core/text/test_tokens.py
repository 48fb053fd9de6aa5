from __future__ import annotations

import doctest
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.text import hashing, tokens
from firebell.core.text.tokens import comparison_key, find_tokens, normal_form, split_tokens

any_text = st.text(max_size=200)


def test_examples_in_the_docstrings_run():
    assert doctest.testmod(tokens).failed == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I don't like it!!!", ["I", "don't", "like", "it", "!!!"]),
        ("late again :( #fail", ["late", "again", ":(", "#fail"]),
        ("see https://t.co/a?b=c, ok", ["see", "https://t.co/a?b=c,", "ok"]),
        ("@united 3hrs 😡😡", ["@united", "3hrs", "😡", "😡"]),
        ("नमस्ते दोस्त", ["नमस्ते", "दोस्त"]),
    ],
)
def test_splits_into_words_marks_and_emoji(text, expected):
    assert split_tokens(text) == expected


@given(any_text)
def test_tokens_are_pieces_of_the_text_in_order(text):
    found = list(find_tokens(text))
    assert [match.group() for match in found] == split_tokens(text)
    assert all(a.end() <= b.start() for a, b in pairwise(found))
    left_out = "".join(
        text[a:b]
        for a, b in zip(
            [0, *(m.end() for m in found)], [*(m.start() for m in found), len(text)], strict=True
        )
    )
    assert left_out.strip() == ""


@given(any_text)
def test_normal_forms_are_short_and_never_empty(text):
    for token in split_tokens(text):
        assert 1 <= len(normal_form(token)) <= tokens.MAX_TOKEN + 16


@given(any_text)
def test_case_spaces_and_mentions_do_not_tell_texts_apart(text):
    plain = text.lower()
    assert comparison_key(f"@somebody  {plain} ") == comparison_key(f" @other {plain}")


def test_different_words_tell_texts_apart():
    assert comparison_key("good flight") != comparison_key("bad flight")


@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=8))
def test_runs_of_letters_of_a_word_do_not_depend_on_its_neighbours(words):
    hashes, owners = hashing.hash_runs(words, (3, 4, 5))
    for place, word in enumerate(words):
        alone, _ = hashing.hash_runs([word], (3, 4, 5))
        assert hashes[owners == place].tolist() == alone.tolist()


def test_hashes_never_change():
    """Shipped weights lie where these hashes say; another hash would scramble them."""
    words = hashing.hash_words(["late", "flight"])
    assert words.tolist() == [1865031573, 3260540430]
    pair = hashing.hash_pairs(words[:1], words[1:])
    assert hashing.to_buckets(pair, 3, 18).tolist() == [123342]
    runs, _ = hashing.hash_runs(["ab"], (3, 4))
    assert hashing.to_buckets(runs, 2, 18).tolist() == [16264, 30907, 213054]
