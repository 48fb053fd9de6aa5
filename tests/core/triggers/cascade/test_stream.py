"""The cascades of a brand, bucket by bucket: alike however they are heard in pieces."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import cache
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.core.triggers.cascade.growing import Event, Foreseen, Growing
from firebell.core.triggers.cascade.roots import CHAIN, Card, root_of
from firebell.core.triggers.cascade.standing import digest
from firebell.core.triggers.cascade.stream import TOLD_LEAST, Cascading, passed_on
from firebell.core.triggers.cascade.viral import DAY, OVER, PAST, PAST_MOST, Past, yardstick
from firebell.core.triggers.contract import StateError
from firebell.core.triggers.said import Said
from firebell.core.triggers.series import BUCKET
from firebell.runners.cascades import load_forecaster

MODEL = load_forecaster().model
BEGIN = 1_700_006_400  # a midnight
WORD = Said(1, (7,), (), "x", "a", "post", "ann", 900, "", BEGIN, "hello", "en", 0.1)


def card(post: int, at: int = BEGIN) -> Card:
    return Card(post, at, 900, outbound=False)


@cache
def story() -> tuple[tuple[Card, Event], ...]:
    """Two posts that many pass on, one of which a few; some told of by the network; in disorder
    within a bucket."""
    rng = Random(3)
    found = [(card(1), Event(BEGIN + int(1_500 * rng.random() ** 2), 40 + n)) for n in range(140)]
    found += [(card(2), Event(BEGIN + 40 * n, None)) for n in range(60)]
    found += [(card(3, BEGIN - DAY), Event(BEGIN + 900 * n, 5)) for n in range(6)]
    found += [(card(4), Event(BEGIN + 700, None, 250))]
    return tuple(sorted(found, key=lambda one: one[1].at // BUCKET))


def heard_in_pieces(cuts: list[int], steps: int = BUCKET) -> tuple[Cascading, list[object]]:
    """Each piece judged as far as it is final, and all of it sent through bytes."""
    cascading, sounds, judged = Cascading(), [], BEGIN - BUCKET
    heard = story()
    for start, end in pairwise([0, *cuts, len(heard)]):
        for post, event in heard[start:end]:
            cascading.take(post, event)
        final = heard[end][1].at // BUCKET * BUCKET if end < len(heard) else BEGIN + 3 * 3_600
        while judged < final:
            edge = min(judged + steps, final)
            sounds += cascading.advance(judged, edge, MODEL)
            judged = edge
        kept = {post: Growing.load(one.dump()) for post, one in cascading.growing.items()}
        cascading = Cascading(kept, Past(list(cascading.past)))
    return cascading, sounds


@settings(max_examples=15, deadline=None)
@given(
    st.sets(st.integers(1, len(story()) - 1), max_size=8).map(sorted),
    st.sampled_from((BUCKET, 7 * BUCKET, DAY)),
)
def test_in_any_pieces_and_strides_it_comes_to_the_same(cuts, steps):
    whole, loud = heard_in_pieces([])
    pieces, again = heard_in_pieces(cuts, steps)
    assert again == loud
    assert [one.dump() for one in pieces.growing.values()] == [
        one.dump() for one in whole.growing.values()
    ]
    assert {one.series.key for one in loud} == {"1", "2", "4"}
    assert whole.growing[1].seen == 140
    assert not any(one.waiting for one in whole.growing.values())


def test_what_waits_is_judged_early_and_learned_from_later():
    cascading = Cascading()
    for n in range(120):
        cascading.take(card(1), Event(BEGIN + n, 50))
    mine = cascading.growing[1]
    before = mine.dump()
    (early,) = cascading.early(BEGIN + 130, MODEL)
    assert (early.at, early.observed, early.score) == (BEGIN + 130, 120, 1.0)
    assert mine.dump() == before
    assert (mine.seen, mine.seen_by_now, mine.updated_by_now) == (0, 120, BEGIN + 119)
    (sound,) = cascading.advance(BEGIN, BEGIN + BUCKET, MODEL)
    assert (sound.at, sound.observed) == (BEGIN + BUCKET, 120)
    assert (mine.seen, mine.waiting) == (120, [])


def test_only_what_may_still_ring_has_to_be_at_hand():
    cascading, _ = heard_in_pieces([])
    assert cascading.restless(BEGIN + 3 * 3_600) == []
    cascading.take(card(3), Event(BEGIN + 4 * 3_600, None))
    assert cascading.restless(BEGIN + 3 * 3_600) == [3]


def test_after_months_of_silence_it_begins_anew():
    cascading = Cascading()
    cascading.take(card(1), Event(BEGIN, 5))
    cascading.advance(0, BEGIN + BUCKET, MODEL)
    cascading.take(card(1), Event(BEGIN + PAST, 5))
    assert cascading.growing[1].seen_by_now == 2 - 1 + cascading.growing[1].seen
    cascading.advance(BEGIN + BUCKET, BEGIN + PAST + BUCKET, MODEL)
    assert cascading.growing[1].seen == 2
    cascading.take(card(1), Event(BEGIN + 2 * PAST + 1, 5))
    assert (cascading.growing[1].seen, cascading.growing[1].seen_by_now) == (0, 1)


def test_reposts_and_what_a_network_tells_count_and_nothing_else():
    repost = replace(WORD, interaction=2, kind="repost", in_reply_to="a", reposts=900, followers=3)
    ours = replace(card(1), outbound=True)
    told = replace(WORD, interaction=5, reposts=TOLD_LEAST)
    words = [
        (repost, card(1)),
        (repost, ours),
        (repost, None),
        (replace(WORD, kind="reply", in_reply_to="a"), card(1)),
        (replace(WORD, reposts=TOLD_LEAST - 1), None),
        (told, None),
    ]
    found = [(one.post.interaction, one.event) for one in passed_on(words)]
    by_ann = Event(BEGIN, 3, person=digest("ann"))
    assert found == [(1, by_ann), (5, Event(BEGIN, None, TOLD_LEAST))]


def test_a_chain_of_reposts_leads_to_the_post_that_was_heard_before_each():
    cards = {("x", "root"): Card(1, BEGIN, None, outbound=False, place=5)}
    for n in range(1, CHAIN + 1):
        passes_on = f"r{n - 1}" if n > 1 else "root"
        cards["x", f"r{n}"] = Card(1 + n, BEGIN, None, False, passes_on, place=5 + n)
    root = root_of(cards, ("x", f"r{CHAIN - 1}"), 100)
    assert (root.card.interaction, root.hops) == (1, CHAIN)
    assert root_of(cards, ("x", f"r{CHAIN}"), 100) is None  # too far
    assert root_of(cards, ("x", "r1"), 6) is None  # it was heard later
    assert root_of(
        cards | {("x", "root"): replace(cards["x", "root"], place=6)}, ("x", "r1"), 9
    ) is (None)
    assert root_of(cards, ("y", "root"), 100) is None
    stored = {("x", "r"): Card(9, BEGIN, None, False, "root", hops=CHAIN), **cards}
    assert root_of(stored, ("x", "r"), 100) is None
    assert root_of(stored | {("x", "r"): replace(stored["x", "r"], hops=2)}, ("x", "r")).hops == 3


@given(
    st.lists(st.tuples(st.integers(-PAST - DAY, DAY), st.integers(0, 900)), max_size=60),
    st.integers(-2 * DAY, 2 * DAY),
)
def test_what_is_usual_is_what_old_enough_cascades_came_to(written, later):
    known = [(post, BEGIN + began, seen) for post, (began, seen) in enumerate(written)]
    past = Past()
    for post, began, seen in known:
        past.note(post, began, 0)
        past.note(post, began, seen)
    at = BEGIN + later
    over = [seen for _, began, seen in known if at - PAST < began <= at - OVER]
    assert past.yardstick(at) == yardstick(over)
    past.forget(BEGIN - 2 * DAY)
    assert past.yardstick(at) == yardstick(over)
    assert Past(list(past)).yardstick(at) == past.yardstick(at)


def test_of_many_cascades_the_latest_say_what_is_usual():
    past = Past((n, BEGIN - DAY - n, 10 if n < PAST_MOST else 9_999) for n in range(3 * PAST_MOST))
    assert past.yardstick(BEGIN).usual == 10
    past.forget(BEGIN)
    assert len(list(past)) == PAST_MOST
    assert past.yardstick(BEGIN).usual == 10


@given(st.binary(max_size=400))
def test_refuses_what_is_no_state(data):
    with pytest.raises(StateError):
        Growing.load(data)


@given(st.integers(0, 600), st.integers(0, 255))
def test_refuses_or_reads_a_damaged_state(place, byte):
    growing = Growing(BEGIN, None, foreseen=Foreseen(9, 3, 20, 0.25), waiting=[Event(BEGIN, 3)])
    good = bytearray(growing.dump())
    assert Growing.load(bytes(good)).dump() == bytes(good)
    good[place % len(good)] = byte
    with suppress(StateError):
        Growing.load(bytes(good))
