from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from firebell.accounts.models import User
from firebell.common import clock
from firebell.core.outbound.contract import Outcome, Verdict
from firebell.core.outbound.delivery_states import Verb
from firebell.listening.models import Interaction
from firebell.outbound import queries
from firebell.outbound.actions import moving
from firebell.outbound.actions.guarding import refuse_if_blocked
from firebell.outbound.actions.refusals import AlreadyAnswered, Refused
from firebell.outbound.enums import ReplyState
from firebell.outbound.models import Reply


def record_reply(
    workspace_id: int,
    interaction: Interaction,
    author: User,
    text: str,
    *,
    public: bool,
    override_reason: str = "",
    case_number: int | None = None,
) -> Reply:
    """Record an answer that the author gave in the network's own app.

    Raises GuardBlocked (a warning passes with an override reason), AlreadyAnswered. Inside a
    transaction of the caller's own, call `refuse_if_blocked` first, before it begins.
    """
    if not text.strip():
        raise Refused(_("Write down what was answered."))
    verdict = checked(workspace_id, interaction, author, text, public, override_reason)
    now = clock.now()
    with transaction.atomic():
        reply = store(
            workspace_id,
            interaction,
            verdict,
            case_number=case_number,
            author=author,
            text=text,
            public=public,
            override_reason=override_reason.strip(),
            created_at=now,
            elsewhere=True,
            state=ReplyState.SENT,
            sent_at=now,
        )
        moving.announce(reply, "reply_recorded", author)
    return reply


def checked(
    workspace_id: int,
    interaction: Interaction,
    author: User,
    text: str,
    public: bool,
    override_reason: str,
) -> Verdict:
    if interaction.workspace_id != workspace_id:
        raise ValueError("the interaction belongs to another workspace")
    return refuse_if_blocked(
        workspace_id, interaction, author, text, public=public, override_reason=override_reason
    )


def store(workspace_id: int, interaction: Interaction, verdict: Verdict, **values: Any) -> Reply:
    """A new reply, if none stands beside it; `override_reason` is kept only where it overrides."""
    # Two who answer at once: the second waits here and then finds the first one's answer.
    Interaction.objects.select_for_update(of=("self",)).get(pk=interaction.pk)
    if standing := queries.standing_reply(interaction.pk):
        raise AlreadyAnswered(standing)
    overridden = verdict.verdict == Outcome.WARN
    values["override_reason"] = values["override_reason"] if overridden else ""
    return Reply.objects.create(
        workspace_id=workspace_id,
        interaction=interaction,
        verdict=verdict.verdict,
        reasons=queries.reasons_as_data(verdict),
        overridden_by=values["author"] if overridden else None,
        **values,
    )


@transaction.atomic
def withdraw(reply: Reply, by: User) -> bool:
    """Take an answer back: its post counts as unanswered again. False if it was already.

    What a network has, it keeps: whoever takes back a reply that was sent must delete it there.
    """
    fresh = moving.take(reply.pk)
    if not fresh.has_arrived:
        return False
    moving.move(fresh, Verb.WITHDRAW)
    moving.announce(fresh, "reply_withdrawn", by)
    reply.state = fresh.state
    return True
