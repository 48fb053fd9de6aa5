"""What other programs are told of: the facts of all rooms, as they are recorded."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from firebell.api import actions
from firebell.common.signals import facts_appended


@receiver(facts_appended)
def facts_to_tell(*, facts: list[Any], **_kwargs: Any) -> None:
    """In the transaction of the facts: a fact and the call that tells it are stored together."""
    actions.queue_calls(facts)
