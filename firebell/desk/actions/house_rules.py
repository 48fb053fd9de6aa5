"""What a house sets for its desk; every change stands in the audit log."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction

from firebell.accounts.models import User, Workspace
from firebell.common import audit, pulse, turns
from firebell.common import clock as wall
from firebell.core.desk import clocks, routing, triage
from firebell.desk.actions.dues import Dues
from firebell.desk.models import Case, HouseRules, Queue, Seat

REDATED_AT_ONCE = 5_000


READ: Mapping[str, Callable[[Mapping[str, Any]], object]] = {
    "clocks": clocks.from_json,
    "triage": triage.from_json,
    "routing": routing.from_json,
}


@transaction.atomic
def set_rules(workspace: Workspace, part: str, given: Mapping[str, Any], by: User) -> HouseRules:
    """Set one part ("clocks", "triage" or "routing"), as its core reads it; SettingError, which
    names the place, for what cannot be. Open cases get their due times by new clocks."""
    turns.one_at_a_time(workspace.pk)
    READ[part](given)
    return _set(workspace, by, {part: dict(given)})


@transaction.atomic
def set_switches(workspace: Workspace, by: User, **switches: bool) -> HouseRules:
    turns.one_at_a_time(workspace.pk)
    return _set(workspace, by, switches)


def _set(workspace: Workspace, by: User, values: Mapping[str, Any]) -> HouseRules:
    rules, _new = HouseRules.objects.get_or_create(workspace=workspace)
    before = {name: getattr(rules, name) for name in values}
    for name, value in values.items():
        setattr(rules, name, value)
    rules.changed_at, rules.changed_by = wall.now(), by
    rules.save()
    audit.record(
        "house_rules_set",
        actor=by,
        workspace_id=workspace.pk,
        about=rules,
        data={"before": before, "after": dict(values)},
    )
    if "clocks" in values:
        _date_anew(workspace.pk)
    return rules


def _date_anew(workspace_id: int) -> None:
    """Open cases are due by the new clocks, those that are put aside no sooner than they wake."""
    dues = Dues.of(workspace_id)
    waiting = Case.objects.filter(workspace_id=workspace_id, waiting_since__isnull=False)
    cases = list(waiting.order_by("due_at", "id").select_for_update()[:REDATED_AT_ONCE])
    for case in cases:
        assert case.waiting_since is not None
        again = case.first_answer_at is not None
        due = dues.at(case.waiting_since, case.priority, case.channel, again=again)
        case.due_at = max(filter(None, (due, case.snoozed_until)))
        if case.due_at > wall.now():
            case.overdue_noted_at = None
    Case.objects.bulk_update(cases, ["due_at", "overdue_noted_at"], batch_size=200)
    pulse.touch(workspace_id, "cases")


@transaction.atomic
def set_seat(seat: Seat, queues: Sequence[Queue], by: User) -> Seat:
    """Store what somebody can do, how much at once, and for which queues (none: for all)."""
    seat.save()
    seat.queues.set(queues)
    data = {
        "user": seat.user_id,
        "capacity": seat.capacity,
        "certified": seat.certified,
        "senior": seat.senior,
    }
    audit.record("seat_set", actor=by, workspace_id=seat.workspace_id, about=seat, data=data)
    return seat
