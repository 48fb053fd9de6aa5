"""What every verb does: take the case afresh, step through the table, write down what happened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from firebell.accounts.models import Membership, User
from firebell.common import audit, clock, pulse, turns
from firebell.core.desk import case_states
from firebell.core.desk.case_states import Verb
from firebell.core.desk.promise import FOLLOW_UP
from firebell.desk.actions.dues import Dues
from firebell.desk.actions.refusals import Refused
from firebell.desk.enums import CaseState, EventKind, ItemState
from firebell.desk.models import Case, CaseEvent, CaseItem

# What a verb may change of a case.
CHANGING = [
    "state",
    "owner",
    "priority",
    "due_at",
    "waiting_since",
    "last_word_at",
    "snoozed_until",
    "first_answer_at",
    "overdue_noted_at",
    "closed_at",
    "reopened",
]


def take(case: Case, by: User) -> Case:
    """The case as it stands now, held until the end of the transaction.

    Raises PermissionDenied for somebody who does not belong to its workspace.
    """
    turns.one_at_a_time(case.workspace_id)
    fresh = Case.objects.select_for_update().get(pk=case.pk)
    require_member(fresh.workspace_id, by)
    return fresh


def require_member(workspace_id: int, user: User) -> None:
    if not Membership.objects.filter(
        workspace_id=workspace_id, user=user, user__is_active=True
    ).exists():
        raise PermissionDenied(f"{user} does not belong to this workspace")


def step(case: Case, verb: Verb) -> None:
    """Move the case through the table; raises Refused where it has no such step."""
    try:
        case.state = CaseState(case_states.after(case.state, verb))
    except case_states.VerbRefusedError as error:
        label = CaseState(error.state.value).label
        raise Refused(
            _("That cannot be done with this case: it is “%(state)s”.") % {"state": label}
        ) from error


def unsettle(case: Case, since: datetime) -> None:
    """The case holds open words, the oldest of them written at `since`."""
    case.waiting_since = since
    case.due_at = Dues.of(case.workspace_id).at(
        since, case.priority, case.channel, again=case.first_answer_at is not None
    )
    if case.snoozed_until and case.due_at < case.snoozed_until:
        case.due_at = case.snoozed_until
    case.closed_at = case.overdue_noted_at = None


def settle(case: Case, verb: Verb, at: datetime) -> None:
    """The last open word of the case is settled: close it, or wait for the person."""
    step(case, verb)
    case.waiting_since = case.snoozed_until = case.overdue_noted_at = None
    if case_states.State(case.state) in case_states.CLOSED:
        case.closed_at = at
    else:
        case.due_at = at + FOLLOW_UP


def oldest_pending(case: Case) -> datetime | None:
    """When the oldest word of the case that still needs an answer was written."""
    return (
        CaseItem.objects.filter(case=case, state=ItemState.PENDING)
        .order_by("interaction__at")
        .values_list("interaction__at", flat=True)
        .first()
    )


def finish(
    case: Case, kind: EventKind, by: User | None, data: dict[str, Any] | None = None
) -> CaseEvent:
    """Store the case and what happened to it, in its history and in the audit log."""
    case.save(update_fields=CHANGING)
    event = CaseEvent.objects.create(
        case=case, at=clock.now(), kind=kind, actor=by, data=data or {}
    )
    audit.record(
        f"case_{kind}", actor=by, workspace_id=case.workspace_id, about=case, data=data or {}
    )
    pulse.touch(case.workspace_id, "cases")
    return event


def events(
    cases: Iterable[Case], kind: EventKind, at: datetime, by: User | None = None
) -> list[CaseEvent]:
    return [CaseEvent(case=case, at=at, kind=kind, actor=by) for case in cases]
