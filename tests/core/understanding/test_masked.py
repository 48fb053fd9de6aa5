from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.text.tokens import split_tokens
from firebell.core.understanding.masked import unmasked
from firebell.core.understanding.vocabulary import Kind, TokenFeatures


@pytest.mark.parametrize("token", ["sh*t", "sh**", "a$$hole", "1diot", "m0ron", "f*cking"])
def test_a_hidden_insult_is_found_in_one_token(token):
    assert split_tokens(f"you {token}!") == ["you", token, "!"]
    assert unmasked(token) != ""


@pytest.mark.parametrize("token", ["B747", "5", "4you", "m2m", "2nd", "$5", "3*4", "h*llo", "no1"])
def test_figures_and_stars_are_not_insults(token):
    assert [unmasked(part) for part in split_tokens(token)] == [""] * len(split_tokens(token))


@given(st.text(alphabet="ab1*$ @", max_size=40))
def test_it_never_raises(text):
    for token in split_tokens(text):
        assert isinstance(unmasked(token), str)


def test_a_hidden_insult_has_the_features_of_the_plain_one():
    hidden, plain = (TokenFeatures([word], 18) for word in ("id1ot", "idiot"))
    assert all(features.kinds[0] & Kind.ABUSE for features in (hidden, plain))
    assert set(plain.bucket.tolist()) & set(hidden.bucket.tolist())
