"""Policies are stored, read back, and refused where they make no sense."""

from __future__ import annotations

import copy
import json

import pytest

from firebell.core.desk.clocks import ClockKind, Policy, Rule, from_json, to_json, usual_policy
from firebell.core.desk.given import SettingError
from firebell.core.desk.hours import OfficeCalendar, Span

OFFICE = OfficeCalendar("Europe/Oslo", ((Span(540, 1_020),),) * 5 + ((), ()))
DATA = to_json(usual_policy(OFFICE))


def test_a_policy_survives_being_stored():
    assert from_json(json.loads(json.dumps(DATA))) == usual_policy(OFFICE)


def test_calendars_and_rules_are_enough():
    short = {"calendars": DATA["calendars"], "rules": DATA["rules"]}
    assert from_json(short).warn == usual_policy(OFFICE).warn


def test_the_first_rule_that_speaks_of_a_case_holds():
    mail = Rule(ClockKind.FIRST_RESPONSE, 999, "office", (), ("email",))
    policy = Policy((mail, *usual_policy(OFFICE).rules), usual_policy(OFFICE).calendars)
    assert policy.rule(ClockKind.FIRST_RESPONSE, 1, "email") == mail
    assert policy.rule(ClockKind.FIRST_RESPONSE, 1, "mastodon").minutes == 15


@pytest.mark.parametrize(
    ("path", "value", "place", "reason"),
    [
        (("rules", 0, "minutes"), 0, "rules[0].minutes", "least"),
        (("rules", 0, "minutes"), 10**9, "rules[0].minutes", "most"),
        (("rules", 0, "minutes"), 1.5, "rules[0].minutes", "whole"),
        (("rules", 0, "minutes"), float("nan"), "rules[0].minutes", "number"),
        (("rules", 0, "minutes"), True, "rules[0].minutes", "number"),
        (("rules", 0, "minutes"), 61, "first_response", "slower"),
        (("rules", 0, "calendar"), "night", "rules[0].calendar", "unknown"),
        (("rules", 0, "clock"), "last_response", "rules[0].clock", "unknown"),
        (("rules", 0, "priorities"), [6], "rules[0].priorities", "most"),
        (("rules", 0, "priorities"), [2], "first_response", "uncovered"),
        (("rules", 0, "channels"), ["email", "email"], "rules[0].channels", "doubled"),
        (("rules", 0, "colour"), "red", "rules[0].colour", "unknown"),
        (("rules",), [], "first_response", "uncovered"),
        (("calendars", "office", "zone"), "Oslo", "calendars.office.zone", "zone"),
        (("calendars", "office"), [], "calendars.office", "mapping"),
        (("calendars", "office", "week"), {}, "calendars.office.week", "nothing"),
        (("calendars", "office", "week"), {"mon": []}, "calendars.office.week", "nothing"),
        (("freezes",), ["everything"], "freezes", "unknown"),
        (("reopen_within",), -1, "reopen_within", "least"),
        (("warn", "share"), 1.01, "warn.share", "most"),
        (("warn", "minutes"), "ten", "warn.minutes", "number"),
        (("escalation", "hours"), "night", "escalation.hours", "unknown"),
        (("escalation", "at_once"), 6, "escalation.at_once", "most"),
        (("escalation", "steps", 0, "tell"), [], "escalation.steps[0].tell", "nothing"),
        (("escalation", "steps", 0, "name"), "late", "escalation.steps[1].name", "doubled"),
        (("escalation", "steps", 0, "anchor"), "never", "escalation.steps[0].anchor", "unknown"),
        (("escalation", "steps", 0, "after"), -5, "escalation.steps[0].after", "least"),
    ],
)
def test_nonsense_is_refused_by_its_place(path, value, place, reason):
    data = copy.deepcopy(DATA)
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with pytest.raises(SettingError) as refused:
        from_json(data)
    assert (refused.value.place, refused.value.reason) == (place, reason)


@pytest.mark.parametrize("missing", ["calendars", "rules"])
def test_what_is_missing_is_named(missing):
    data = {name: part for name, part in DATA.items() if name != missing}
    with pytest.raises(SettingError, match=f"{missing}: missing"):
        from_json(data)


def test_the_more_urgent_has_no_more_time_on_any_channel():
    rules = (Rule(ClockKind.NEXT_RESPONSE, 2_000, "office", (2,), ("email",)),)
    with pytest.raises(SettingError) as refused:
        Policy((*rules, *usual_policy(OFFICE).rules), usual_policy(OFFICE).calendars)
    found = refused.value
    assert (found.place, found.reason, found.given) == ("next_response.email", "slower", 2)
