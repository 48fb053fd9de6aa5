"""A planted burst is found with its lead; a larger budget never rings later or less."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.core.triggers import backtest
from firebell.core.triggers.backtest import Rang, courses, judge, ladder, listen, try_on, unheard
from firebell.core.triggers.rules.conditions import AtLeast, Listens, Rare
from firebell.core.triggers.rules.effects import Ring
from firebell.core.triggers.rules.trigger import Scope, Trigger
from firebell.core.triggers.series import BUCKET, Buckets, Cell

HOUR, DAY = 3_600, 24 * 3_600
START = 1_772_409_600  # a Monday midnight
BURST = START + 10 * DAY + 12 * HOUR
END = START + 12 * DAY
BRAND = 7
LISTENS = Listens(("negative", "share"), ("brand", "channel", "topic"))
TRIGGER = Trigger(1, "negative", (LISTENS, Rare()), (Ring(),))


def counts(bursts, seed=1, days=12):
    """Four posts an hour, a third of them complaints; bursts of (start, buckets, posts each)."""
    noise = np.random.default_rng(seed)
    usual = noise.poisson(4 * BUCKET / HOUR, days * DAY // BUCKET)
    found = {START + BUCKET * n: Cell(int(k), k / 3) for n, k in enumerate(usual) if k}
    for start, buckets, posts in bursts:
        for at in range(start, start + buckets * BUCKET, BUCKET):
            known = found.get(at, Cell(0, 0))
            found[at] = Cell(known.total + posts, known.negative + posts)
    return {("brand", ""): Buckets(found), ("channel", "bluesky"): Buckets(dict(found))}


def past(bursts, **more):
    return listen({BRAND: True}, {BRAND: counts(bursts)}, START + 7 * DAY, END, **more)


@pytest.fixture(scope="module")
def burst():
    """Grows for an hour and a half."""
    rising = [(BURST + n * BUCKET, 1, 2 + n) for n in range(18)]
    return past(rising)


def test_a_planted_burst_rings_with_its_lead_to_the_peak_and_to_the_press(burst):
    rang = try_on(burst, [TRIGGER])
    wrote = BURST + 3 * HOUR
    (course,) = courses(burst, rang, {BRAND: [BURST - DAY, wrote, wrote + HOUR]})
    assert BURST < course.rang.at < BURST + HOUR
    assert course.peak_at == BURST + 18 * BUCKET
    assert course.lead == course.peak_at - course.rang.at > 0
    assert (course.press_at, course.press_lead) == (wrote, wrote - course.rang.at)
    assert course.rang.channel == "bluesky"


def test_the_press_is_left_out_where_it_wrote_before_or_long_after(burst):
    rang = try_on(burst, [TRIGGER])
    (course,) = courses(burst, rang, {BRAND: [BURST - DAY, BURST + 5 * DAY]})
    assert course.press_at is None
    assert course.press_lead is None


def test_strides_are_told_and_make_no_difference(burst, monkeypatch):
    told = []
    monkeypatch.setattr(backtest.past, "STRIDE", 36 * HOUR)
    rising = [(BURST + n * BUCKET, 1, 2 + n) for n in range(18)]
    shorter = past(rising, progress=lambda done, of: told.append((done, of)))
    assert try_on(shorter, [TRIGGER]) == try_on(burst, [TRIGGER])
    assert told[-1][0] == told[-1][1] > 2


def test_a_trigger_is_tried_though_it_is_off_and_only_where_it_listens(burst):
    assert try_on(burst, [replace(TRIGGER, active=False)]) == try_on(burst, [TRIGGER])
    elsewhere = replace(TRIGGER, scope=Scope(channels=("mastodon",)))
    assert try_on(burst, [elsewhere]) == {BRAND: []}
    many = replace(TRIGGER, conditions=(LISTENS, AtLeast(10_000)))
    assert try_on(burst, [many]) == {BRAND: []}


def test_what_single_words_set_off_cannot_be_tried():
    viral = replace(TRIGGER, conditions=(Listens(("reshares",), ("post",)), Rare()))
    both = replace(TRIGGER, conditions=(Listens(("reshares", "negative"), ("post",)), Rare()))
    assert not backtest.can_be_tried(viral)
    assert backtest.can_be_tried(both)
    assert unheard(both) == ["reshares"]
    assert unheard(TRIGGER) == []


def test_what_rang_is_paired_by_its_time_and_the_rest_is_silent(burst):
    found = courses(burst, try_on(burst, [TRIGGER]))
    same = Rang(1, BRAND, BURST, BURST + HOUR, "not_useful")
    other_brand = replace(same, id=2, brand=BRAND + 1, feedback="useful")
    earlier = replace(same, id=3, onset=BURST - 2 * DAY, last_at=BURST - 2 * DAY + HOUR)
    summary = judge(found, [same, other_brand, earlier], burst.since, burst.until)
    assert [one.known for one in summary.verdicts] == [same]
    assert summary.silent == [other_brand, earlier]
    assert (summary.number("not_useful"), summary.number("")) == (1, 0)
    assert summary.a_week == pytest.approx(7 / 5)


bursts = st.lists(
    st.tuples(st.integers(7 * 288, 11 * 288), st.integers(1, 12), st.integers(1, 12)), max_size=6
)


@settings(max_examples=5)
@given(bursts, st.integers(0, 99))
def test_twice_the_budget_rings_no_later_and_for_all_the_same(planted, seed):
    where = [(START + n * BUCKET, buckets, posts) for n, buckets, posts in planted]
    mine = {BRAND: counts(where, seed)}
    heard = listen({BRAND: True}, mine, START + 5 * DAY, END, without=("total",))
    strict, eager = (
        try_on(heard, [replace(TRIGGER, budget=budget, cool_down=0)])[BRAND] for budget in (1, 2)
    )
    for one in strict:
        assert any(other.at <= one.at <= other.last_at for other in eager)
        assert any(other.at <= one.last_at <= other.last_at for other in eager)


def test_the_ladder_counts_alerts_by_budget(burst):
    for step in ladder(burst, TRIGGER, (1.0, 50.0)):
        rang = try_on(burst, [replace(TRIGGER, budget=1 / step.weeks)])[BRAND]
        assert step.alerts == len(rang)
        assert step.seconds == sum(one.last_at - one.at for one in rang)


def test_where_nothing_was_counted_nothing_rings():
    empty = listen({BRAND: True}, {}, START, END)
    assert try_on(empty, [TRIGGER]) == {}
    assert courses(empty, {}) == []
