"""Who gets a case, who may take one, and whose cases go back when they are away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from firebell.accounts.enums import Role
from firebell.accounts.models import Membership, User
from firebell.common import clock as wall
from firebell.common import turns
from firebell.core.desk import routing
from firebell.core.desk.case_states import Verb
from firebell.core.desk.routing import Refusal
from firebell.desk import queries
from firebell.desk.actions import steps
from firebell.desk.actions.refusals import Refused
from firebell.desk.enums import CaseState, EventKind
from firebell.desk.models import Case

AT_ONCE = 50  # cases given out in one turn
WHY_NOT: Mapping[Refusal, Any] = {
    Refusal.ABSENT: _("not on duty"),
    Refusal.FULL: _("as many cases as they may have at once"),
    Refusal.TEAM: _("it belongs to another queue"),
    Refusal.LANGUAGE: _("they do not speak the language"),
    Refusal.UNCERTIFIED: _("not certified for this channel"),
    Refusal.NOT_SENIOR: _("a senior person has to answer it"),
    Refusal.TOO_COMPLEX: _("too complex for volunteers"),
    Refusal.SENSITIVE: _("too sensitive for volunteers"),
    Refusal.VOLUNTEER: _("volunteers take cases themselves"),
}


def refuse_if_not_for_them(case: Case, user: User) -> None:
    """Volunteers take what the rules of the house leave to them; everybody else what they like."""
    here = Membership.objects.filter(workspace_id=case.workspace_id, user=user)
    if not here.filter(role=Role.VOLUNTEER).exists():
        return
    sitting = queries.sitting_of(case.workspace_id, user)
    if sitting is None:
        return
    house = queries.house_rules(case.workspace_id)
    triage = queries.triage_of(case.workspace_id, house)
    needs = queries.needs_of_case(case, triage, wall.now())
    load = queries.load(case.workspace_id)[user.pk]
    rules = queries.routing_of(case.workspace_id, house)
    # Whether they are on duty is theirs to say: they help when they can.
    why = routing.may_take(sitting.person(needs), needs, load, True, rules)
    if why is not None:
        told = {"name": user, "why": WHY_NOT[why]}
        raise Refused(_("%(name)s cannot take this case: %(why)s.") % told)


@transaction.atomic
def give_out(workspace_id: int, now: datetime) -> int:
    """Give cases of the queues to people on duty, the most urgent first; how many were given.

    Only where the house wants that (`HouseRules.gives_out`). A case that nobody can take stays in
    its queue, where everybody sees it.
    """
    turns.one_at_a_time(workspace_id)
    house = queries.house_rules(workspace_id)
    if not house.gives_out:
        return 0
    triage, rules = queries.triage_of(workspace_id, house), queries.routing_of(workspace_id, house)
    people = {one.user.pk: one for one in queries.sitting(workspace_id)}
    roster, load = queries.roster_of(workspace_id, now), queries.load(workspace_id)
    cases = queries.to_give_out(workspace_id, AT_ONCE)
    known, given = queries.who_knows(cases), 0
    for case in cases:
        needs = queries.needs_of_case(case, triage, now)
        able = [one.person(needs) for one in people.values()]
        knows = known.get(case.pk)
        found = routing.route(needs, able, roster, now, load=load, rules=rules, knows=knows)
        if found.owner is None:
            continue
        _give(case, people[found.owner].user, found)
        load[found.owner] += 1
        given += 1
    return given


def _give(case: Case, to: User, found: routing.Routing) -> None:
    steps.step(case, Verb.ASSIGN)
    case.owner = to
    why = [{"code": one.code, "value": str(one.value)} for one in found.why]
    steps.finish(case, EventKind.ASSIGNED, None, {"to": to.pk, "from": None, "why": why})


@transaction.atomic
def take_back(workspace_id: int, now: datetime) -> int:
    """Cases of people who are away and will not be back in time go back to their queue; how many.

    Only where the house wants that (`HouseRules.takes_back`).
    """
    turns.one_at_a_time(workspace_id)
    house = queries.house_rules(workspace_id)
    if not house.takes_back:
        return 0
    away = {case.pk: case for case in queries.absent_owners(workspace_id, now)[:AT_ONCE]}
    owned = [
        routing.Owned(case.pk, case.owner_id, case.due_at, case.priority)
        for case in away.values()
        if case.waiting_since is not None and case.owner_id is not None
    ]
    roster, rules = queries.roster_of(workspace_id, now), queries.routing_of(workspace_id, house)
    # What somebody put aside comes back by itself, and is looked at then.
    awake = (CaseState.CLAIMED, CaseState.REOPENED)
    owned = [one for one in owned if away[one.case].state in awake]
    released = routing.to_release(owned, roster, now, rules)
    for one in released:
        case = away[one.case]
        steps.step(case, Verb.RELEASE)
        case.owner = None
        steps.finish(case, EventKind.RELEASED, None, {"from": one.owner, "absent": True})
    return len(released)
