"""What the clocks of a case promise, case by case."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from firebell.core.desk.clocks import (
    ClockKind,
    Code,
    Event,
    EventKind,
    Policy,
    Rule,
    Standing,
    after,
    as_data,
    as_of,
    clocks,
    explain,
    in_words,
    usual_policy,
)
from firebell.core.desk.clocks.case_clocks import CaseClocks
from firebell.core.desk.hours import OfficeCalendar, Span

OFFICE = OfficeCalendar("UTC", ((Span(540, 1_020),),) * 5 + ((), ()))  # 9 to 17
POLICY = usual_policy(OFFICE)
FIRST, NEXT, RESOLUTION = ClockKind
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def at(hours: float = 0, days: int = 0) -> datetime:
    """So many hours after Monday at nine."""
    return MONDAY + timedelta(days=days, hours=hours)


def word(when: datetime, priority: int | None = None, channel: str | None = None) -> Event:
    return Event(when, EventKind.WORD, priority, channel)


def happened(*events: Event, now: datetime, policy: Policy = POLICY) -> CaseClocks:
    return clocks(events, policy, now)


BEGUN = word(at(), 3, "mastodon")


def test_a_first_answer_in_time():
    state = happened(BEGUN, Event(at(4), EventKind.ANSWER), now=at(5))
    first = state.latest(FIRST)
    assert (first.standing, first.due, first.stopped) == (Standing.STOPPED, at(4), at(4))
    assert not first.breached
    assert state.due == state.latest(RESOLUTION).due == at(8, days=2)


def test_a_moment_late_is_late():
    late = at(4) + timedelta(microseconds=1)
    first = happened(BEGUN, Event(late, EventKind.ANSWER), now=at(5)).latest(FIRST)
    assert first.breached_at == at(4)
    assert happened(BEGUN, now=at(4)).latest(FIRST).breached_at is None
    assert happened(BEGUN, now=late).latest(FIRST).breached_at == at(4)


def test_a_machine_answers_nothing():
    state = happened(BEGUN, Event(at(1), EventKind.AUTOMATIC), now=at(5))
    assert state.latest(FIRST).breached
    assert state.unanswered_since == at()


def test_the_second_word_waits_for_the_next_response():
    state = happened(
        BEGUN,
        Event(at(1), EventKind.ANSWER),
        word(at(2)),
        word(at(3)),
        now=at(3),
    )
    assert [one.kind for one in state.clocks] == [RESOLUTION, FIRST, NEXT]
    assert (state.latest(NEXT).started, state.latest(NEXT).due) == (at(2), at(6))


def test_a_word_that_an_answer_left_has_waited_since_it_came():
    left = Event(at(2), EventKind.ANSWER, oldest_left=at(1))
    following = happened(BEGUN, word(at(1)), left, now=at(2)).latest(NEXT)
    assert (following.started, following.due) == (at(1), at(5))


def test_waiting_for_the_person_stops_the_end_and_no_answer():
    state = happened(BEGUN, Event(at(1), EventKind.WAITING), now=at(6))
    first, resolution = state.latest(FIRST), state.latest(RESOLUTION)
    assert first.breached
    assert (resolution.standing, resolution.due) == (Standing.FROZEN, None)
    assert resolution.left == timedelta(hours=23)
    later = happened(BEGUN, Event(at(1), EventKind.WAITING), word(at(6)), now=at(6))
    assert later.latest(RESOLUTION).due == at(5, days=3)
    assert later.latest(RESOLUTION).frozen == ((at(1), at(6)),)


def test_what_is_settled_without_an_answer_asks_for_none():
    state = happened(BEGUN, Event(at(1), EventKind.CLOSED), now=at(30))
    assert state.latest(FIRST).standing == Standing.DROPPED
    assert not state.latest(FIRST).breached
    assert state.latest(RESOLUTION).standing == Standing.STOPPED
    assert state.due is None


def test_a_word_soon_after_closing_goes_on_and_a_late_one_begins_anew():
    answered = Event(at(1), EventKind.ANSWER)
    closed = Event(at(2), EventKind.CLOSED)
    soon = happened(BEGUN, answered, closed, word(at(5)), now=at(5)).latest(RESOLUTION)
    assert (soon.round, soon.due, soon.started) == (1, at(3, days=3), at())
    assert soon.turns[-1].code == Code.REOPENED
    late = happened(BEGUN, answered, closed, word(at(3, days=7)), now=at(3, days=7))
    assert (late.latest(RESOLUTION).round, late.latest(RESOLUTION).started) == (2, at(3, days=7))
    assert late.latest(NEXT).started == at(3, days=7)


def test_a_raised_priority_counts_from_then_and_gains_no_time():
    raised = Event(at(1), EventKind.CHANGED, priority=2)
    assert happened(BEGUN, raised, now=at(1)).latest(FIRST).due == at(2)
    late = Event(at(3.5), EventKind.CHANGED, priority=2)
    first = happened(BEGUN, late, now=at(3.5)).latest(FIRST)
    assert (first.due, first.turns[-1].code) == (at(4), Code.KEPT)


def test_raised_at_night_nobody_has_breached_what_was_not_promised():
    evening = word(at(9), 3, "mastodon")
    night = Event(at(15), EventKind.CHANGED, priority=1)
    first = happened(evening, night, now=at(15)).latest(FIRST)
    assert first.due == at(15.25)
    assert not first.breached


def test_a_lowered_priority_counts_from_the_start_and_launders_nothing():
    lowered = Event(at(1), EventKind.CHANGED, priority=4)
    first = happened(BEGUN, lowered, now=at(1)).latest(FIRST)
    assert (first.due, first.turns[-1].code) == (at(8), Code.LATER)
    too_late = Event(at(5), EventKind.CHANGED, priority=5)
    first = happened(BEGUN, too_late, now=at(5)).latest(FIRST)
    assert (first.breached_at, first.due) == (at(4), at(4))


def test_raised_and_lowered_again_is_as_before():
    events = (
        BEGUN,
        Event(at(1), EventKind.CHANGED, priority=1),
        Event(at(1.1), EventKind.CHANGED, priority=3),
    )
    assert happened(*events, now=at(1.1)).latest(FIRST).due == at(4)


def test_a_change_while_it_stands_still_waits_until_it_goes_on():
    events = (
        BEGUN,
        Event(at(1), EventKind.WAITING),
        Event(at(2), EventKind.CHANGED, priority=2),
        Event(at(3), EventKind.RESUMED),
    )
    still = happened(*events, now=at(2)).latest(RESOLUTION)
    assert (still.standing, still.left) == (Standing.FROZEN, timedelta(hours=23))
    assert happened(*events, now=at(3)).latest(RESOLUTION).due == at(11)
    back = Event(at(2.5), EventKind.CHANGED, priority=3)
    undone = happened(*events[:3], back, events[3], now=at(3)).latest(RESOLUTION)
    assert undone.due == at(2, days=3)


def test_another_channel_has_its_own_promise():
    rules = (Rule(FIRST, 600, "office", (), ("email",)), *POLICY.rules)
    policy = replace(POLICY, rules=rules)
    moved = Event(at(1), EventKind.CHANGED, channel="email")
    assert happened(BEGUN, moved, now=at(1), policy=policy).latest(FIRST).due == at(2, days=1)


def test_a_promise_that_is_made_later_begins_then_and_ends_when_it_is_taken_back():
    rules = tuple(one for one in POLICY.rules if one.clock != RESOLUTION or 1 in one.priorities)
    policy = replace(POLICY, rules=rules)
    raised = Event(at(1), EventKind.CHANGED, priority=1)
    lowered = Event(at(2), EventKind.CHANGED, priority=3)
    assert happened(BEGUN, now=at(), policy=policy).latest(RESOLUTION) is None
    assert happened(BEGUN, raised, now=at(1), policy=policy).latest(RESOLUTION).due == at(5)
    ended = happened(BEGUN, raised, lowered, now=at(9), policy=policy).latest(RESOLUTION)
    assert (ended.standing, ended.breached) == (Standing.DROPPED, False)
    again = Event(at(3), EventKind.CHANGED, priority=1)
    resumed = happened(BEGUN, raised, lowered, again, now=at(3), policy=policy)
    assert (resumed.latest(RESOLUTION).round, resumed.latest(RESOLUTION).due) == (2, at(7))


def test_closing_twice_and_waiting_when_closed_change_nothing():
    events = [
        BEGUN,
        Event(at(1), EventKind.CLOSED),
        Event(at(2), EventKind.CLOSED),
        Event(at(3), EventKind.WAITING),
    ]
    state = happened(*events, now=at(4))
    assert (state.closed_at, state.waiting) == (at(1), False)
    assert [one.stopped for one in state.clocks] == [at(1), at(1)]


def test_what_has_not_happened_yet_is_left_out():
    assert happened(BEGUN, Event(at(1), EventKind.ANSWER), now=at(0.5)).latest(FIRST).live
    assert happened(now=at()) == CaseClocks()


def test_one_event_more_is_the_same_as_the_whole_history():
    events = [BEGUN, Event(at(1), EventKind.ANSWER), word(at(2)), Event(at(9), EventKind.CLOSED)]
    state = CaseClocks()
    for event in events:
        state = after(state, event, POLICY)
    assert as_of(state, at(40)) == clocks(reversed(events), POLICY, at(40))


def test_the_first_event_says_priority_and_channel():
    with pytest.raises(ValueError, match="priority and channel"):
        happened(word(at(), 3), now=at())
    for unknown in (0, 6):
        with pytest.raises(ValueError, match="a priority is one of"):
            happened(BEGUN, Event(at(1), EventKind.CHANGED, priority=unknown), now=at(1))


def test_a_clock_tells_how_it_got_its_value():
    events = (
        word(at(7.5), 3, "mastodon"),
        Event(at(7.75), EventKind.CHANGED, priority=4),
        Event(at(0, days=1), EventKind.ANSWER),
        Event(at(1, days=1), EventKind.WAITING),
        Event(at(2, days=1), EventKind.RESUMED),
        Event(at(3, days=1), EventKind.CLOSED),
    )
    state = happened(*events, now=at(5, days=1))
    first = explain(state.latest(FIRST), POLICY)
    assert [in_words(turn) for turn in first.turns] == [
        "Priority 3 on mastodon: within 4 h of 2026-03-02 16:30 UTC, so by 2026-03-03 12:30 UTC.",
        "Priority 4 on mastodon since 2026-03-02 16:45 UTC: within 8 h in all, "
        "by 2026-03-03 16:30 UTC.",
        "Done at 2026-03-03 09:00 UTC, after 30 min.",
    ]
    assert (first.counted, first.more) == (((at(7.5), at(8)),), 0)
    resolution = explain(state.latest(RESOLUTION), POLICY, most=2)
    assert [in_words(turn) for turn in resolution.turns[2:]] == [
        "Stands still since 2026-03-03 10:00 UTC, with 38 h 30 min left.",
        "Goes on since 2026-03-03 11:00 UTC, so by 2026-03-10 09:30 UTC.",
        "Done at 2026-03-03 12:00 UTC, after 2 h 30 min.",
    ]
    assert (len(resolution.counted), resolution.more) == (2, 1)
    counted = sum(
        (until - since for since, until in explain(state.latest(RESOLUTION), POLICY).counted),
        timedelta(),
    )
    assert counted == state.latest(RESOLUTION).turns[-1].used == timedelta(hours=2.5)


def test_every_kind_of_turn_has_words_and_is_plain_data():
    events = (
        BEGUN,
        Event(at(0.1), EventKind.CHANGED, priority=2),
        Event(at(1), EventKind.CHANGED, channel="email"),
        Event(at(2), EventKind.CHANGED, priority=5),
        Event(at(3), EventKind.WAITING),
        Event(at(4), EventKind.RESUMED),
        Event(at(5), EventKind.CLOSED),
        Event(at(6), EventKind.REOPENED),
        Event(at(7), EventKind.ANSWER),
    )
    rules = (Rule(FIRST, 600, "office", (), ("email",)), *POLICY.rules)
    state = happened(*events, now=at(7), policy=replace(POLICY, rules=rules))
    turns = [turn for one in state.clocks for turn in one.turns]
    assert {turn.code for turn in turns} == set(Code) - {Code.BREACHED}
    assert all(in_words(turn).endswith(".") and "no time" not in in_words(turn) for turn in turns)
    data = [as_data(one) for one in state.clocks]
    assert json.loads(json.dumps(data)) == data
    breached = happened(BEGUN, now=at(5)).latest(FIRST)
    assert in_words(breached.turns[-1]) == "Not done by 2026-03-02 13:00 UTC."
