"""What a workspace has settled of how its brands ring, as engines outside of the house take it."""

from __future__ import annotations

from firebell.core.triggers.rules.house import HouseRules
from firebell.triggers import queries
from firebell.triggers.rows import as_trigger


def house_rules(workspace_id: int) -> HouseRules:
    return HouseRules(
        triggers=tuple(map(as_trigger, queries.triggers_over_sounds(workspace_id))),
        own=queries.brands_own(workspace_id),
    )
