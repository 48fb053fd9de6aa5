"""To whom a case goes: never to somebody who may not take it, and never to nobody while one may."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.desk.given import SettingError
from firebell.core.desk.roster import Stretch, roster
from firebell.core.desk.routing import (
    Needs,
    Person,
    Refusal,
    Rules,
    Volunteers,
    from_json,
    may_take,
    needs_of,
    route,
    to_json,
)
from firebell.core.desk.triage import Facts, Settings, Team, triage
from firebell.core.desk.triage.facts import COMPLEXITIES, Venue
from firebell.core.understanding.attacker import AttackerType

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
LANGUAGES = ("en", "nb")
CHANNELS = ("mastodon", "bluesky")
TEAMS = ("front", "money")
SKILLS = ("refunds", "injury")
SUBSETS = {
    name: st.frozensets(st.sampled_from(name)) for name in (LANGUAGES, CHANNELS, TEAMS, SKILLS)
}

PERSON = st.builds(
    Person,
    id=st.integers(1, 8),
    capacity=st.integers(0, 4),
    languages=SUBSETS[LANGUAGES],
    skills=SUBSETS[SKILLS],
    certified=SUBSETS[CHANNELS],
    teams=SUBSETS[TEAMS],
    senior=st.booleans(),
    volunteer=st.booleans(),
)
PEOPLE = st.lists(PERSON, max_size=8, unique_by=lambda one: one.id)
NEEDS = st.builds(
    Needs,
    channel=st.sampled_from(CHANNELS),
    public=st.booleans(),
    language=st.sampled_from(["", *LANGUAGES]),
    team=st.sampled_from(["", *TEAMS]),
    skills=st.lists(st.sampled_from(SKILLS), unique=True).map(tuple),
    complexity=st.sampled_from(COMPLEXITIES),
    sensitive=st.booleans(),
    senior=st.booleans(),
)
RULES = st.builds(
    Rules,
    volunteers=st.builds(
        Volunteers,
        most=st.integers(0, 3),
        complexity=st.sampled_from(COMPLEXITIES),
        sensitive=st.booleans(),
        assigned=st.booleans(),
    ),
)
LOAD = st.dictionaries(st.integers(1, 8), st.integers(0, 4))
ON_DUTY = st.frozensets(st.integers(1, 8))


def eligible(one: Person, needs: Needs, load: int, on_duty: bool, rules: Rules) -> bool:
    """The same in one breath, as one would explain it to a lead."""
    volunteer_ok = not one.volunteer or (
        rules.volunteers.assigned
        and load < rules.volunteers.most
        and COMPLEXITIES.index(needs.complexity) <= COMPLEXITIES.index(rules.volunteers.complexity)
        and (rules.volunteers.sensitive or not needs.sensitive)
        and needs.channel in one.certified
    )
    return (
        on_duty
        and load < one.capacity
        and (not needs.public or needs.channel in one.certified)
        and needs.language in ("", *one.languages)
        and needs.team in ("", *one.teams)
        and (one.senior or not needs.senior)
        and volunteer_ok
    )


def duty(people):
    return roster(Stretch(one, NOW, NOW + timedelta(hours=8)) for one in people)


@given(PEOPLE, NEEDS, ON_DUTY, LOAD, RULES, st.none() | st.integers(1, 8), st.randoms())
def test_to_somebody_who_may_take_it_if_there_is_anybody(
    people, needs, there, load, rules, knows, rng
):
    found = route(needs, people, duty(there), NOW, load=load, rules=rules, knows=knows)
    able = {
        one.id
        for one in people
        if eligible(one, needs, load.get(one.id, 0), one.id in there, rules)
    }
    assert (found.owner is None) == (not able)
    assert found.owner is None or found.owner in able
    assert set(found.refused) == {one.id for one in people} - able
    assert found.why
    assert found.owner == knows or knows not in able
    shuffled = rng.sample(people, len(people))
    again = route(needs, shuffled, duty(there), NOW, load=load, rules=rules, knows=knows)
    assert (again.owner, again.why) == (found.owner, found.why)


def agent(number: int, **given) -> Person:
    return Person(
        number,
        given.pop("capacity", 5),
        frozenset(LANGUAGES),
        certified=frozenset(CHANNELS),
        teams=frozenset(TEAMS),
        **given,
    )


def sent_to(needs: Needs, *people: Person, load=None, there=range(1, 9), rules=None, **given):
    return route(needs, people, duty(there), NOW, load=load or {}, rules=rules or Rules(), **given)


PLAIN = Needs(channel="mastodon")


@given(st.integers(1, 6), st.integers(0, 30), st.integers(1, 9))
def test_equal_people_get_equal_shares(size, cases, capacity):
    people = [agent(number, capacity=capacity) for number in range(1, size + 1)]
    load: dict[int, int] = {}
    for _ in range(cases):
        owner = sent_to(PLAIN, *people, load=load).owner
        if owner is None:
            assert sum(load.values()) == size * capacity
            return
        load[owner] = load.get(owner, 0) + 1
    counts = [load.get(one.id, 0) for one in people]
    assert max(counts) - min(counts) <= 1


def test_larger_desks_get_more_and_who_waited_longest_goes_first():
    people = [agent(1, capacity=2), agent(2, capacity=4)]
    assert sent_to(PLAIN, *people).owner == 2
    assert sent_to(PLAIN, *people, load={2: 2}).owner == 1
    same = [agent(1), agent(2)]
    assert sent_to(PLAIN, *same, last={1: NOW, 2: NOW - timedelta(minutes=1)}).owner == 2
    assert sent_to(PLAIN, *same, last={1: NOW}).owner == 2


def test_who_knows_the_person_comes_before_skills_and_those_before_load():
    needs = Needs(channel="mastodon", skills=("injury", "refunds"))
    people = [
        agent(1),
        agent(2, skills=frozenset({"refunds"})),
        agent(3, skills=frozenset({"injury"})),
    ]
    found = sent_to(needs, *people, load={3: 4})
    assert (found.owner, [(one.code, one.value) for one in found.why]) == (
        3,
        [("skill", "injury"), ("load", 4)],
    )
    known = sent_to(needs, *people, knows=1)
    assert (known.owner, known.why[0].code) == (1, "knows_them")
    assert sent_to(needs, *people, load={3: 5}).owner == 2


@pytest.mark.parametrize(
    ("person", "needs", "load", "refusal"),
    [
        (agent(9), PLAIN, 0, Refusal.ABSENT),
        (agent(1, capacity=1), PLAIN, 1, Refusal.FULL),
        (agent(1), Needs(channel="mastodon", team="law"), 0, Refusal.TEAM),
        (agent(1), Needs(channel="mastodon", language="pl"), 0, Refusal.LANGUAGE),
        (agent(1), Needs(channel="youtube"), 0, Refusal.UNCERTIFIED),
        (agent(1), Needs(channel="mastodon", senior=True), 0, Refusal.NOT_SENIOR),
        (agent(1), Needs(channel="youtube", public=False), 0, None),
        (agent(1, volunteer=True), PLAIN, 1, None),
        (agent(1, volunteer=True), PLAIN, 2, Refusal.FULL),
        (agent(1, volunteer=True), Needs(channel="youtube", public=False), 0, Refusal.UNCERTIFIED),
        (
            agent(1, volunteer=True),
            Needs(channel="mastodon", complexity="moderate"),
            0,
            Refusal.TOO_COMPLEX,
        ),
        (
            agent(1, volunteer=True),
            Needs(channel="mastodon", sensitive=True),
            0,
            Refusal.SENSITIVE,
        ),
    ],
)
def test_why_somebody_may_not_take_it(person, needs, load, refusal):
    assert may_take(person, needs, load, person.id < 9, Rules()) == refusal


def test_volunteers_are_asked_last_and_only_if_the_house_says_so():
    people = [agent(1, capacity=1), agent(2, volunteer=True)]
    assigned = Rules(volunteers=Volunteers(assigned=True))
    assert sent_to(PLAIN, *people, rules=assigned).owner == 1
    assert sent_to(PLAIN, *people, load={1: 1}, rules=assigned).owner == 2
    left = sent_to(PLAIN, *people, load={1: 1})
    assert (left.owner, left.refused) == (None, {1: Refusal.FULL, 2: Refusal.VOLUNTEER})


def test_a_case_that_is_left_says_what_held_people_off():
    people = [agent(1, capacity=0), agent(2), agent(3)]
    needs = Needs(channel="mastodon", language="pl", team="money")
    found = sent_to(needs, *people, there=(1, 2))
    assert (found.owner, found.team) == (None, "money")
    assert [(one.code, one.value) for one in found.why] == [
        ("full", 1),
        ("absent", 1),
        ("language", 1),
    ]
    assert sent_to(PLAIN).why[0].code == "nobody"


def test_what_triage_asks_of_people():
    facts = Facts(
        channel="mastodon",
        language="nb",
        topics=("refunds",),
        complexity="high",
        attacker=AttackerType.INDIGNANT_INFLUENCER,
        venues=frozenset(Venue),
    )
    found = triage(facts, Settings(teams=(Team("money", frozenset({"refunds"})),)))
    assert needs_of(facts, found) == Needs(
        "mastodon", True, "nb", "money", ("refunds",), "high", False, True
    )


@given(RULES)
def test_rules_survive_being_stored(rules):
    assert from_json(json.loads(json.dumps(to_json(rules)))) == rules


@pytest.mark.parametrize(
    ("data", "place", "reason"),
    [
        ({"step": -1}, "step", "least"),
        ({"claim": 0}, "claim", "least"),
        ({"return_margin": 1.5}, "return_margin", "whole"),
        ({"tempo": 1}, "tempo", "unknown"),
        ({"volunteers": {"most": -1}}, "volunteers.most", "least"),
        ({"volunteers": {"complexity": "some"}}, "volunteers.complexity", "unknown"),
        ({"volunteers": {"assigned": "yes"}}, "volunteers.assigned", "unknown"),
        ({"volunteers": []}, "volunteers", "mapping"),
    ],
)
def test_nonsense_is_refused_by_its_place(data, place, reason):
    with pytest.raises(SettingError) as refused:
        from_json(data)
    assert (refused.value.place, refused.value.reason) == (place, reason)


def test_what_is_left_out_of_the_rules_is_as_usual():
    assert from_json({"volunteers": {"most": 5}}) == Rules(volunteers=Volunteers(most=5))
