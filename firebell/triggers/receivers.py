"""What the bell hears from rooms below."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from firebell.accounts.signals import workspace_opened
from firebell.channels.signals import source_health_changed
from firebell.common.ledger import NewFact
from firebell.common.models import LedgerFact
from firebell.common.signals import facts_appended
from firebell.listening.models import Interaction
from firebell.triggers import actions
from firebell.understanding.enums import Field
from firebell.understanding.models import Correction, Reading
from firebell.understanding.signals import reading_corrected


@receiver(workspace_opened)
def a_workspace_opened(*, workspace_id: int, **_kwargs: Any) -> None:
    actions.ship_triggers(workspace_id)


@receiver(facts_appended)
def something_happened(*, facts: list[NewFact], **_kwargs: Any) -> None:
    actions.ring_for_facts(facts)


@receiver(source_health_changed)
def a_source_changed(*, fact: LedgerFact, **_kwargs: Any) -> None:
    actions.ring_source(fact)


@receiver(reading_corrected)
def a_word_counts_otherwise(
    *,
    correction: Correction,
    interaction: Interaction,
    reading: Reading,
    was: str,
    now: str,
    **_kwargs: Any,
) -> None:
    if correction.field in Field.values:
        actions.recount(interaction, reading, Field(correction.field), was, now)
