from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from math import sqrt
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firebell.core.schema import INTERACTION
from firebell.core.training.story import BATCH_ROWS, tell
from firebell.training.scenarios import load_scenario

NOON = datetime(2026, 3, 11, 12, 0, tzinfo=UTC)
STORM = load_scenario("parcel_storm")
QUIET = load_scenario("quiet_week")
openings = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))

Rows = list[dict[str, Any]]


def rows(start: datetime, until: datetime, seed: int, opening: datetime | None = None) -> Rows:
    batches = list(tell(STORM, start, until, seed, opening))
    return pa.Table.from_batches(batches, schema=INTERACTION).to_pylist()


@pytest.fixture(scope="module")
def past() -> Rows:
    return rows(NOON - STORM.history, NOON, 1, NOON)


@pytest.fixture(scope="module")
def present() -> Rows:
    return rows(NOON, NOON + timedelta(hours=2), 1)


@given(opening=openings, seed=st.integers(0, 2**32))
@settings(max_examples=8, deadline=None)
def test_rows_come_in_order_inside_the_window_and_once(opening: datetime, seed: int) -> None:
    start, until = opening - timedelta(days=2), opening + timedelta(minutes=30)
    found = rows(start, until, seed, opening)
    instants = [row["at"] for row in found]
    assert instants == sorted(instants)
    assert all(start <= at < until for at in instants)
    ids = Counter((row["channel"], row["external_id"]) for row in found)
    assert max(ids.values()) == 1


@given(opening=openings, seed=st.integers(0, 2**32), hours=st.integers(-40, 1))
@settings(max_examples=6, deadline=None)
def test_two_windows_join_without_a_seam(opening: datetime, seed: int, hours: int) -> None:
    start, until = opening - timedelta(days=2), opening + timedelta(hours=2)
    middle = opening + timedelta(hours=hours)
    halves = rows(start, middle, seed, opening) + rows(middle, until, seed, opening)
    assert halves == rows(start, until, seed, opening)


def test_the_same_arguments_tell_the_same_story(past: Rows) -> None:
    assert rows(NOON - STORM.history, NOON, 1, NOON) == past


def test_another_seed_tells_another_story_under_other_ids(past: Rows) -> None:
    other = rows(NOON - STORM.history, NOON, 2, NOON)
    assert {row["text"] for row in other} != {row["text"] for row in past}
    assert not {row["external_id"] for row in other} & {row["external_id"] for row in past}


def test_batches_have_the_schema_and_a_bounded_size() -> None:
    batches = list(tell(STORM, NOON, NOON + timedelta(minutes=20), 3))
    assert all(batch.schema == INTERACTION for batch in batches)
    assert [batch.num_rows for batch in batches[:-1]] == [BATCH_ROWS] * (len(batches) - 1)
    for batch in batches:
        batch.validate(full=True)


def test_ordinary_traffic_has_its_stated_mean() -> None:
    found = [
        row
        for batch in tell(QUIET, NOON - timedelta(days=14), NOON, 4, NOON)
        for row in batch.to_pylist()
        if row["direction"] == "inbound"
    ]
    mean = 14 * sum(tongue.per_day for tongue in QUIET.tongues.values())
    assert abs(len(found) - mean) <= 5 * sqrt(mean)


def test_days_are_busier_than_nights_and_weekdays_than_weekends(past: Rows) -> None:
    inbound = [row for row in past if row["direction"] == "inbound"]
    zone = STORM.tongues["nb"].zone
    hours = Counter(row["at"].astimezone(zone).hour for row in inbound)
    assert sum(hours[hour] for hour in range(9, 17)) > 4 * sum(hours[hour] for hour in range(1, 6))
    weekend = sum(row["at"].weekday() >= 5 for row in inbound)
    assert weekend / len(inbound) < 2 / 7


def test_every_language_and_channel_speaks(past: Rows, present: Rows) -> None:
    for found in (past, present):
        hints = {row["language_hint"] for row in found if row["channel"] == "microblog"}
        assert hints == {"en", "no", "pl"}
        assert {row["channel"] for row in found} == set(STORM.channels)


def test_few_say_the_same_words(past: Rows, present: Rows) -> None:
    said = [
        row["text"]
        for row in past + present
        if row["direction"] == "inbound" and row["kind"] != "repost"
    ]
    assert 1 - len(set(said)) / len(said) < 0.05


def test_nearly_everything_old_was_answered_and_some_of_the_last_days_was_not(past: Rows) -> None:
    answered = {row["in_reply_to"] for row in past if row["direction"] == "outbound"}
    asked = [row for row in past if row["direction"] == "inbound" and "?" in row["text"]]
    asked = [row for row in asked if STORM.brand.name.lower() in row["text"].lower()]
    recent = NOON - STORM.desk.recent
    waiting = [row for row in asked if row["external_id"] not in answered]
    assert sum(row["at"] < recent for row in waiting) <= 25
    assert 5 <= sum(row["at"] >= recent for row in waiting) <= 60


def test_answers_follow_what_they_answer_in_its_thread(past: Rows) -> None:
    by_id = {(row["channel"], row["external_id"]): row for row in past}
    answers = [row for row in past if row["direction"] == "outbound"]
    # What was asked shortly before the window is answered in it.
    known = [row for row in answers if (row["channel"], row["in_reply_to"]) in by_id]
    assert len(known) > 0.97 * len(answers)
    for row in known:
        asked = by_id[row["channel"], row["in_reply_to"]]
        assert asked["at"] < row["at"] <= asked["at"] + timedelta(hours=18)
        assert row["thread"] == (asked["thread"] or asked["external_id"])


def test_nobody_answers_the_angry_regular_who_stays_in_one_thread(
    past: Rows, present: Rows
) -> None:
    everything = past + present
    words = [row for row in everything if row["author"] == "geraldine_w"]
    assert len(words) == 9
    assert {row["thread"] for row in words[1:]} == {words[0]["external_id"]}
    ids = {row["external_id"] for row in words}
    assert not [
        row for row in everything if row["direction"] == "outbound" and row["in_reply_to"] in ids
    ]


def test_the_storm_rises_when_the_scenario_says(present: Rows) -> None:
    seconds = [(row["at"] - NOON).total_seconds() for row in present]
    before = sum(second < 70 for second in seconds)
    after = sum(70 <= second < 250 for second in seconds)
    assert 1 <= before <= 15
    assert after > 200


def test_the_old_storm_stands_at_its_hour(past: Rows) -> None:
    zone = STORM.tongues["nb"].zone
    start = (NOON - timedelta(days=5)).astimezone(zone).replace(hour=10, minute=20)
    window = [
        row
        for row in past
        if row["direction"] == "inbound" and start <= row["at"] < start + timedelta(hours=1)
    ]
    usual = [
        row
        for row in past
        if row["direction"] == "inbound"
        and start <= row["at"] + timedelta(days=1) < start + timedelta(hours=1)
    ]
    assert len(window) > 4 * len(usual)


def test_the_viral_post_travels(present: Rows) -> None:
    star = [row for row in present if row["author"] == "wrenandthepines"]
    assert [row["followers"] for row in star] == [180_000]
    assert star[0]["at"] == NOON + timedelta(seconds=150)
    reposts = [row for row in present if row["kind"] == "repost" and row["text"] == star[0]["text"]]
    replies = [row for row in present if row["thread"] == star[0]["external_id"]]
    assert len(reposts) > 50
    assert len(replies) > len(reposts)


def test_reviews_alone_carry_stars(past: Rows) -> None:
    inbound = [row for row in past if row["direction"] == "inbound"]
    assert {row["channel"] for row in inbound if row["rating"] is not None} == {"reviews"}
    assert {row["rating"] for row in inbound if row["channel"] == "reviews"} <= {1, 2, 3, 4, 5}


def test_after_the_opening_the_brand_has_yet_to_answer(present: Rows) -> None:
    assert {row["direction"] for row in present} == {"inbound"}


def test_instants_without_a_zone_are_refused() -> None:
    with pytest.raises(ValueError, match="add a time zone"):
        list(tell(STORM, datetime(2026, 3, 1), NOON, 1))


def test_a_window_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(ValueError, match="swap them"):
        list(tell(STORM, NOON, NOON - timedelta(seconds=1), 1))
