"""Who has a case, and when it is looked at: claim, assign, release, note, snooze, wake."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from firebell.accounts import queries as accounts
from firebell.accounts.models import User
from firebell.common import audit, ledger, pulse, turns
from firebell.common import clock as wall
from firebell.core.desk.case_states import Verb
from firebell.core.desk.mentions import mentioned
from firebell.desk import queries
from firebell.desk.actions import steps
from firebell.desk.actions.giving_out import refuse_if_not_for_them
from firebell.desk.actions.refusals import AlreadyClaimed, Refused
from firebell.desk.enums import CaseState, EventKind
from firebell.desk.models import Case, CaseEvent, Note, Notice, Ping
from firebell.desk.queries.searching import entry_of
from firebell.listening import full_text

BATCH = 1_000


@transaction.atomic
def claim(case: Case, by: User) -> Case:
    """Take a case that nobody else has. Raises AlreadyClaimed: of two, one gets it."""
    fresh = steps.take(case, by)
    if fresh.owner_id == by.pk and fresh.state == CaseState.CLAIMED:
        return fresh
    _refuse_if_anothers(fresh, by)
    refuse_if_not_for_them(fresh, by)
    before = fresh.state, fresh.owner_id
    steps.step(fresh, Verb.CLAIM)
    # Conditional on what was read, for stores whose transactions see an older state.
    taken = Case.objects.filter(pk=fresh.pk, state=before[0], owner=before[1]).update(
        state=fresh.state, owner=by, snoozed_until=None
    )
    if not taken:
        fresh.refresh_from_db()
        _refuse_if_anothers(fresh, by)
        raise Refused(_("Somebody changed this case just now. Look again."))
    fresh.owner, fresh.snoozed_until = by, None
    steps.finish(fresh, EventKind.CLAIMED, by)
    return fresh


def _refuse_if_anothers(case: Case, by: User) -> None:
    if case.owner is not None and case.owner_id != by.pk:
        raise AlreadyClaimed(case.owner)


@transaction.atomic
def assign(case: Case, to: User, by: User) -> Case:
    """Give the case to a member of its workspace, whoever has it now."""
    fresh = steps.take(case, by)
    steps.require_member(fresh.workspace_id, to)
    refuse_if_not_for_them(fresh, to)
    data = {"to": to.pk, "from": fresh.owner_id}
    steps.step(fresh, Verb.ASSIGN)
    fresh.owner = to
    steps.finish(fresh, EventKind.ASSIGNED, by, data)
    return fresh


@transaction.atomic
def release(case: Case, by: User) -> Case:
    """Put the case back into its queue, for anybody to take."""
    fresh = steps.take(case, by)
    data = {"from": fresh.owner_id}
    steps.step(fresh, Verb.RELEASE)
    fresh.owner = None
    steps.finish(fresh, EventKind.RELEASED, by, data)
    return fresh


@transaction.atomic
def release_absent(workspace_id: int, by: User) -> int:
    """Release every open case whose owner is not on duty; how many those were."""
    steps.require_member(workspace_id, by)
    turns.one_at_a_time(workspace_id)
    cases = list(queries.absent_owners(workspace_id, wall.now()).select_for_update())
    for case in cases:
        data = {"from": case.owner_id, "absent": True}
        steps.step(case, Verb.RELEASE)
        case.owner = None
        steps.finish(case, EventKind.RELEASED, by, data)
    return len(cases)


@transaction.atomic
def note(case: Case, text: str, by: User) -> Note:
    """Leave a note for colleagues."""
    fresh = steps.take(case, by)
    if not text.strip():
        raise Refused(_("Write something first."))
    written = Note.objects.create(case=fresh, author=by, text=text.strip(), at=wall.now())
    _ping(written)
    full_text.index(fresh.workspace_id, [entry_of(written)])
    steps.finish(fresh, EventKind.NOTED, by, {"note": written.pk})
    return written


def _ping(note: Note) -> None:
    """Colleagues who are named in it are to look."""
    names = {
        member.user_id: member.user.name
        for member in accounts.members(note.case.workspace_id)
        if member.user_id != note.author_id
    }
    Ping.objects.bulk_create(Ping(note=note, user_id=pk) for pk in mentioned(note.text, names))


def see_pings(case: Case, by: User) -> None:
    """They look at a case in which they were named, or of whose clock they were told."""
    named = Ping.objects.filter(note__case=case, user=by, seen_at__isnull=True)
    told = Notice.objects.filter(case=case, user=by, seen_at__isnull=True)
    if named.update(seen_at=wall.now()) + told.update(seen_at=wall.now()):
        pulse.touch(case.workspace_id, "cases")


@transaction.atomic
def snooze(case: Case, until: datetime, by: User, reason: str = "") -> Case:
    """Put the case aside until `until`; past its due time only with a reason, which moves that."""
    fresh = steps.take(case, by)
    if until <= wall.now():
        raise Refused(_("Choose a time that is still to come."))
    steps.step(fresh, Verb.SNOOZE)
    data = {"until": until.isoformat(), "reason": reason.strip()}
    if fresh.due_at is None or until > fresh.due_at:
        if not reason.strip():
            raise Refused(_("That is after the answer is due. Say why it can wait."))
        data["due_was"] = fresh.due_at.isoformat() if fresh.due_at else ""
        fresh.due_at, fresh.overdue_noted_at = until, None
    fresh.snoozed_until = until
    steps.finish(fresh, EventKind.SNOOZED, by, data)
    return fresh


@transaction.atomic
def wake(case: Case, by: User) -> Case:
    """Take a snoozed case up again before its time."""
    fresh = steps.take(case, by)
    steps.step(fresh, Verb.WAKE)
    fresh.snoozed_until = None
    steps.finish(fresh, EventKind.WOKE, by)
    return fresh


@transaction.atomic
def wake_due(workspace_id: int, now: datetime) -> int:
    """Wake the snoozed cases whose time has come; how many those were."""
    turns.one_at_a_time(workspace_id)
    cases = list(queries.to_wake(workspace_id, now).select_for_update()[:BATCH])
    for case in cases:
        steps.step(case, Verb.WAKE)
        case.snoozed_until = None
    _store(workspace_id, cases, ["state", "snoozed_until"], EventKind.WOKE, now)
    return len(cases)


@transaction.atomic
def note_overdue(workspace_id: int, now: datetime) -> int:
    """Announce, once for each promise, the cases whose answer is overdue; how many those were."""
    turns.one_at_a_time(workspace_id)
    cases = list(queries.newly_overdue(workspace_id, now).select_for_update()[:BATCH])
    for case in cases:
        case.overdue_noted_at = now
    _store(workspace_id, cases, ["overdue_noted_at"], EventKind.OVERDUE, now)
    ledger.append_all(
        ledger.NewFact(
            workspace_id,
            "case_overdue",
            Case._meta.label_lower,
            case.pk,
            case.due_at or now,
            {"case": case.number, "priority": case.priority, "owner": case.owner_id},
        )
        for case in cases
    )
    return len(cases)


def _store(
    workspace_id: int, cases: Sequence[Case], fields: list[str], kind: EventKind, now: datetime
) -> None:
    if not cases:
        return
    Case.objects.bulk_update(cases, fields, batch_size=200)
    CaseEvent.objects.bulk_create(steps.events(cases, kind, now), batch_size=500)
    audit.record(f"cases_{kind}", workspace_id=workspace_id, data={"cases": len(cases)})
    pulse.touch(workspace_id, "cases")
