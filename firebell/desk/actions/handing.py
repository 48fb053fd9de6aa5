"""To another department and back, with the thread and without the person telling it twice."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from firebell.accounts import queries as accounts
from firebell.accounts.models import User
from firebell.common import clock as wall
from firebell.core.desk import case_states
from firebell.core.desk.case_states import Verb
from firebell.desk.actions import holding, steps
from firebell.desk.actions.refusals import Refused
from firebell.desk.enums import CaseState, EventKind
from firebell.desk.models import Case, CaseEvent, Queue


@transaction.atomic
def hand_over(case: Case, to: Queue, by: User, why: str) -> Case:
    """The case goes to another department's queue, with a note of what is wanted there. Its clocks
    run on: to the person we are one house."""
    fresh = steps.take(case, by)
    if to.workspace_id != fresh.workspace_id or to.pk == fresh.queue_id:
        raise Refused(_("Choose another queue of this workspace."))
    if not why.strip():
        raise Refused(_("Say what they are to do."))
    data = {"from": fresh.queue_id, "owner": fresh.owner_id, "to": to.pk, "why": why.strip()}
    _into(fresh, to)
    steps.finish(fresh, EventKind.HANDED, by, data)
    holding.note(fresh, why, by)
    return fresh


@transaction.atomic
def hand_back(case: Case, by: User, what: str) -> Case:
    """Back to where it came from, to the person who had it if they are on duty, with what was
    found out."""
    fresh = steps.take(case, by)
    last = handed(fresh)
    if last is None:
        raise Refused(_("It was not handed over to you."))
    if not what.strip():
        raise Refused(_("Say what you found out."))
    queue = Queue.objects.get(pk=last.data["from"])
    _into(fresh, queue)
    steps.finish(fresh, EventKind.HANDED, by, {"back": last.pk, "to": queue.pk})
    holding.note(fresh, what, by)
    present = {user.pk: user for user in accounts.on_duty(fresh.workspace_id, wall.now())}
    if (before := present.get(last.data["owner"])) is not None:
        fresh = holding.assign(fresh, before, by)
    return fresh


def handed(case: Case) -> CaseEvent | None:
    """The handing over that was not answered yet."""
    events = list(case.events.filter(kind=EventKind.HANDED).order_by("id"))
    back = {event.data["back"] for event in events if "back" in event.data}
    standing = [event for event in events if "back" not in event.data and event.pk not in back]
    return standing[-1] if standing else None


def _into(case: Case, queue: Queue) -> None:
    if Verb.RELEASE in case_states.allowed(case.state) and case.owner_id is not None:
        steps.step(case, Verb.RELEASE)
        case.owner = None
    elif case.state == CaseState.MERGED:
        raise Refused(_("One of them has been merged already. Look again."))
    case.queue = queue
    case.save(update_fields=["queue"])
