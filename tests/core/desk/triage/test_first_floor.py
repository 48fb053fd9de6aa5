import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.desk.assignment import suggest_owner
from firebell.core.desk.triage import priority

P = st.floats(0, 1)
REACH = st.none() | st.integers(0, 10**9)


@pytest.mark.parametrize(
    ("negative", "toxicity", "followers", "value", "because"),
    [
        (0.5, 0.0, None, 3, ()),
        (0.1, 0.0, 50, 4, ("not_negative",)),
        (0.8, 0.0, 50, 2, ("negative",)),
        (0.8, 0.9, 20_000, 1, ("negative", "toxic", "wide_reach")),
        (0.1, 0.0, 900_000, 2, ("not_negative", "huge_reach")),
    ],
)
def test_priority(negative, toxicity, followers, value, because):
    found = priority(negative, toxicity, followers)
    assert (found.value, found.because) == (value, because)


@given(P, P, P, P, REACH)
def test_worse_is_never_less_urgent(negative, worse, toxicity, more_toxic, followers):
    mild = priority(min(negative, worse), min(toxicity, more_toxic), None)
    harsh = priority(max(negative, worse), max(toxicity, more_toxic), followers)
    assert 1 <= harsh.value <= mild.value <= 5


def test_the_one_who_knows_the_person_is_suggested_if_on_duty():
    assert suggest_owner([3, 5], {3: 0, 5: 9}, knows_them=5) == 5
    assert suggest_owner([3, 5], {3: 2}, knows_them=8) == 5
    assert suggest_owner([], {}, knows_them=8) is None


def test_a_sensitive_word_goes_up_by_two():
    plain, sensitive = priority(0.1, 0.0, None), priority(0.1, 0.0, None, sensitive=True)
    assert (plain.value, sensitive.value) == (4, 2)
    assert sensitive.because == ("not_negative", "sensitive")
