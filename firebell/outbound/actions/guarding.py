from __future__ import annotations

from django.db import transaction

from firebell.accounts.models import User
from firebell.common import audit, clock, ledger
from firebell.core.outbound.contract import Draft, Outcome, Verdict
from firebell.core.outbound.judge import judge
from firebell.listening.models import Interaction
from firebell.outbound import queries
from firebell.outbound.actions.refusals import GuardBlocked


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
