"""What the knowledge room hears through the ledger."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from firebell.common.ledger import NewFact
from firebell.common.signals import facts_appended
from firebell.knowledge import actions

# An answer that did not reach anybody has used nothing.
NOT_OUT = frozenset({"reply_cancelled", "reply_failed", "reply_withdrawn"})


@receiver(facts_appended)
def answers_that_did_not_go_out(*, facts: list[NewFact], **_kwargs: Any) -> None:
    gone: dict[int, list[int]] = {}
    for fact in facts:
        if fact.kind in NOT_OUT and "reply" in fact.data:
            gone.setdefault(fact.workspace_id, []).append(fact.data["reply"])
    for workspace_id, replies in gone.items():
        actions.forget_uses(workspace_id, replies)
