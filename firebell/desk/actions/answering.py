"""An answer on its way through a network: its words stay open until the network has it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_noop

from firebell.accounts.models import User
from firebell.channels.models import Source
from firebell.core.desk import case_states
from firebell.core.desk.case_states import Verb
from firebell.desk import queries
from firebell.desk.actions import presence, settling, steps
from firebell.desk.actions.giving_out import refuse_if_not_for_them
from firebell.desk.enums import EventKind, ItemState
from firebell.desk.models import Case, CaseEvent, CaseItem
from firebell.outbound import actions as outbound
from firebell.outbound.models import Reply

ANSWERED_ALREADY = gettext_noop("Nothing was left to answer.")


def send_answer(
    case: Case,
    text: str,
    items: Sequence[int],
    by: User,
    *,
    public: bool,
    source: Source | None = None,
    override_reason: str = "",
    keep_open: bool = False,
) -> Reply:
    """Let an answer to words of the case go out through the network, after the grace time.

    The words stay open, and the case with its due time, until the reply is sent. Raises Refused
    (BeingAnswered where an answer is on its way to one of them), PermissionDenied, and what
    `outbound.actions.queue_reply` raises.
    """
    steps.require_member(case.workspace_id, by)
    newest = settling.pending(case, items)[-1].interaction
    # Before the transaction, so that the note of a blocked attempt outlives the refusal.
    outbound.refuse_if_blocked(
        case.workspace_id, newest, by, text, public=public, override_reason=override_reason
    )
    with transaction.atomic():
        fresh = steps.take(case, by)
        if fresh.owner_id != by.pk:
            refuse_if_not_for_them(fresh, by)
        words = settling.pending(fresh, items)
        reply = outbound.queue_reply(
            fresh.workspace_id,
            words[-1].interaction,
            by,
            signed(fresh, text, by) if public else text,
            public=public,
            source=source,
            override_reason=override_reason,
            case_number=fresh.number,
        )
        presence.drop_draft(fresh, by)
        _on_its_way(fresh, words, reply, keep_open=keep_open)
    return reply


def signed(case: Case, text: str, by: User) -> str:
    """As it goes out in public: with what it is signed with."""
    mark = signature(case, by)
    return f"{text.rstrip()} {mark}" if mark else text


def signature(case: Case, by: User) -> str:
    """The writer's initials, so that people see who helped them; "" unless the house wants that."""
    if not queries.house_rules(case.workspace_id).signs:
        return ""
    initials = "".join(word[0] for word in by.name.split())[:3].upper()
    return f"^{initials}" if initials else ""


def _on_its_way(case: Case, words: Sequence[CaseItem], reply: Reply, *, keep_open: bool) -> None:
    CaseItem.objects.filter(pk__in=[word.pk for word in words]).update(reply=reply)
    if case.owner_id is None and Verb.CLAIM in case_states.allowed(case.state):
        case.owner = reply.author  # whoever answers sees to it that the answer arrives
        steps.step(case, Verb.CLAIM)
        case.snoozed_until = None
    data = {"items": [word.pk for word in words], "reply": reply.pk, "keep_open": keep_open}
    steps.finish(case, EventKind.ANSWERING, reply.author, data)


def is_still_wanted(reply: Reply) -> bool:
    """Does the answer still have a word to answer? One without a case always does."""
    if reply.case_number is None:
        return True
    return CaseItem.objects.filter(reply=reply, state=ItemState.PENDING).exists()


def _case_of(reply: Reply) -> Case | None:
    if reply.case_number is None:
        return None
    cases = Case.objects.select_for_update()
    return cases.filter(workspace_id=reply.workspace_id, number=reply.case_number).first()


def _beginning(case: Case, reply: Reply) -> CaseEvent | None:
    begun = CaseEvent.objects.filter(case=case, kind=EventKind.ANSWERING, data__reply=reply.pk)
    return begun.order_by("id").last()


@transaction.atomic
def settle_sent(reply: Reply, by: User | None) -> None:
    """The network has the answer: its words are answered, those that are still open."""
    case = _case_of(reply)
    begun = _beginning(case, reply) if case is not None else None
    if case is None or begun is None:
        return
    words = list(
        CaseItem.objects.filter(case=case, pk__in=begun.data["items"], state=ItemState.PENDING)
    )
    words = [word for word in words if word.reply_id in (None, reply.pk)]
    if words:
        keep_open = bool(begun.data["keep_open"])
        settling.answered(case, words, reply, reply.author, keep_open=keep_open)
    if reply.echo_id is not None:
        # The echo was heard before the network told us: the words rest on the reply as well.
        CaseItem.objects.filter(case=case, answered_by=reply.echo_id, reply=None).update(
            reply=reply
        )


@transaction.atomic
def let_go(reply: Reply, kind: EventKind, by: User | None) -> None:
    """The answer will not arrive: its words are open and free to be answered anew, loudly."""
    case = _case_of(reply)
    if case is None:
        return
    words = CaseItem.objects.filter(case=case, reply=reply)
    ids = list(words.values_list("pk", flat=True))
    answered = words.filter(state=ItemState.ANSWERED).select_related("interaction")
    if answered:
        settling.reopen_words(case, answered)
    words.update(reply=None)
    if case.snoozed_until is not None and kind == EventKind.FAILED:
        steps.step(case, Verb.WAKE)
        case.snoozed_until = None
    data = {"items": ids, "reply": reply.pk, "why": reply.failure}
    steps.finish(case, kind, by, data)


@transaction.atomic
def note_uncertain(reply: Reply) -> None:
    case = _case_of(reply)
    if case is not None:
        steps.finish(case, EventKind.UNCERTAIN, None, {"reply": reply.pk, "why": reply.failure})
