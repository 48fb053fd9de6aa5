"""Policies as they are stored and typed.

    {"calendars": {"office": {...}},
     "rules": [{"clock": "first_response", "minutes": 15, "calendar": "office",
                "priorities": [1], "channels": ["mastodon"]}],
     "freezes": ["resolution"], "reopen_within": 4320,
     "warn": {"share": 0.75, "minutes": 10},
     "escalation": {"hours": "office", "at_once": 1,
                    "steps": [{"name": "warn", "anchor": "warning", "tell": ["owner", "lead"]}]}}

Calendars are as in `firebell.core.desk.hours`; `reopen_within` is in minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from firebell.core.desk import hours
from firebell.core.desk.clocks.policy import (
    MOST_MINUTES,
    PRIORITIES,
    Anchor,
    ClockKind,
    Escalation,
    Policy,
    Rule,
    Step,
    Warn,
)
from firebell.core.desk.given import (
    SettingError,
    choice,
    inside,
    listing,
    mapping,
    needed,
    number,
    text,
    texts,
    whole,
)
from firebell.core.desk.hours import OfficeCalendar

_PARTS = ("calendars", "rules", "freezes", "reopen_within", "warn", "escalation")
_RULE = ("clock", "minutes", "calendar", "priorities", "channels")
_STEP = ("name", "anchor", "tell", "after", "clocks", "priorities")
MINUTE = timedelta(minutes=1)


def from_json(data: Any) -> Policy:
    """The policy that `to_json` wrote or a person typed; raises SettingError.

    Calendars and rules are needed; what else is left out is as usual.
    """
    given = mapping("", data, _PARTS)
    calendars = mapping("calendars", needed("", given, "calendars"))
    rules = listing("rules", needed("", given, "rules"))
    return Policy(
        tuple(_rule(f"rules[{at}]", rule) for at, rule in enumerate(rules)),
        {name: _calendar(name, one) for name, one in calendars.items()},
        **{part: _OPTIONAL[part](part, given[part]) for part in _OPTIONAL if part in given},
    )


def to_json(policy: Policy) -> dict[str, Any]:
    """Plain data that `from_json` reads back as the same policy."""
    return {
        "calendars": {name: hours.to_json(one) for name, one in policy.calendars.items()},
        "rules": [_rule_data(rule) for rule in policy.rules],
        "freezes": sorted(policy.freezes),
        "reopen_within": policy.reopen_within // MINUTE,
        "warn": {"share": policy.warn.share, "minutes": policy.warn.minutes},
        "escalation": {
            "hours": policy.escalation.hours,
            "at_once": policy.escalation.at_once,
            "steps": [_step_data(step) for step in policy.escalation.steps],
        },
    }


def _calendar(name: str, given: Any) -> OfficeCalendar:
    try:
        return hours.from_json(given)
    except SettingError as wrong:
        place = inside(f"calendars.{name}", wrong.place) if wrong.place else f"calendars.{name}"
        raise SettingError(place, wrong.reason, wrong.given) from None


def _rule(place: str, data: Any) -> Rule:
    given = mapping(place, data, _RULE)
    return Rule(
        choice(f"{place}.clock", needed(place, given, "clock"), ClockKind),
        whole(f"{place}.minutes", needed(place, given, "minutes"), 1, MOST_MINUTES),
        text(f"{place}.calendar", needed(place, given, "calendar")),
        _priorities(f"{place}.priorities", given.get("priorities", ())),
        texts(f"{place}.channels", given.get("channels", ())),
    )


def _rule_data(rule: Rule) -> dict[str, Any]:
    data: dict[str, Any] = {
        "clock": rule.clock.value,
        "minutes": rule.minutes,
        "calendar": rule.calendar,
    }
    if rule.priorities:
        data["priorities"] = list(rule.priorities)
    if rule.channels:
        data["channels"] = list(rule.channels)
    return data


def _step(place: str, data: Any) -> Step:
    given = mapping(place, data, _STEP)
    return Step(
        text(f"{place}.name", needed(place, given, "name")),
        choice(f"{place}.anchor", needed(place, given, "anchor"), Anchor),
        texts(f"{place}.tell", needed(place, given, "tell")),
        whole(f"{place}.after", given.get("after", 0), 0, MOST_MINUTES),
        _clocks(f"{place}.clocks", given.get("clocks", ())),
        _priorities(f"{place}.priorities", given.get("priorities", ())),
    )


def _step_data(step: Step) -> dict[str, Any]:
    data: dict[str, Any] = {
        "name": step.name,
        "anchor": step.anchor.value,
        "tell": list(step.tell),
        "after": step.after,
    }
    if step.clocks:
        data["clocks"] = [kind.value for kind in step.clocks]
    if step.priorities:
        data["priorities"] = list(step.priorities)
    return data


def _warn(place: str, data: Any) -> Warn:
    given, usual = mapping(place, data, ("share", "minutes")), Warn()
    return Warn(
        number(f"{place}.share", given.get("share", usual.share), 0, 1),
        whole(f"{place}.minutes", given.get("minutes", usual.minutes), 0, MOST_MINUTES),
    )


def _escalation(place: str, data: Any) -> Escalation:
    given = mapping(place, data, ("hours", "at_once", "steps"))
    named = given.get("hours", "")
    steps = listing(f"{place}.steps", needed(place, given, "steps"))
    return Escalation(
        tuple(_step(f"{place}.steps[{at}]", one) for at, one in enumerate(steps)),
        text(f"{place}.hours", named) if named else "",
        whole(f"{place}.at_once", given.get("at_once", 1), 0, max(PRIORITIES)),
    )


def _reopen_within(place: str, given: Any) -> timedelta:
    return whole(place, given, 0, MOST_MINUTES) * MINUTE


def _freezes(place: str, given: Any) -> frozenset[ClockKind]:
    return frozenset(_clocks(place, given))


def _clocks(place: str, given: Any) -> tuple[ClockKind, ...]:
    return tuple(choice(place, one, ClockKind) for one in listing(place, given))


def _priorities(place: str, given: Any) -> tuple[int, ...]:
    return tuple(whole(place, one, 1, max(PRIORITIES)) for one in listing(place, given))


_OPTIONAL: Mapping[str, Callable[[str, Any], Any]] = {
    "freezes": _freezes,
    "reopen_within": _reopen_within,
    "warn": _warn,
    "escalation": _escalation,
}
