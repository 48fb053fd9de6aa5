from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.knowledge.outcome import PROVEN, Outcome, Turn, outcome
from firebell.core.knowledge.standing import (
    WARNED,
    Article,
    Standing,
    coming,
    days_left,
    standing,
    wants_review,
)

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)
NOON = datetime(2026, 3, 2, 12)


@pytest.mark.parametrize(
    ("article", "stands", "comes"),
    [
        (Article(1), Standing.DRAFT, None),
        (Article(1, submitted=True), Standing.IN_REVIEW, None),
        (Article(1, 1, review_by=TODAY), Standing.PUBLISHED, None),
        (Article(1, 1, review_by=TODAY - DAY), Standing.EXPIRED, None),
        (Article(2, 1, review_by=TODAY), Standing.PUBLISHED, Standing.DRAFT),
        (Article(2, 1, True, TODAY - DAY), Standing.EXPIRED, Standing.IN_REVIEW),
    ],
)
def test_readers_are_told_of_the_published_one_and_of_what_comes(article, stands, comes):
    assert (standing(article, TODAY), coming(article)) == (stands, comes)


@pytest.mark.parametrize(("days", "wanted"), [(31, False), (30, True), (0, True), (-5, True)])
def test_the_day_of_review_is_warned_of(days, wanted):
    article = Article(1, 1, review_by=TODAY + days * DAY)
    assert days_left(article, TODAY) == days
    assert wants_review(article, TODAY) == wanted
    assert WARNED == 30 * DAY


def test_what_was_submitted_wants_a_review_and_a_mere_draft_does_not():
    assert wants_review(Article(1, submitted=True), TODAY)
    assert not wants_review(Article(1), TODAY)
    assert days_left(Article(1, review_by=TODAY), TODAY) is None


@pytest.mark.parametrize(
    ("turns", "days", "told"),
    [
        ([], 90, Outcome.UNKNOWN),
        ([(0, True)], 6, Outcome.UNKNOWN),
        ([(0, True)], 7, Outcome.SOLVED),
        ([(0, True), (3, False)], 90, Outcome.BACK),
        ([(0, True), (3, False), (4, True)], 90, Outcome.BACK),
        ([(0, True), (8, False)], 90, Outcome.SOLVED),
        ([(-9, True), (-8, False), (1, True)], 90, Outcome.SOLVED),
        ([(-9, True), (2, False)], 90, Outcome.UNKNOWN),
    ],
)
def test_the_first_closing_after_the_use_decides(turns, days, told):
    found = [Turn(NOON + day * DAY, closed) for day, closed in turns]
    assert outcome(NOON, found, NOON + days * DAY) == told


@given(st.lists(st.tuples(st.integers(0, 40), st.booleans()), max_size=8), st.integers(0, 60))
def test_what_is_known_does_not_change_with_time(turns, days):
    found = [Turn(NOON + day * DAY, closed) for day, closed in turns if day <= days]
    now = NOON + days * DAY
    told = outcome(NOON, found, now)
    if told != Outcome.UNKNOWN:
        assert outcome(NOON, found, now + PROVEN) == told
