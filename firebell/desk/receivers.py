"""What the desk hears from rooms below."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from firebell.accounts.models import User
from firebell.accounts.signals import duty_changed
from firebell.common import clock, ledger
from firebell.desk.models import Case


@receiver(duty_changed)
def cases_without_their_owner(
    *, workspace_id: int, user_id: int, on_duty: bool, **_kwargs: Any
) -> None:
    """Somebody went off duty: say how many open cases that leaves without a person.

    The cases stay theirs, shown as "owner not on duty", until a lead releases them.
    """
    if on_duty:
        return
    left = Case.objects.filter(
        workspace_id=workspace_id, owner_id=user_id, closed_at__isnull=True
    ).count()
    if left:
        user = User.objects.get(pk=user_id)
        ledger.append(workspace_id, "owner_off_duty", user, clock.now(), {"cases": left})
