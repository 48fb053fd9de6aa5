"""What was promised to a person, by when, and whether it was kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from firebell.accounts.models import User
from firebell.common import audit, ledger, pulse, turns
from firebell.common import clock as wall
from firebell.desk.actions import steps
from firebell.desk.actions.refusals import Refused
from firebell.desk.enums import EventKind
from firebell.desk.models import Case, CaseEvent, Promise

BATCH = 500


@transaction.atomic
def promise(case: Case, text: str, due_at: datetime, by: User) -> Promise:
    """Note what is to be done for the person, and by when; it outlives the closing of the case."""
    fresh = steps.take(case, by)
    if not text.strip():
        raise Refused(_("Write down what was promised."))
    now = wall.now()
    if due_at <= now:
        raise Refused(_("Choose a time that is still to come."))
    made = Promise.objects.create(
        case=fresh, text=text.strip()[:300], due_at=due_at, made_by=by, made_at=now
    )
    data = {"promise": made.pk, "text": made.text, "due": due_at.isoformat()}
    steps.finish(fresh, EventKind.PROMISED, by, data)
    return made


@transaction.atomic
def keep(made: Promise, by: User) -> None:
    """It is done."""
    fresh = steps.take(made.case, by)
    done = Promise.objects.filter(pk=made.pk, kept_at=None).update(kept_at=wall.now(), kept_by=by)
    if not done:
        raise Refused(_("It was marked as kept already."))
    steps.finish(fresh, EventKind.KEPT, by, {"promise": made.pk})


@transaction.atomic
def note_broken(workspace_id: int, now: datetime) -> int:
    """Announce, once each, the promises whose time is over; how many those were."""
    turns.one_at_a_time(workspace_id)
    overdue = Promise.objects.filter(
        case__workspace_id=workspace_id, kept_at=None, broken_noted_at=None, due_at__lte=now
    )
    broken = list(overdue.select_related("case").order_by("due_at")[:BATCH])
    if not broken:
        return 0
    Promise.objects.filter(pk__in=[one.pk for one in broken]).update(broken_noted_at=now)
    CaseEvent.objects.bulk_create(
        CaseEvent(case=one.case, at=now, kind=EventKind.BROKEN, data={"promise": one.pk})
        for one in broken
    )
    ledger.append_all(
        ledger.NewFact(
            workspace_id,
            "promise_broken",
            Case._meta.label_lower,
            one.case_id,
            one.due_at,
            {"case": one.case.number, "promise": one.pk, "owner": one.case.owner_id},
        )
        for one in broken
    )
    audit.record("cases_broken", workspace_id=workspace_id, data={"promises": len(broken)})
    pulse.touch(workspace_id, "cases")
    return len(broken)
