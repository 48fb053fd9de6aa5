from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.triggers.memes.coordination import (
    IMPROBABLE,
    binomial_tail,
    looks_coordinated,
    regular_gaps,
    same_minute,
)
from firebell.core.triggers.memes.stream import Spreading
from tests.core.triggers.memes.playing import (
    DAY,
    HOUR,
    MIDNIGHT,
    chatter,
    in_own_words,
    said,
    taken_up,
)

BEGIN = MIDNIGHT + 4 * DAY


def state_of(posts, followers=80):
    state = Spreading()
    words = said(sorted(posts))
    state.take([
        one if not one.author.startswith("bot") else _with(one, followers) for one in words
    ])  # fmt: skip
    return state


def _with(one, followers):
    return replace(one, followers=followers)


def farm(begin: int, tag: str, accounts: int = 30, gap: int = 40):
    """The same accounts, one after the other, like a clock."""
    rng = random.Random(begin)
    return [(begin + gap * n, f"bot{n}", f"{in_own_words(rng)} {tag}") for n in range(accounts)]


def test_a_farm_looks_coordinated_and_says_why():
    state = state_of(
        chatter(4.1) + farm(BEGIN - 5 * HOUR, "#first") + farm(BEGIN, "#second"), followers=2
    )
    found = state.signs("#second", BEGIN + 30 * 60)
    assert looks_coordinated(found)
    by_name = {sign.name: sign for sign in found}
    assert {"regular_gaps", "few_followers", "same_people"} <= by_name.keys()
    assert by_name["same_people"].about == "#first"
    assert by_name["same_people"].seen == by_name["same_people"].of
    assert by_name["few_followers"].usual < 10


def test_many_in_the_same_minute_are_told():
    rng = random.Random(1)
    posts = [(BEGIN + n % 20, f"q{n}", f"{in_own_words(rng)} #now") for n in range(30)]
    posts += [(BEGIN + 60 * n, f"r{n}", f"{in_own_words(rng)} #now") for n in range(4)]
    found = state_of(chatter(4.1) + posts).signs("#now", BEGIN + 600)
    assert "same_minute" in {sign.name for sign in found}


@pytest.mark.parametrize("people", [20, 60, 300])
def test_people_who_take_something_up_by_themselves_do_not_look_coordinated(people):
    posts = chatter(5.3)
    for n in range(5):
        begin = BEGIN + n * 6 * HOUR
        state = state_of(posts + taken_up(begin, people, f"#day{n}"))
        assert not looks_coordinated(state.signs(f"#day{n}", begin + HOUR))


def test_chance_is_kept_to():
    """Of independent people, few in a thousand show a sign that has one chance in a thousand."""
    rng, shown = random.Random(7), 0
    for _ in range(1_500):
        instants = sorted(int(3_600 * rng.random() ** 0.5) for _ in range(40))
        signs = (same_minute(instants), regular_gaps(instants))
        shown += sum(sign is not None and sign.chance <= IMPROBABLE for sign in signs)
    assert shown <= 8


@given(st.integers(1, 80), st.integers(0, 80), st.floats(0.01, 0.99))
def test_tails_are_probabilities_and_fall(n, k, part):
    k = min(k, n)
    assert 0.0 <= binomial_tail(k, n, part) <= 1.0
    assert binomial_tail(k, n, part) >= binomial_tail(k + 1, n, part) - 1e-12
