"""Priorities are monotone, explained to the last point, and ignore what weighs nothing."""

from __future__ import annotations

import json
import math
from dataclasses import fields, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firebell.core.desk.given import SettingError
from firebell.core.desk.triage import Facts, Weights, score, what_if
from firebell.core.desk.triage import weights as module
from firebell.core.desk.triage.facts import from_json, to_json
from firebell.core.desk.triage.weights import FACTS, GRAVITY
from firebell.core.schema import Intent, Sensitive
from firebell.core.understanding.attacker import AttackerType

SHARE = st.floats(0, 1)
FACT: dict[str, st.SearchStrategy] = {
    "negative": SHARE,
    "toxicity": SHARE,
    "intent": st.sampled_from(sorted(Intent, key=GRAVITY.__getitem__)),
    "sensitive": st.sampled_from([(), tuple(Sensitive)[:1], tuple(Sensitive)]),
    "value": st.none() | SHARE,
    "followers": st.none() | st.integers(0, 10**10),
    "influence": st.none() | SHARE,
    "virality": st.none() | SHARE,
    "waited": st.timedeltas(timedelta(0), timedelta(days=40)),
    "failed_elsewhere": st.booleans(),
}
# The name of the weight, where it is not that of the fact.
WEIGHT_OF = {"followers": "reach"}
FACTS_DRAWN = st.fixed_dictionaries(FACT).map(lambda drawn: Facts(**drawn))
POINTS = st.just(0.0) | st.floats(0, 200)


def badness(name: str, value) -> float:
    if name == "intent":
        return GRAVITY[value]
    if name == "sensitive":
        return float(bool(value))
    return value.total_seconds() if isinstance(value, timedelta) else float(value or 0)


@st.composite
def weights_drawn(draw) -> Weights:
    points = {name: draw(POINTS) for name in FACTS}
    if not any(points.values()):
        points["negative"] = 1.0
    cuts = sorted(draw(st.sets(st.integers(1, 500), min_size=4, max_size=4)), reverse=True)
    return Weights(
        **points,
        cuts=tuple(map(float, cuts)),
        waited_full=draw(st.floats(0.1, 1_000)),
        reach_from=(quiet := draw(st.floats(1, 1e5))),
        reach_full=quiet * draw(st.floats(2, 1e4)),
    )


@pytest.mark.parametrize("name", FACT)
@given(data=st.data(), facts=FACTS_DRAWN, weights=weights_drawn())
def test_what_is_worse_is_never_less_urgent(name, data, facts, weights):
    one, other = (data.draw(FACT[name]) for _ in range(2))
    mild, harsh = sorted((one, other), key=lambda value: badness(name, value))
    before = score(replace(facts, **{name: mild}), weights)
    after = score(replace(facts, **{name: harsh}), weights)
    assert before.points <= after.points
    assert 1 <= after.priority <= before.priority <= 5


@pytest.mark.parametrize("name", FACT)
@given(data=st.data(), facts=FACTS_DRAWN, weights=weights_drawn())
def test_a_weight_of_nothing_leaves_its_fact_out(name, data, facts, weights):
    silent = {WEIGHT_OF.get(name, name): 0.0}
    others = [one for one in FACTS if one not in silent]
    if not any(getattr(weights, one) for one in others):
        silent[others[0]] = 1.0
    weights = replace(weights, **silent)
    changed = replace(facts, **{name: data.draw(FACT[name])})
    assert score(facts, weights) == score(changed, weights)


@given(FACTS_DRAWN, weights_drawn())
def test_the_parts_add_up_to_the_score(facts, weights):
    found = score(facts, weights)
    assert math.fsum(part.points for part in found.parts) == found.points
    for part in found.parts:
        assert part.points == part.share * part.weight
        assert 0 < part.share <= 1
    order = [FACTS.index(part.fact) for part in found.parts]
    assert order == sorted(order)
    reached = [cut for cut in weights.cuts if found.points >= cut]
    assert found.priority == 5 - len(reached)


def test_every_intent_has_its_gravity():
    assert set(GRAVITY) == set(Intent)


@pytest.mark.parametrize(
    ("facts", "priority"),
    [
        (Facts(negative=0.1, intent=Intent.PRAISE), 5),
        (Facts(negative=0.3, intent=Intent.QUESTION), 4),
        (Facts(negative=0.9, intent=Intent.COMPLAINT), 3),
        (Facts(negative=0.9, intent=Intent.COMPLAINT, value=0.95), 2),
        (Facts(negative=0.3, intent=Intent.QUESTION, waited=timedelta(hours=24)), 3),
        (Facts(sensitive=(Sensitive.INJURY,)), 2),
        (Facts(negative=0.9, intent=Intent.COMPLAINT, sensitive=(Sensitive.INJURY,)), 1),
        (Facts(negative=0.9, intent=Intent.COMPLAINT, followers=10**6, influence=0.8), 1),
        (Facts(negative=0.9, intent=Intent.COMPLAINT, virality=0.9), 2),
    ],
)
def test_what_the_usual_weights_make_of_it(facts, priority):
    assert score(facts, Weights()).priority == priority


@given(weights_drawn())
def test_weights_survive_being_stored(weights):
    assert module.from_json(json.loads(json.dumps(module.to_json(weights)))) == weights


def test_weights_left_out_are_as_usual():
    assert module.from_json({"value": 40}) == Weights(value=40)


@pytest.mark.parametrize(
    ("data", "place", "reason"),
    [
        ({"negative": -1}, "weights.negative", "least"),
        ({"negative": float("nan")}, "weights.negative", "number"),
        ({"negative": "much"}, "weights.negative", "number"),
        ({"virality": 1e6}, "weights.virality", "most"),
        ({"karma": 1}, "weights.karma", "unknown"),
        ({"cuts": [70, 45, 25]}, "weights.cuts", "list"),
        ({"cuts": 70}, "weights.cuts", "list"),
        ({"cuts": [70, 70, 25, 10]}, "weights.cuts[1]", "most"),
        ({"cuts": [70, 45, 25, 0]}, "weights.cuts[3]", "least"),
        ({"cuts": [70, 45, "x", 0]}, "weights.cuts[2]", "number"),
        ({"waited_full": 0}, "weights.waited_full", "least"),
        ({"reach_from": 0}, "weights.reach_from", "least"),
        ({"reach_full": 1_999}, "weights.reach_full", "least"),
        (dict.fromkeys(FACTS, 0), "weights", "nothing"),
        ("heavy", "weights", "mapping"),
    ],
)
def test_nonsense_is_refused_by_its_place(data, place, reason):
    with pytest.raises(SettingError) as refused:
        module.from_json(data)
    assert (refused.value.place, refused.value.reason) == (place, reason)


CASES = st.lists(FACTS_DRAWN, max_size=30)


@given(CASES, weights_drawn(), weights_drawn())
def test_what_if_says_of_every_case_what_would_become_of_it(facts, now, then):
    found = what_if(now, then, facts)
    assert sum(found.moves.values()) == len(facts)
    assert found.raised + found.lowered == len(found.changes)
    changed = {one.index: (one.before, one.after) for one in found.changes}
    for index, one in enumerate(facts):
        before, after = score(one, now), score(one, then)
        assert changed.get(index) == (
            (before, after) if before.priority != after.priority else None
        )
    assert what_if(now, now, facts).changes == ()


@given(CASES, weights_drawn(), st.sampled_from(FACTS), st.floats(0, 100))
def test_more_weight_lowers_nobody(facts, weights, name, more):
    heavier = replace(weights, **{name: getattr(weights, name) + more})
    assert what_if(weights, heavier, facts).lowered == 0


@given(
    FACTS_DRAWN,
    st.sampled_from([None, *AttackerType]),
    st.sampled_from(["low", "moderate", "high"]),
    st.sampled_from([(), ("email",)]),
)
def test_facts_survive_being_stored(facts, attacker, complexity, elsewhere):
    facts = replace(facts, attacker=attacker, complexity=complexity, elsewhere=elsewhere)
    assert from_json(json.loads(json.dumps(to_json(facts)))) == facts


@pytest.mark.parametrize(
    "wrong",
    [
        {"negative": 1.1},
        {"value": float("nan")},
        {"complexity": "none"},
        {"followers": -1},
        {"intent": "love"},
        {"attacker": "troll"},
        {"said_in": "pub"},
        {"venues": ["pub"]},
        {"waited": "long"},
        {"waited": -1},
        {"mood": 1},
    ],
)
def test_facts_that_cannot_be_are_refused(wrong):
    with pytest.raises(SettingError, match="facts"):
        from_json(wrong)


def test_a_fact_that_is_not_known_counts_for_nothing():
    assert score(Facts(), Weights()).points == Weights().intent * GRAVITY[Intent.OTHER]
    known = {one.name for one in fields(Weights)}
    assert set(FACTS) == known - {"cuts", "waited_full", "reach_from", "reach_full"}
