"""The five questions: what is answered, and for which reasons."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.desk.given import SettingError
from firebell.core.desk.triage import (
    Answering,
    AttackerPolicy,
    Facts,
    Limits,
    Offers,
    Readiness,
    Reason,
    Seen,
    Settings,
    Team,
    Venue,
    as_data,
    from_json,
    to_json,
    triage,
)
from firebell.core.desk.triage.deciding import Question
from firebell.core.desk.triage.facts import COMPLEXITIES, STANCES
from firebell.core.schema import Intent, Sensitive
from firebell.core.understanding.attacker import AttackerType

EVERYWHERE = frozenset(Venue)
SETTINGS = Settings(
    teams=(
        Team("Nordic", languages=frozenset({"nb"})),
        Team("Money", frozenset({"refunds"}), frozenset({"en", "nb"})),
        Team("Safety", frozenset({"safety", "injury"})),
        Team("Front", languages=frozenset({"en"})),
    )
)


def why(facts: Facts, question: Question, settings: Settings = SETTINGS) -> list[tuple]:
    return [(one.code, one.value) for one in triage(facts, settings).why[question]]


@pytest.mark.parametrize(
    ("facts", "answer", "reason"),
    [
        (Facts(intent=Intent.QUESTION), Answering.YES, ("intent", "question")),
        (Facts(intent=Intent.NOISE), Answering.NO, ("noise", None)),
        (Facts(toxicity=0.9, stance="attack"), Answering.NO, ("troll", 0.9)),
        (Facts(toxicity=0.9, stance="neither"), Answering.YES, ("intent", "other")),
        (
            Facts(toxicity=0.9, stance="attack", intent=Intent.COMPLAINT),
            Answering.YES,
            ("intent", "complaint"),
        ),
        (
            Facts(attacker=AttackerType.COMMITTED_CRUSADER),
            Answering.LEAD,
            ("attacker", "committed_crusader"),
        ),
        (
            Facts(intent=Intent.NOISE, sensitive=(Sensitive.SAFETY,)),
            Answering.YES,
            ("sensitive", ("safety",)),
        ),
    ],
)
def test_whether_to_answer(facts, answer, reason):
    assert triage(facts, SETTINGS).answer == answer
    assert why(facts, Question.WHETHER) == [reason]


def test_every_reason_against_the_public_is_told():
    facts = Facts(
        sensitive=(Sensitive.LAW,),
        complexity="high",
        personal_data=True,
        attacker=AttackerType.EXTORTIONIST,
    )
    assert not triage(facts, SETTINGS).fit_for_public
    assert why(facts, Question.FIT) == [
        ("sensitive", ("law",)),
        ("complexity", "high"),
        ("personal_data", None),
        ("attacker", "extortionist"),
    ]
    assert why(Facts(), Question.FIT) == [("simple", "low")]


@pytest.mark.parametrize(
    ("facts", "venue", "aloud", "reason"),
    [
        (Facts(), Venue.PUBLIC, False, ("simple", "low")),
        (Facts(complexity="high"), Venue.PHONE, True, ("talk", "phone")),
        (Facts(personal_data=True), Venue.PRIVATE, True, ("details", "private")),
        (Facts(sensitive=(Sensitive.INJURY,)), Venue.PHONE, True, ("talk", "phone")),
        (
            Facts(attacker=AttackerType.EXTORTIONIST, complexity="high"),
            Venue.PRIVATE,
            True,
            ("attacker", "private"),
        ),
        (Facts(said_in=Venue.MAIL), Venue.MAIL, False, ("where_asked", "mail")),
        (Facts(said_in=Venue.PRIVATE, complexity="high"), Venue.PHONE, False, ("talk", "phone")),
    ],
)
def test_where_to_answer(facts, venue, aloud, reason):
    found = triage(replace(facts, venues=EVERYWHERE), SETTINGS)
    assert (found.venue, found.say_so_in_public) == (venue, aloud)
    assert why(replace(facts, venues=EVERYWHERE), Question.VENUE)[0] == reason


def test_without_another_way_it_stays_where_it_was_said():
    found = triage(Facts(complexity="high"), SETTINGS)
    assert (found.venue, found.say_so_in_public) == (Venue.PUBLIC, False)
    assert why(Facts(complexity="high"), Question.VENUE)[0] == ("no_other_way", "public")


def test_where_nothing_can_be_said_in_public_nothing_is():
    found = triage(Facts(venues=frozenset({Venue.MAIL})), SETTINGS)
    assert (found.venue, found.say_so_in_public) == (Venue.MAIL, False)


@pytest.mark.parametrize(
    ("facts", "readiness", "reasons"),
    [
        (Facts(knowledge=0.7), Readiness.READY, [("knowledge", 0.7)]),
        (Facts(), Readiness.READY, [("simple", "low")]),
        (Facts(complexity="moderate"), Readiness.FIND_OUT, [("no_knowledge", 0.0)]),
        (
            Facts(knowledge=1, gate_open=False, certified_on_duty=False, channel="bluesky"),
            Readiness.NOT_YET,
            [("gate_closed", "bluesky"), ("nobody_certified", "bluesky")],
        ),
    ],
)
def test_whether_we_can_answer_with_quality(facts, readiness, reasons):
    assert triage(facts, SETTINGS).readiness == readiness
    assert why(facts, Question.READY) == reasons


@pytest.mark.parametrize(
    ("facts", "seen", "reasons"),
    [
        (Facts(), Seen.NEW, [("new", None)]),
        (Facts(same_matter=9), Seen.NEW, [("new", None)]),
        (Facts(same_matter=10), Seen.MANY, [("same_matter", 10)]),
        (
            Facts(elsewhere=("email",), failed_elsewhere=True, same_matter=40),
            Seen.SAME_PERSON,
            [("elsewhere", ("email",)), ("failed_elsewhere", None), ("same_matter", 40)],
        ),
        (Facts(open_elsewhere=True), Seen.SAME_PERSON, [("open_elsewhere", None)]),
    ],
)
def test_whether_it_is_known_already(facts, seen, reasons):
    assert triage(facts, SETTINGS).seen == seen
    assert why(facts, Question.SEEN) == reasons


@pytest.mark.parametrize(
    ("facts", "team", "reasons"),
    [
        (Facts(), "Nordic", [("general", None)]),
        (Facts(language="en"), "Front", [("language", "en"), ("general", None)]),
        (
            Facts(language="en", topics=("refunds",)),
            "Money",
            [("language", "en"), ("skill", "refunds")],
        ),
        (
            Facts(language="nb", topics=("refunds",), sensitive=(Sensitive.INJURY,)),
            "Safety",
            [("language", "nb"), ("skill", "injury")],
        ),
        (
            Facts(language="pl", topics=("refunds",)),
            "Safety",
            [("language", "pl"), ("general", None)],
        ),
    ],
)
def test_which_team(facts, team, reasons):
    assert triage(facts, SETTINGS).team == team
    assert why(facts, Question.TEAM) == reasons


def test_where_nobody_speaks_the_language_the_skill_decides_and_the_reasons_say_so():
    settings = Settings(teams=SETTINGS.teams[:2])
    facts = Facts(language="pl", topics=("refunds",))
    assert triage(facts, settings).team == "Money"
    assert why(facts, Question.TEAM, settings) == [("nobody_speaks", "pl"), ("skill", "refunds")]
    assert why(Facts(), Question.TEAM, Settings()) == [("no_team", None)]


@pytest.mark.parametrize(
    ("facts", "team"),
    [
        (Facts(language="nb"), "Nordic"),  # though the first speaks it too
        (Facts(language="en"), "Front"),
        (Facts(), "Front"),
        (Facts(language="nb", topics=("Refunds",)), "Penger"),
        (Facts(language="en", topics=("refunds",)), "Money"),
    ],
)
def test_a_team_that_names_the_language_comes_before_one_that_speaks_all(facts, team):
    teams = (
        Team("Front"),
        Team("Nordic", languages=frozenset({"nb"})),
        Team("Money", frozenset({"refunds"})),
        Team("Penger", frozenset({"refunds"}), frozenset({"nb"})),
    )
    assert triage(facts, Settings(teams=teams)).team == team


def test_the_types_of_attackers_bring_their_policy():
    found = {
        kind: triage(Facts(attacker=kind, venues=EVERYWHERE), SETTINGS) for kind in AttackerType
    }
    told = {
        kind.value: (one.answer.value, one.venue.value, one.senior, one.offers.value, one.meet)
        for kind, one in found.items()
    }
    assert told == {
        "casual_complainer": ("yes", "public", False, "usual", False),
        "extortionist": ("yes", "private", False, "approved", False),
        "committed_crusader": ("lead", "public", True, "none", True),
        "indignant_influencer": ("yes", "phone", True, "usual", False),
    }
    influencer = found[AttackerType.INDIGNANT_INFLUENCER]
    assert influencer.why[Question.TEAM][-1] == Reason("senior", "indignant_influencer")


FACTS = st.builds(
    Facts,
    negative=st.floats(0, 1),
    toxicity=st.floats(0, 1),
    intent=st.sampled_from(Intent),
    stance=st.sampled_from(STANCES),
    complexity=st.sampled_from(COMPLEXITIES),
    sensitive=st.sampled_from([(), ("injury",), ("law", "minors")]),
    personal_data=st.booleans(),
    language=st.sampled_from(["", "en", "nb", "pl"]),
    topics=st.sampled_from([(), ("refunds",), ("delay", "refunds")]),
    attacker=st.sampled_from([None, *AttackerType]),
    followers=st.integers(0, 10**7),
    elsewhere=st.sampled_from([(), ("email",)]),
    same_matter=st.integers(0, 20),
    said_in=st.sampled_from(Venue),
    venues=st.frozensets(st.sampled_from(Venue)),
    knowledge=st.none() | st.floats(0, 1),
    gate_open=st.booleans(),
)


@given(FACTS)
def test_every_decision_has_its_reasons_and_is_plain_data(facts):
    found = triage(facts, SETTINGS)
    assert list(found.why) == list(Question)
    assert all(found.why[one] for one in Question if one != Question.FIRST)
    data = as_data(found)
    assert json.loads(json.dumps(data)) == data
    assert found == triage(facts, SETTINGS)


@given(FACTS)
def test_what_no_policy_overrules(facts):
    found = triage(facts, SETTINGS)
    assert found.venue in facts.venues or found.venue == facts.said_in
    assert not facts.sensitive or found.answer == Answering.YES
    if found.venue == Venue.PUBLIC and facts.said_in == Venue.PUBLIC and not found.fit_for_public:
        assert not facts.venues - {Venue.PUBLIC}
    if facts.said_in != Venue.PUBLIC:
        assert found.venue != Venue.PUBLIC


@given(FACTS, st.sampled_from(["complexity", "personal_data", "sensitive"]))
def test_a_graver_matter_never_becomes_fit_for_the_public(facts, name):
    graver = {"complexity": "high", "personal_data": True, "sensitive": ("injury",)}
    after = triage(replace(facts, **{name: graver[name]}), SETTINGS)
    assert triage(facts, SETTINGS).fit_for_public >= after.fit_for_public


def test_settings_survive_being_stored():
    settings = replace(
        SETTINGS,
        limits=Limits(troll_from=0.5, many_from=3),
        attackers={
            **SETTINGS.attackers,
            AttackerType.EXTORTIONIST: AttackerPolicy(
                Answering.NO, True, Offers.NONE, (Venue.MAIL,)
            ),
        },
    )
    assert from_json(json.loads(json.dumps(to_json(settings)))) == settings
    assert from_json({}) == Settings()


@pytest.mark.parametrize(
    ("data", "place", "reason"),
    [
        ({"colour": 1}, "colour", "unknown"),
        ({"weights": {"value": -1}}, "weights.value", "least"),
        ({"limits": {"private_from": "never"}}, "limits.private_from", "unknown"),
        ({"limits": {"troll_from": 2}}, "limits.troll_from", "most"),
        ({"limits": {"many_from": 0}}, "limits.many_from", "least"),
        ({"limits": {"few_from": 0}}, "limits.few_from", "unknown"),
        ({"attackers": {"troll": {}}}, "attackers.troll", "unknown"),
        (
            {"attackers": {"extortionist": {"offers": "all"}}},
            "attackers.extortionist.offers",
            "unknown",
        ),
        (
            {"attackers": {"extortionist": {"senior": 1}}},
            "attackers.extortionist.senior",
            "unknown",
        ),
        (
            {"attackers": {"extortionist": {"venues": ["public"]}}},
            "attackers.extortionist.venues",
            "unknown",
        ),
        ({"teams": [{}]}, "teams[0].name", "missing"),
        ({"teams": [{"name": " "}]}, "teams[0].name", "text"),
        ({"teams": [{"name": "A"}, {"name": "A"}]}, "teams[1].name", "doubled"),
        ({"teams": [{"name": "A", "skills": "refunds"}]}, "teams[0].skills", "list"),
    ],
)
def test_nonsense_is_refused_by_its_place(data, place, reason):
    with pytest.raises(SettingError) as refused:
        from_json(data)
    assert (refused.value.place, refused.value.reason) == (place, reason)
