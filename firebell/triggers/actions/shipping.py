"""Every workspace has the triggers that are shipped."""

from __future__ import annotations

from firebell.core.triggers.rules.shipped import SHIPPED
from firebell.triggers.models import Trigger
from firebell.triggers.rows import shipped_fields


def ship_triggers(workspace_id: int) -> None:
    """Those that it lacks; what it has is left as it is."""
    rows = [
        Trigger(workspace_id=workspace_id, kind=form.kind, shipped=True, **shipped_fields(form))
        for form in SHIPPED
    ]
    Trigger.objects.bulk_create(rows, ignore_conflicts=True)
