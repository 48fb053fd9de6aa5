"""What becomes of words that need an answer: answer, dismiss, close, and taking those back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from firebell.accounts.models import User
from firebell.common import clock, ledger
from firebell.core.desk.case_states import Verb
from firebell.core.desk.promise import FOLLOW_UP
from firebell.desk.actions import presence, steps
from firebell.desk.actions.giving_out import refuse_if_not_for_them
from firebell.desk.actions.refusals import BeingAnswered, Refused
from firebell.desk.enums import EventKind, ItemState
from firebell.desk.models import Case, CaseEvent, CaseItem
from firebell.outbound import actions as outbound
from firebell.outbound.models import Reply

UNDOABLE = (EventKind.ANSWERED, EventKind.DISMISSED, EventKind.CLOSED)


def answer(
    case: Case,
    text: str,
    items: Sequence[int],
    by: User,
    *,
    public: bool = True,
    override_reason: str = "",
    keep_open: bool = False,
) -> Reply:
    """Record an answer that was given elsewhere to words of the case, by their interaction ids.

    The reply is bound to the newest of them. With the last open word the case is closed, or with
    `keep_open` waits for the person. Raises Refused, PermissionDenied, and what
    `outbound.actions.record_reply` raises: GuardBlocked, AlreadyAnswered. What is to be sent
    through the network: `answering.send_answer`.
    """
    steps.require_member(case.workspace_id, by)
    newest = pending(case, items)[-1].interaction
    # Before the transaction, so that the note of a blocked attempt outlives the refusal.
    outbound.refuse_if_blocked(
        case.workspace_id, newest, by, text, public=public, override_reason=override_reason
    )
    with transaction.atomic():
        fresh = steps.take(case, by)
        if fresh.owner_id != by.pk:
            refuse_if_not_for_them(fresh, by)
        settled = pending(fresh, items)
        reply = outbound.record_reply(
            fresh.workspace_id,
            settled[-1].interaction,
            by,
            text,
            public=public,
            override_reason=override_reason,
            case_number=fresh.number,
        )
        presence.drop_draft(fresh, by)
        answered(fresh, settled, reply, by, keep_open=keep_open)
    return reply


def answered(
    case: Case, items: Sequence[CaseItem], reply: Reply, by: User, *, keep_open: bool
) -> None:
    """These words of a case that is held are answered by a reply that stands."""
    _mark(items, state=ItemState.ANSWERED, settled_by=by, reply=reply)
    case.first_answer_at = case.first_answer_at or clock.now()
    _after_settling(case, Verb.WAIT if keep_open else Verb.ANSWER, by)
    waits = keep_open and case.waiting_since is None
    data = _settled_data(items) | {"reply": reply.pk} | ({"waits": True} if waits else {})
    steps.finish(case, EventKind.ANSWERED, by, data)
    _tell(case, "case_answered", data)


@transaction.atomic
def dismiss(case: Case, items: Sequence[int], reason: str, by: User) -> Case:
    """Settle words of the case without an answer, for a written reason."""
    fresh = steps.take(case, by)
    if not reason.strip():
        raise Refused(_("Say why these need no answer."))
    settled = pending(fresh, items)
    _mark(settled, state=ItemState.DISMISSED, settled_by=by, reason=reason.strip())
    _after_settling(fresh, Verb.DISMISS, by)
    data = _settled_data(settled) | {"reason": reason.strip()}
    steps.finish(fresh, EventKind.DISMISSED, by, data)
    _tell(fresh, "case_dismissed", data)
    return fresh


@transaction.atomic
def close(case: Case, by: User) -> Case:
    """Close a case that was answered and waits for the person."""
    fresh = steps.take(case, by)
    steps.settle(fresh, Verb.CLOSE, clock.now())
    steps.finish(fresh, EventKind.CLOSED, by)
    return fresh


@transaction.atomic
def undo(case: Case, by: User) -> Case:
    """Take back the last answer, dismissal or closing of this case that still stands."""
    fresh = steps.take(case, by)
    last = _last_undoable(fresh)
    if last.kind == EventKind.CLOSED:
        steps.step(fresh, Verb.RESUME)
        fresh.closed_at, fresh.due_at = None, clock.now() + FOLLOW_UP
    else:
        _reopen_words(fresh, last, by)
    steps.finish(fresh, EventKind.UNDONE, by, {"undoes": last.pk, "kind": last.kind})
    _tell(fresh, "case_undone", {"kind": last.kind})
    return fresh


def pending(case: Case, items: Sequence[int]) -> list[CaseItem]:
    """These open words of the case, the oldest first; refused if any of them is settled, or an
    answer is on its way to it."""
    if not items:
        raise Refused(_("Choose the words that this is about."))
    found = list(
        CaseItem.objects.filter(case=case, pk__in=items, state=ItemState.PENDING)
        .select_related("interaction__profile", "interaction__source", "reply__author")
        .order_by("interaction__at", "pk")
    )
    if len(found) < len(set(items)):
        raise Refused(_("Somebody has settled this in the meantime. Look again."))
    for item in found:
        if item.reply is not None:
            raise BeingAnswered(item.reply)
    return found


def _mark(items: Sequence[CaseItem], **values: Any) -> None:
    CaseItem.objects.filter(pk__in=[item.pk for item in items]).update(
        settled_at=clock.now(), **values
    )


def _after_settling(case: Case, verb: Verb, by: User) -> None:
    still = steps.oldest_pending(case)
    if still is not None:
        steps.unsettle(case, still)
        return
    steps.settle(case, verb, clock.now())
    case.owner = case.owner or by


def _settled_data(items: Sequence[CaseItem]) -> dict[str, Any]:
    return {"items": [item.pk for item in items]}


def _last_undoable(case: Case) -> CaseEvent:
    kinds = (*UNDOABLE, EventKind.UNDONE)
    undone: set[int] = set()
    for event in CaseEvent.objects.filter(case=case, kind__in=kinds).order_by("-id"):
        if event.kind == EventKind.UNDONE:
            undone.add(event.data["undoes"])
        elif event.pk not in undone:
            return event
    raise Refused(_("There is nothing to undo."))


def _reopen_words(case: Case, last: CaseEvent, by: User) -> None:
    words = CaseItem.objects.filter(
        case=case, pk__in=last.data["items"], state=last.kind
    ).select_related("interaction")
    if not words:
        raise Refused(_("There is nothing to undo."))
    replies = {word.reply_id for word in words if word.reply_id}
    reopen_words(case, words)
    for reply in Reply.objects.filter(pk__in=replies):
        outbound.withdraw(reply, by)


def reopen_words(case: Case, words: QuerySet[CaseItem]) -> None:
    """These settled words of a case that is held are open again; stores the case."""
    steps.step(case, Verb.UNDO)
    case.snoozed_until = None
    steps.unsettle(case, _oldest(case, [word.interaction.at for word in words]))
    # In this order: the database lets no word be open in a case that is not.
    case.save(update_fields=steps.CHANGING)
    CaseItem.objects.filter(pk__in=[word.pk for word in words]).update(
        state=ItemState.PENDING,
        settled_at=None,
        settled_by=None,
        reason="",
        reply=None,
        answered_by=None,
    )


def _oldest(case: Case, times: Sequence[datetime]) -> datetime:
    still = steps.oldest_pending(case)
    return min([*times, still] if still else times)


def _tell(case: Case, kind: str, data: dict[str, Any]) -> None:
    ledger.append(case.workspace_id, kind, case, clock.now(), {"case": case.number, **data})
