"""Each condition, at the edge of what it says; and what cannot be set is refused by name."""

from __future__ import annotations

import pytest

from firebell.core.triggers.rules.conditions import CONDITIONS
from firebell.core.triggers.rules.effects import EFFECTS
from firebell.core.triggers.rules.facts import Happened
from firebell.core.triggers.rules.family import row
from firebell.core.triggers.rules.fields import RuleError
from firebell.core.triggers.rules.matching import match, match_fact
from firebell.core.triggers.rules.trigger import Brands, Frequency, Scope, checked
from firebell.core.triggers.series import Cell
from tests.core.triggers.rules.making import LISTENS, scene, sound, trigger, viral

BLUESKY = ("channel", "bluesky", "negative")


def holds(condition, one, here=None, part=1.0):
    return CONDITIONS.read(condition).holds(one, here or scene(one), part)


@pytest.mark.parametrize(
    ("condition", "more", "less"),
    [
        ({"name": "at_least", "number": 40}, {"observed": 40}, {"observed": 39.9}),
        ({"name": "times_usual", "times": 3}, {"observed": 12}, {"observed": 11.9}),
        (
            {"name": "times_usual", "times": 3},
            {"observed": 3, "expected": 0.1},
            {"observed": 2.9, "expected": 0.1},
        ),
        ({"name": "severe", "severity": 6}, {"observed": 42, "expected": 3}, {"observed": 20}),
        ({"name": "rare"}, {"score": 0.1}, {"score": 0}),
    ],
)
def test_numbers_hold_from_the_number_on(condition, more, less):
    assert holds(condition, sound(**more))
    assert not holds(condition, sound(**less))


REPOSTS = {"name": "listens", "measures": ["reshares"], "dimensions": ["post"]}


def rings(condition, one, **more):
    """The score that a trigger of this condition gives; None where it does not hold."""
    found = match(trigger(REPOSTS, {"name": "may_reach"} | condition, **more), [one], scene(one))
    return found[0].score if found else None


def test_a_post_rings_from_the_chance_on_that_is_wanted_of_the_size_that_is_wanted():
    assert rings({"number": 400}, viral(400)) == pytest.approx(0.5)
    assert rings({"number": 401}, viral(400)) < 0.5 < rings({"number": 399}, viral(400))
    assert rings({"number": 400, "chance": 0.6}, viral(400)) < 0.5
    assert rings({"number": 4_000, "chance": 0.05}, viral(400)) > 0.5
    assert rings({"number": 40}, viral(400)) == 1.0
    # Without a size of the firm's own it is what is far for the brand, here 100.
    assert rings({}, viral(100)) == pytest.approx(0.5)


def test_answers_make_a_post_wait_for_better_odds_and_hold_says_what_lasts():
    assert rings({"number": 400}, viral(400), tuned=1.5) < 0.5
    assert rings({"number": 400}, viral(400, score=0.9), tuned=8.0) > 0
    odds = {"number": 400, "chance": 0.6}
    assert rings(odds, viral(400), hold=0.5) > 0.4 > rings(odds, viral(400), hold=0.95)


def test_what_is_no_post_reaches_nothing():
    assert rings({}, sound(("post", "17", "reshares"))) is None
    assert not holds({"name": "may_reach"}, sound())


def test_of_a_part_less_is_enough():
    assert holds({"name": "at_least", "number": 40}, sound(observed=20), part=0.5)
    assert not holds({"name": "at_least", "number": 40}, sound(observed=19), part=0.5)


def test_the_share_is_of_what_was_counted():
    cells = {("brand", ""): Cell(100, 60.0)}
    here = scene(sound(), counted=lambda dimension, key, at, window: cells.get((dimension, key)))
    assert holds({"name": "negative_share", "share": 0.6}, sound(), here)
    assert not holds({"name": "negative_share", "share": 0.61}, sound(), here)
    # A single post is not counted by itself: the brand's share stands for it.
    assert holds({"name": "negative_share", "share": 0.6}, sound(("post", "1", "reshares")), here)
    assert not holds({"name": "negative_share", "share": 0.01}, sound())


@pytest.mark.parametrize(
    ("condition", "series"),
    [
        ({"name": "on_channels", "channels": ["bluesky", "mastodon"]}, BLUESKY),
        ({"name": "about_topics", "topics": ["refunds"]}, ("topic", "refunds", "negative")),
        ({"name": "in_languages", "languages": ["nb"]}, ("language", "nb", "negative")),
    ],
)
def test_places_are_its_own_or_carry_half_of_it(condition, series):
    assert holds(condition, sound(series))
    half, less = sound(series, observed=22, expected=4), sound(series, observed=21, expected=4)
    assert holds(condition, sound(), scene(sound(), half))
    assert not holds(condition, sound(), scene(sound(), less))
    assert not holds(condition, sound(), scene(sound()))
    assert not holds(condition, sound((series[0], "other", "negative")))


def test_two_channels_carry_it_together():
    parts = sound(BLUESKY, observed=15), sound(("channel", "mastodon", "negative"), observed=16)
    both = {"name": "on_channels", "channels": ["bluesky", "mastodon"]}
    assert holds(both, sound(), scene(sound(), *parts))
    assert not holds(both | {"channels": ["bluesky"]}, sound(), scene(sound(), *parts))


def test_facts_by_kind_and_data():
    rule = trigger(
        {
            "name": "fact",
            "kinds": ["case_overdue"],
            "filters": [["priority", "at_least", "3"], ["owner", "is", "Ada"]],
        }
    )
    late = {"priority": 3, "owner": "ada"}
    assert match_fact(rule, Happened("case_overdue", 0, late))
    for other in ({"priority": 2}, {"owner": "Bo"}, {"priority": "high"}, {"owner": None}):
        assert not match_fact(rule, Happened("case_overdue", 0, late | other))
    assert not match_fact(rule, Happened("case_opened", 0, late))
    assert match(rule, [sound()], scene(sound())) == []


@pytest.mark.parametrize(
    ("scope", "fact", "rings"),
    [
        (Scope(Brands.OWN), Happened("a", 0), True),
        (Scope(Brands.COMPETITORS), Happened("a", 0), False),
        (Scope(Brands.OWN), Happened("a", 0, brand=1, own=False), False),
        (Scope(Brands.CHOSEN, frozenset({1})), Happened("a", 0, brand=1), True),
        (Scope(Brands.CHOSEN, frozenset({1})), Happened("a", 0), False),
        (Scope(channels=("email",)), Happened("a", 0, channel="email"), True),
        (Scope(channels=("email",)), Happened("a", 0), False),
    ],
)
def test_the_scope_holds_for_facts_too(scope, fact, rings):
    assert match_fact(trigger({"name": "fact", "kinds": ["a"]}, scope=scope), fact) == rings


@pytest.mark.parametrize(
    ("family", "given", "field", "reason"),
    [
        (CONDITIONS, {"name": "at_least", "number": 0}, "number", "least"),
        (CONDITIONS, {"name": "at_least", "number": "many"}, "number", "number"),
        (CONDITIONS, {"name": "at_least", "number": 1.5}, "number", "number"),
        (CONDITIONS, {"name": "may_reach", "number": -1}, "number", "least"),
        (CONDITIONS, {"name": "may_reach", "chance": 0.99}, "chance", "most"),
        (CONDITIONS, {"name": "times_usual", "times": float("nan")}, "times", "number"),
        (CONDITIONS, {"name": "negative_share", "share": 1.1}, "share", "most"),
        (CONDITIONS, {"name": "listens", "measures": ["mood"]}, "measures", "choice"),
        (CONDITIONS, {"name": "listens", "measures": []}, "measures", "missing"),
        (CONDITIONS, {"name": "on_channels"}, "channels", "missing"),
        (CONDITIONS, {"name": "on_channels", "channels": ["x" * 201]}, "channels", "long"),
        (CONDITIONS, {"name": "fact", "kinds": ["alert_rang"]}, "kinds", "own"),
        (
            CONDITIONS,
            {"name": "fact", "kinds": ["a"], "filters": [["k", "like", "v"]]},
            "filters",
            "comparison",
        ),
        (
            CONDITIONS,
            {"name": "fact", "kinds": ["a"], "filters": [["k", "at_least", "v"]]},
            "filters",
            "number",
        ),
        (CONDITIONS, {"name": "moon"}, "moon", "unknown"),
        (EFFECTS, {"name": "notify", "severity": 11}, "severity", "most"),
        (EFFECTS, {}, "", "unknown"),
    ],
)
def test_what_cannot_be_is_refused_by_field_and_reason(family, given, field, reason):
    with pytest.raises(RuleError) as refused:
        family.read(given)
    assert (refused.value.field, refused.value.reason) == (field, reason)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"budget": 0}, "budget"),
        ({"budget": float("nan")}, "budget"),
        ({"budget": 51}, "budget"),
        ({"hold": 1}, "hold"),
        ({"cool_down": -1}, "cool_down"),
        ({"frequency": Frequency(0)}, "frequency"),
        ({"effects": ()}, "effects"),
    ],
)
def test_a_trigger_that_cannot_be_is_refused(changes, field):
    with pytest.raises(RuleError) as refused:
        checked(trigger(**changes))
    assert refused.value.field == field
    with pytest.raises(RuleError):
        checked(trigger(LISTENS, {"name": "fact", "kinds": ["a"]}))


@pytest.mark.parametrize("family", [CONDITIONS, EFFECTS], ids=lambda family: family.noun)
def test_every_rule_goes_through_its_row_and_back(family):
    full = {"channels": ["a"], "topics": ["b"], "languages": ["nb"], "kinds": ["case_overdue"]}
    for name in family.names():
        mine = {one.name: full[one.name] for one in family.known(name).fields if one.name in full}
        rule = family.read({"name": name, **mine})
        assert family.read(row(rule)) == rule


def test_a_name_is_taken_once():
    with pytest.raises(ValueError, match="there is a condition 'rare' already"):
        CONDITIONS.register(CONDITIONS.known("rare"))
