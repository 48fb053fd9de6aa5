"""Types of attackers: what each rule needs, and what may not change them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from firebell.core.understanding.attacker import (
    AttackerType,
    Past,
    attacker,
    in_words,
)

START = datetime(2026, 3, 1, tzinfo=UTC)
INTENTS = ("other", "complaint", "praise", "compensation", "press_threat", "cancellation")


def past(day: float, **more) -> Past:
    return Past(START + timedelta(days=day), **({"negative": 0.8} | more))


pasts = st.builds(
    Past,
    at=st.integers(0, 400).map(lambda hours: START + timedelta(hours=hours)),
    negative=st.sampled_from([0.0, 0.3, 0.9]),
    intent=st.sampled_from(INTENTS),
    complaint=st.booleans(),
    attack=st.booleans(),
    followers=st.sampled_from([0, 200, 9_999, 10_000, 2_000_000]),
    reposts=st.sampled_from([0, 3, 80]),
    offers_asked=st.integers(0, 3),
    refused=st.booleans(),
)


def test_nobody_who_only_praises_is_an_attacker():
    assert attacker([past(0, negative=0.1, intent="praise"), past(9, negative=0.0)]) is None
    assert attacker([]) is None


def test_one_angry_word_is_a_casual_complaint():
    found = attacker([past(0, complaint=True)])
    assert found is not None
    assert (found.type, found.retaliates) == (AttackerType.CASUAL_COMPLAINER, False)


def test_a_demand_with_a_threat_is_extortion_and_says_why():
    history = [past(0, intent="compensation", offers_asked=2), past(2, intent="press_threat")]
    found = attacker(history)
    assert found is not None
    assert found.type == AttackerType.EXTORTIONIST
    assert [in_words(reason) for reason in found.reasons] == [
        "asked for money or an offer 2 times",
        "threatened with law, press or leaving 1 times",
        "demanded and threatened within a week",
    ]


def test_a_demand_alone_is_no_extortion():
    found = attacker([past(day, intent="compensation", offers_asked=3) for day in range(3)])
    assert found is not None
    assert found.type == AttackerType.CASUAL_COMPLAINER


def test_who_goes_on_for_weeks_is_a_crusader():
    found = attacker([past(day, attack=True) for day in (0, 6, 13, 20, 40)])
    assert found is not None
    assert found.type == AttackerType.COMMITTED_CRUSADER
    short = attacker([past(day / 10, attack=True) for day in range(5)])
    assert short is not None
    assert short.type == AttackerType.CASUAL_COMPLAINER


def test_who_reaches_many_is_an_influencer():
    found = attacker([past(0, followers=400_000, reposts=90)])
    assert found is not None
    assert found.type == AttackerType.INDIGNANT_INFLUENCER


def test_words_within_days_of_a_refusal_are_retaliation():
    calm = past(0, negative=0.1, refused=True)
    assert attacker([calm, past(1), past(2)]).retaliates  # type: ignore[union-attr]
    assert not attacker([calm, past(10), past(11)]).retaliates  # type: ignore[union-attr]


@given(st.lists(pasts, max_size=12), st.randoms(use_true_random=False))
def test_the_order_in_which_a_history_is_told_changes_nothing(history, chance):
    shuffled = list(history)
    chance.shuffle(shuffled)
    assert attacker(shuffled) == attacker(history)


@given(st.lists(pasts, max_size=12))
def test_a_type_has_a_reason_and_a_share(history):
    found = attacker(history)
    assert (found is None) == (not any(one.against for one in history))
    if found is not None:
        assert 0.25 <= found.p <= 1
        assert found.reasons
        assert all(in_words(reason) for reason in found.reasons)


@given(st.lists(pasts, min_size=1, max_size=8), st.integers(1, 3))
def test_more_demands_never_make_less_of_an_extortionist(history, more):
    found = attacker(history)
    if found is None or found.type != AttackerType.EXTORTIONIST:
        return
    demanding = [
        replace(one, offers_asked=one.offers_asked + more) if one.demands else one
        for one in history
    ]
    again = attacker(demanding)
    assert again is not None
    assert again.type == AttackerType.EXTORTIONIST
    assert again.p >= found.p
