"""A month at the desk: what no policy breaks, what ours keeps, and that the measures can fail."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from firebell.core.desk.clocks import usual_policy
from firebell.core.desk.roster import Stretch
from firebell.core.desk.routing import Needs, Person
from firebell.core.desk.simulation import (
    FirstCome,
    NewestFirst,
    Ours,
    Scenario,
    World,
    measures,
    month,
    world,
)
from firebell.core.desk.simulation.staff import Staff, office
from firebell.core.desk.simulation.world import Answer, Matter

SMALL = Scenario(
    agents=8, interactions=14_000, storm_interactions=2_000, days=9, storm_day=4, sick_spells=3
)
POLICIES = (Ours, FirstCome, NewestFirst)


@pytest.fixture(scope="module")
def small() -> World:
    return world(SMALL)


@pytest.fixture(scope="module")
def months(small):
    return {policy: month(small, policy()) for policy in POLICIES}


@pytest.fixture(scope="module")
def figures(months):
    return {policy: measures(one) for policy, one in months.items()}


def test_the_world_has_what_was_asked_for(small):
    assert small.interactions == SMALL.interactions
    assert small.silent > SMALL.interactions / 2
    assert all(small.start <= one.at < small.end for one in small.matters)
    assert [one.at for one in small.matters] == sorted(one.at for one in small.matters)
    assert small == world(SMALL)
    assert small.matters != world(replace(SMALL, seed=2)).matters


@pytest.mark.parametrize("policy", POLICIES)
def test_the_same_month_twice_is_the_same(small, figures, policy):
    assert measures(month(small, policy())) == figures[policy]


@pytest.mark.parametrize("policy", POLICIES)
def test_every_word_lies_somewhere_from_when_it_was_written_until_it_is_answered(months, policy):
    """Or until it was closed unanswered. Two places at a time, or none between, would show."""
    lived = months[policy]
    lays = {}
    for lay in lived.floor.lays:
        lays.setdefault(lay.case.number, []).append((lay.since, lay.until))
    words = {}
    for one in lived.diary.words:
        ended = one.answered_at or one.case.lost_at or lived.world.end
        words.setdefault(one.case.number, []).append((one.at, ended))
    assert _joined(lays) == _joined(words)


def _joined(stretches):
    """For each case its stretches in order, those that touch as one."""
    joined = {}
    for number, those in stretches.items():
        kept = []
        for since, until in sorted(those):
            if kept and kept[-1][1] == since:
                kept[-1] = kept[-1][0], until
            elif since < until or not kept:
                kept.append((since, until))
        joined[number] = [one for one in kept if one[0] < one[1]]
    return {number: those for number, those in joined.items() if those}


@pytest.mark.parametrize("policy", POLICIES)
def test_nobody_takes_up_work_off_duty_or_beyond_their_trade_or_two_at_a_time(months, policy):
    lived = months[policy]
    by_person: dict[int, list[tuple[datetime, datetime]]] = {}
    for one in lived.diary.words:
        if one.answered_at is None:
            continue
        assert one.answered_by in one.case.kind
        answers = [word for word in lived.diary.words if word.case is one.case]
        effort = one.case.matter.answers[answers.index(one)].effort
        began = one.answered_at - effort
        assert began >= one.at
        assert lived.actual.is_on_duty(one.answered_by, began)
        by_person.setdefault(one.answered_by, []).append((began, one.answered_at))
    for pieces in by_person.values():
        pieces.sort()
        assert all(one[1] <= other[0] for one, other in pairwise(pieces))


def test_ours_keeps_what_it_promises(figures):
    ours = figures[Ours]
    assert ours["without_an_open_case"] == 0
    assert ours["order_violations"] == 0
    assert ours["most_on_a_desk"] <= SMALL.desk
    assert ours["idle_while_work_waits_share"] == 0
    assert ours["unattended_minutes"]["closed_unanswered"] == 0
    assert ours["answered"] > 0.9 * ours["words_to_answer"]
    assert 0 < ours["late"] < ours["words_to_answer"] / 2  # the storm is felt


def test_the_measures_can_fail(figures):
    ours, worse = figures[Ours], figures[NewestFirst]
    assert worse["unattended_minutes"]["all"] > 10 * ours["unattended_minutes"]["all"]
    assert worse["minutes_past_due"] > 10 * ours["minutes_past_due"]
    assert worse["late_share"] > ours["late_share"]
    not_warned = {one: found["late"] - found["warned_before"] for one, found in figures.items()}
    assert not_warned[NewestFirst] > 5 * not_warned[Ours]
    assert worse["order_violations_share"] > 0.5
    assert worse["idle_while_work_waits_share"] > 0
    assert worse["desks_over_ten_share"] > 0
    assert worse["without_an_open_case"] > 0


def test_first_come_first_served_fails_the_urgent(figures):
    ours, plain = figures[Ours], figures[FirstCome]
    assert plain["late_share_by_priority"][2] > 2 * ours["late_share_by_priority"][2]
    assert plain["order_violations"] > 0
    assert plain["without_an_open_case"] == 0


# A world by hand: Monday the first, one person from nine to five, hours in UTC.
BY_HAND = Scenario(agents=1, start=date(2027, 3, 1), days=3, zone="UTC", holidays=())
START = datetime(2027, 3, 1, tzinfo=UTC)
ANN = Person(1, 1, frozenset({"en"}), certified=frozenset({"mastodon"}), senior=True)


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def said(hours: float, priority: int, *answers: Answer) -> Matter:
    needs = Needs("mastodon", language="en")
    minute = Answer(timedelta(minutes=6), None)
    return Matter(at(hours), "mastodon", priority, needs, answers or (minute,))


def by_hand(*matters: Matter, sick: tuple[Stretch, ...] = ()) -> World:
    duties = tuple(Stretch(1, at(24 * day + 9), at(24 * day + 17)) for day in range(3))
    staff = Staff((ANN,), duties, sick)
    return World(BY_HAND, matters, 0, staff, usual_policy(office(BY_HAND)), at(0), at(72))


def figures_of(*matters: Matter, policy=Ours, sick: tuple[Stretch, ...] = ()):
    return measures(month(by_hand(*matters, sick=sick), policy()))


def test_a_word_in_the_evening_waits_unattended_while_its_clock_runs():
    # Around the clock from 18:00 to 9:00; by the office's, 18:00 to 20:00 and 8:00 to 9:00.
    urgent, usual = figures_of(said(18, 1)), figures_of(said(18, 3))
    assert urgent["unattended_minutes"]["in_queues_with_nobody_there"] == 15 * 60
    assert usual["unattended_minutes"]["in_queues_with_nobody_there"] == 3 * 60
    assert urgent["wait_minutes"]["longest"] == usual["wait_minutes"]["longest"] == 15 * 60 + 6
    assert (urgent["late"], urgent["minutes_past_due"]) == (1, 15 * 60 + 6 - 15)
    assert (urgent["warned_before"], usual["late"]) == (0, 0)
    lying = figures_of(said(18, 3), policy=NewestFirst)["unattended_minutes"]
    assert (lying["on_desks_of_the_absent"], lying["in_queues_with_nobody_there"]) == (3 * 60, 0)


def test_the_urgent_first_though_it_came_later():
    both = said(8.5, 3), said(8.6, 2)
    assert figures_of(*both)["order_violations"] == 0
    plain = figures_of(*both, policy=FirstCome)
    # Turns: 8:30 and four hours and two steps; 8:36 and one hour and one step.
    assert (plain["order_violations"], plain["order_violations_hours"]) == (1, round(16.5 - 11.6))


def test_who_falls_ill_at_work_leaves_the_case_and_it_is_late():
    sick = (Stretch(1, at(10.05), at(30)),)
    found = figures_of(said(10, 2), sick=sick)
    assert (found["answered"], found["late"]) == (1, 1)
    # Back on duty on Tuesday at nine would be too early: ill until Tuesday at six. So at nine.
    assert found["wait_minutes"]["longest"] == 23 * 60 + 6
    assert found["unattended_minutes"]["in_queues_with_nobody_there"] == round(22.95 * 60)


def test_a_follow_up_is_written_only_after_an_answer():
    goes_on = Answer(timedelta(minutes=6), timedelta(hours=1))
    ends = Answer(timedelta(minutes=6), None)
    found = figures_of(said(10, 3, goes_on, ends))
    assert (found["words_to_answer"], found["same_person_again_share"]) == (2, 1.0)
    unanswered = figures_of(said(10, 3, goes_on, ends), sick=(Stretch(1, at(0), at(99)),))
    assert (unanswered["words_to_answer"], unanswered["answered"]) == (1, 0)


def test_what_is_closed_by_itself_is_seen():
    long = replace(BY_HAND, days=9)
    lone = replace(by_hand(said(10, 3)), scenario=long, end=at(9 * 24))
    ill = replace(lone, staff=replace(lone.staff, sick=(Stretch(1, at(0), at(999)),)))
    found = measures(month(ill, NewestFirst()))
    assert found["without_an_open_case"] == 1
    # Open from Saturday at ten until the end of Tuesday: six hours, and twelve a day.
    assert found["unattended_minutes"]["closed_unanswered"] == (6 + 12 + 12) * 60
    assert measures(month(ill, Ours()))["without_an_open_case"] == 0
