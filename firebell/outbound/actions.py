from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from firebell.accounts.models import User
from firebell.common import audit, clock, ledger, pulse
from firebell.core.outbound.contract import Draft, Outcome, Verdict
from firebell.core.outbound.judge import judge
from firebell.listening.models import Interaction
from firebell.outbound import queries
from firebell.outbound.enums import ReplyState
from firebell.outbound.models import Reply


class Refused(Exception):  # noqa: N818 - named for what happened
    """A reply that may not be recorded; `str()` says why and what to do, for a person."""


class GuardBlocked(Refused):
    """The guard does not let this text out; `verdict` has the reasons."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(_BLOCKED[verdict.verdict])
        self.verdict = verdict


class AlreadyAnswered(Refused):
    """The post has a standing answer, `reply`."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(_("%(name)s has answered this post already.") % {"name": reply.author})
        self.reply = reply


_BLOCKED = {
    Outcome.WARN: _("Change the text, or say why it should go out as it is."),
    Outcome.APPROVE: _("This text needs somebody's approval, which cannot be given here yet."),
    Outcome.BLOCK: _("This text may not go out. Change what is marked."),
}


def check_draft(
    text: str,
    *,
    public: bool,
    channel: str = "",
    language: str = "",
    customer: tuple[str, ...] = (),
    agent: str = "",
) -> Verdict:
    """The guard's word on a text as it is being written; stores nothing."""
    return judge(Draft(text, public, channel, language, customer, agent), queries.guards())


def refuse_if_blocked(
    workspace_id: int,
    interaction: Interaction,
    author: User,
    text: str,
    *,
    public: bool,
    override_reason: str = "",
) -> Verdict:
    """The verdict on an answer that may go out. Raises GuardBlocked for one that may not, after
    writing down that it was tried; call it outside a transaction, or that note is rolled back."""
    verdict = check_draft(
        text,
        public=public,
        channel=interaction.channel,
        customer=(interaction.profile.name, interaction.profile.handle),
        agent=author.name,
    )
    let_out = verdict.verdict == Outcome.SEND or (
        verdict.verdict == Outcome.WARN and override_reason.strip()
    )
    if not let_out:
        if verdict.verdict != Outcome.WARN:
            _note_blocked(workspace_id, interaction, author, verdict)
        raise GuardBlocked(verdict)
    return verdict


def record_reply(
    workspace_id: int,
    interaction: Interaction,
    author: User,
    text: str,
    *,
    public: bool,
    elsewhere: bool = True,
    override_reason: str = "",
    case_number: int | None = None,
) -> Reply:
    """Record an answer that the author gave in the network's own app.

    Raises GuardBlocked (a warning passes with an override reason), AlreadyAnswered. Inside a
    transaction of the caller's own, call `refuse_if_blocked` first, before it begins.
    """
    if not elsewhere:
        raise ValueError("channels cannot send yet: record replies given elsewhere")
    if interaction.workspace_id != workspace_id:
        raise ValueError("the interaction belongs to another workspace")
    if not text.strip():
        raise Refused(_("Write down what was answered."))
    verdict = refuse_if_blocked(
        workspace_id, interaction, author, text, public=public, override_reason=override_reason
    )
    with transaction.atomic():
        # Two who answer at once: the second waits here and then finds the first one's answer.
        Interaction.objects.select_for_update().get(pk=interaction.pk)
        if standing := queries.standing_reply(interaction.pk):
            raise AlreadyAnswered(standing)
        now = clock.now()
        reply = Reply.objects.create(
            workspace_id=workspace_id,
            interaction=interaction,
            case_number=case_number,
            author=author,
            text=text,
            public=public,
            elsewhere=elsewhere,
            state=ReplyState.SENT,
            verdict=verdict.verdict,
            reasons=queries.reasons_as_data(verdict),
            overridden_by=author if verdict.verdict == Outcome.WARN else None,
            override_reason=override_reason.strip() if verdict.verdict == Outcome.WARN else "",
            created_at=now,
            sent_at=now,
        )
        _announce(reply, "reply_recorded", author)
    return reply


@transaction.atomic
def withdraw(reply: Reply, by: User) -> bool:
    """Take an answer back: its post counts as unanswered again. False if it was already."""
    changed = Reply.objects.filter(pk=reply.pk, state=ReplyState.SENT).update(
        state=ReplyState.WITHDRAWN
    )
    reply.state = ReplyState.WITHDRAWN
    if changed:
        _announce(reply, "reply_withdrawn", by)
    return bool(changed)


def _announce(reply: Reply, kind: str, by: User) -> None:
    data = {
        "reply": reply.pk,
        "case": reply.case_number,
        "public": reply.public,
        "elsewhere": reply.elsewhere,
        "verdict": reply.verdict,
        "rules": sorted({reason["rule"] for reason in reply.reasons}),
    }
    ledger.append(reply.workspace_id, kind, reply.interaction, clock.now(), data)
    audit.record(kind, actor=by, workspace_id=reply.workspace_id, about=reply, data=data)
    pulse.touch(reply.workspace_id, "cases")


@transaction.atomic
def _note_blocked(
    workspace_id: int, interaction: Interaction, author: User, verdict: Verdict
) -> None:
    # The text itself is not kept: the rules say enough, and the author may still change it.
    rules = sorted({finding.rule for finding in verdict.reasons})
    data = {"verdict": str(verdict.verdict), "rules": rules}
    ledger.append(workspace_id, "reply_blocked", interaction, clock.now(), data)
    audit.record(
        "reply_blocked", actor=author, workspace_id=workspace_id, about=interaction, data=data
    )
