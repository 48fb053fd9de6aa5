"""House rules: what the desk goes by. Everybody may read them, leads change them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated, Any

from msgspec import Meta

from firebell.accounts.enums import LEADING
from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.problems import Problem, not_valid
from firebell.api.reading import escaped
from firebell.api.shapes import CaseNumber, In, Out
from firebell.core.desk import clocks, routing, triage
from firebell.core.desk.given import SettingError
from firebell.core.desk.promise import first_policy
from firebell.desk import actions, queries
from firebell.desk.models import HouseRules
from firebell.desk.wording import setting_told

resource = Resource(
    "rules", "Opening hours and due times, urgency, routing, switches.", (actions.Refused,)
)
READ, WRITE = Scope.RULES_READ, Scope.RULES_WRITE
SHOWN = 100
MONTH = timedelta(days=30)
_STEP = re.compile(r"[^.\[\]]+")

Clocks = Annotated[
    dict[str, Any],
    Meta(
        description="Calendars, minutes of open time by clock, priority and channel, when to warn "
        "and whom to tell",
        examples=[clocks.to_json(first_policy("Europe/Oslo"))],
    ),
]
Triage = Annotated[
    dict[str, Any],
    Meta(
        description="Weights, limits, policies for attackers, teams",
        examples=[triage.to_json(triage.Settings())],
    ),
]
Routing = Annotated[
    dict[str, Any],
    Meta(
        description="Who gets which case, and what volunteers may take",
        examples=[routing.to_json(routing.Rules())],
    ),
]


class Switches(Out):
    """What the desk does by itself."""

    gives_out: Annotated[bool, Meta(description="New cases go to somebody on duty")]
    takes_back: Annotated[bool, Meta(description="Cases of people who are away go back")]
    signs: Annotated[bool, Meta(description="Public answers are signed (^KN)")]


class NewSwitches(In):
    """What the desk does by itself."""

    gives_out: bool
    takes_back: bool
    signs: bool


class Rules(Out):
    """All of them, as they hold now."""

    clocks: Clocks
    triage: Triage
    routing: Routing
    switches: Switches


class NewClocks(In):
    """When answers are due. Open cases get their new due times at once."""

    clocks: Clocks


class NewTriage(In):
    """How urgent words are, and whether and where they are answered."""

    triage: Triage


class NewRouting(In):
    """Who gets which case."""

    routing: Routing


class Moved(Out):
    """A case whose priority would be another."""

    case: CaseNumber
    before: Annotated[int, Meta(examples=[3])]
    after: Annotated[int, Meta(examples=[1])]


class Tried(Out):
    """What would have been otherwise in the last month. `changed`: the newest hundred of them."""

    cases: Annotated[int, Meta(description="How many were looked at", examples=[412])]
    raised: Annotated[int, Meta(examples=[9])]
    lowered: Annotated[int, Meta(examples=[2])]
    changed: list[Moved]


@resource.get("rules", READ)
def rules(call: Call) -> Rules:
    """What the desk goes by."""
    kept = queries.house_rules(call.workspace.pk)
    return Rules(
        clocks=kept.clocks or clocks.to_json(first_policy(call.workspace.time_zone)),
        triage=kept.triage or triage.to_json(triage.Settings()),
        routing=kept.routing or routing.to_json(routing.Rules()),
        switches=_switches(kept),
    )


@resource.put("rules/clocks", WRITE, LEADING)
def set_clocks(call: Call, body: NewClocks) -> Rules:
    """Set when answers are due."""
    return _set(call, "clocks", body.clocks)


@resource.put("rules/triage", WRITE, LEADING)
def set_triage(call: Call, body: NewTriage) -> Rules:
    """Set how urgent words are. Try them first."""
    return _set(call, "triage", body.triage)


@resource.put("rules/routing", WRITE, LEADING)
def set_routing(call: Call, body: NewRouting) -> Rules:
    """Set who gets which case."""
    return _set(call, "routing", body.routing)


@resource.put("rules/switches", WRITE, LEADING)
def set_switches(call: Call, body: NewSwitches) -> Rules:
    """Set what the desk does by itself."""
    actions.set_switches(
        call.workspace,
        call.user,
        gives_out=body.gives_out,
        takes_back=body.takes_back,
        signs=body.signs,
    )
    return rules(call)


@resource.post("rules/triage/try", READ, LEADING, changes=False)
def try_triage(call: Call, body: NewTriage) -> Tried:
    """Which cases of the last month would have another priority. Nothing is stored."""
    try:
        wanted = triage.from_json(body.triage)
    except SettingError as error:
        raise _wrong("triage", error) from error
    past = queries.past_facts(call.workspace.pk, call.now - MONTH)
    now = queries.triage_of(call.workspace.pk)
    found = triage.what_if(now.weights, wanted.weights, [facts for _case, facts in past])
    return Tried(
        cases=len(past),
        raised=found.raised,
        lowered=found.lowered,
        changed=[
            Moved(
                case=past[one.index][0].number,
                before=one.before.priority,
                after=one.after.priority,
            )
            for one in found.changes[:SHOWN]
        ],
    )


def _set(call: Call, part: str, given: dict[str, Any]) -> Rules:
    try:
        actions.set_rules(call.workspace, part, given, call.user)
    except SettingError as error:
        raise _wrong(part, error) from error
    return rules(call)


def _wrong(part: str, error: SettingError) -> Problem:
    steps = [part, *_STEP.findall(error.place)]
    pointer = "".join(f"/{escaped(step)}" for step in steps)
    return not_valid(pointer, setting_told(error))


def _switches(kept: HouseRules) -> Switches:
    return Switches(gives_out=kept.gives_out, takes_back=kept.takes_back, signs=kept.signs)
