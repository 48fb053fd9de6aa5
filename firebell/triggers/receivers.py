"""What the bell hears from rooms below."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from firebell.channels.signals import source_health_changed
from firebell.common.models import LedgerFact
from firebell.triggers import actions


@receiver(source_health_changed)
def a_source_changed(*, fact: LedgerFact, **_kwargs: Any) -> None:
    actions.ring_source(fact)
