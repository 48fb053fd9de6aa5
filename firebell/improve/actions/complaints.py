"""Registering complaints, saying what was found, and watching their deadlines."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from firebell.accounts.models import User
from firebell.common import clock, ledger, turns
from firebell.core.improve import complaint_states as states
from firebell.core.improve.complaint_states import Known, Lacking, Verb, pressure
from firebell.desk.models import Case
from firebell.improve import queries
from firebell.improve.actions.steps import Refused, first_word, next_number, record, take
from firebell.improve.enums import ComplaintState, DeadlineTold
from firebell.improve.models import Complaint, RootCause

SECOND = 2  # complaints of one cause: from here on it has come back
LACKING = {
    Lacking.FINDING: _("Say what was found first."),
    Lacking.REMEDY: _("Write down the remedy first."),
    Lacking.CAUSE: _("Name the root cause first."),
    Lacking.STEP: _("That cannot be done with this complaint now."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """All that people say of a complaint; what is not known yet is empty."""

    category: str
    summary: str
    cause: RootCause | None = None
    finding: str = ""
    remedy: str = ""
    cost_low: int | None = None
    cost_high: int | None = None
    currency: str = ""
    regulator: str = ""
    deadline: date | None = None
    owner: User | None = None


@transaction.atomic
def register_complaint(case: Case, told: Told, by: User) -> Complaint:
    """Somebody complained in this case."""
    turns.one_at_a_time(case.workspace_id)
    complaint = Complaint(
        workspace_id=case.workspace_id,
        number=next_number(Complaint, case.workspace_id),
        case=case,
        registered_by=by,
        registered_at=clock.now(),
    )
    _say(complaint, told)
    complaint.save()
    record("complaint_registered", complaint, by, {"case": case.number})
    _tell(complaint, "complaint_registered", {"category": complaint.category})
    _cause_named(complaint, None)
    return complaint


@transaction.atomic
def change_complaint(complaint: Complaint, told: Told, by: User) -> Complaint:
    """What is known by now. A closed complaint is opened again first."""
    fresh = take(complaint)
    if fresh.state == ComplaintState.CLOSED:
        raise Refused(_("It is closed. Open it again to change it."))
    before, cause = _said(fresh), fresh.cause_id
    _say(fresh, told)
    if fresh.state == ComplaintState.DECIDED and not {"finding", "remedy"} <= _known(fresh):
        raise Refused(_("It is decided: a finding and a remedy belong to it."))
    fresh.save()
    after = _said(fresh)
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    record("complaint_changed", fresh, by, changed)
    _cause_named(fresh, cause)
    return fresh


@transaction.atomic
def move_complaint(complaint: Complaint, verb: Verb, by: User) -> Complaint:
    """Decide it, close it, open it again; refused while something is not known that belongs to
    that step."""
    fresh = take(complaint)
    known = {name: name in _known(fresh) for name in ("finding", "remedy", "cause")}
    found = states.after(fresh.state, verb, Known(**known))
    if isinstance(found, Lacking):
        raise Refused(LACKING[found])
    fresh.state = ComplaintState(found)
    fresh.closed_at = clock.now() if fresh.state == ComplaintState.CLOSED else None
    if fresh.state != ComplaintState.CLOSED:
        fresh.decided_at = clock.now() if fresh.state == ComplaintState.DECIDED else None
    fresh.save()
    record(f"complaint_{verb}", fresh, by)
    if fresh.closed_at is not None:
        days = (fresh.closed_at - fresh.registered_at).days
        _tell(fresh, "complaint_closed", {"finding": fresh.finding, "days": days})
    return fresh


def _known(complaint: Complaint) -> set[str]:
    told = {
        "finding": complaint.finding,
        "remedy": complaint.remedy.strip(),
        "cause": complaint.cause_id,
    }
    return {name for name, value in told.items() if value}


def _say(complaint: Complaint, told: Told) -> None:
    if complaint.deadline != told.deadline:
        complaint.deadline_told = DeadlineTold.NONE
    for field in fields(told):
        setattr(complaint, field.name, getattr(told, field.name))


def _said(complaint: Complaint) -> dict[str, Any]:
    """What is told of it, fit for the audit log."""
    told = {field.name: getattr(complaint, field.name) for field in fields(Told)}
    told |= {"cause": complaint.cause_id, "owner": complaint.owner_id}
    told["deadline"] = complaint.deadline.isoformat() if complaint.deadline else None
    return told


def _tell(complaint: Complaint, kind: str, more: dict[str, Any]) -> None:
    """A fact about the word that the case began with, so that it is about its brand."""
    case = complaint.case
    about = {"case": case.number, "complaint": complaint.number, "channel": case.channel}
    subject = first_word(case) or complaint
    ledger.append(complaint.workspace_id, kind, subject, clock.now(), about | more)


def _cause_named(complaint: Complaint, before: int | None) -> None:
    """Say so where the cause that was named now has come back within the register's days."""
    cause = complaint.cause
    if cause is None or cause.pk == before:
        return
    days = queries.register(complaint.workspace_id).recurrence_days
    times = queries.complaints_of_cause(cause, since=clock.now() - timedelta(days=days)).count()
    if times >= SECOND:
        more = {"cause": cause.pk, "name": cause.name, "times": times, "days": days}
        _tell(complaint, "root_cause_recurred", more)


@transaction.atomic
def note_deadlines(workspace_id: int, today: date) -> int:
    """Say once of each deadline that it comes near, and once that it has passed; how many."""
    turns.one_at_a_time(workspace_id)
    days = queries.register(workspace_id).warn_days
    told = 0
    for complaint in queries.with_deadline(workspace_id, until=today + timedelta(days=days)):
        stands = DeadlineTold(pressure(complaint.deadline, today, days))
        if stands == complaint.deadline_told:
            continue
        Complaint.objects.filter(pk=complaint.pk).update(deadline_told=stands)
        _tell_deadline(complaint, stands, today)
        told += 1
    return told


def _tell_deadline(complaint: Complaint, stands: DeadlineTold, today: date) -> None:
    deadline = complaint.deadline
    assert deadline is not None
    more = {
        "deadline": deadline.isoformat(),
        "days": (deadline - today).days,
        "name": complaint.regulator,
    }
    if stands == DeadlineTold.NEAR:
        _tell(complaint, "complaint_deadline_near", more)
    elif stands == DeadlineTold.PASSED:
        _tell(complaint, "complaint_deadline_passed", more)
