"""What one person may take out of the queues, and why not the rest."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from firebell.accounts.models import User
from firebell.core.desk import routing
from firebell.core.desk.routing import Refusal
from firebell.desk.models import Case
from firebell.desk.queries.facts import needs_of_case
from firebell.desk.queries.house_rules import house_rules, routing_of, triage_of
from firebell.desk.queries.staffing import load, sitting_of, to_give_out

LOOKED_AT = 25  # cases; each is looked at closely


def for_me(workspace_id: int, user: User, now: datetime) -> list[tuple[Case, Refusal | None]]:
    """The first cases of the queues, with what keeps this person from each; None: they may."""
    sitting = sitting_of(workspace_id, user)
    if sitting is None:
        return []
    house = house_rules(workspace_id)
    triage, rules = triage_of(workspace_id, house), routing_of(workspace_id, house)
    mine = load(workspace_id)[user.pk]
    found = []
    for case in to_give_out(workspace_id, LOOKED_AT):
        needs = needs_of_case(case, triage, now)
        found.append((case, routing.may_take(sitting.person(needs), needs, mine, True, rules)))
    return found


def mine(workspace_id: int, user: User) -> QuerySet[Case]:
    """Their cases with an open word, the earliest due first."""
    cases = Case.objects.filter(workspace_id=workspace_id, owner=user, waiting_since__isnull=False)
    return cases.select_related("profile").order_by("due_at", "id")[:50]
