"""A trigger's row as the core takes it, and as it is shipped."""

from __future__ import annotations

from datetime import time
from typing import Any

from firebell.core.triggers.rules.conditions import CONDITIONS
from firebell.core.triggers.rules.effects import EFFECTS
from firebell.core.triggers.rules.shipped import Shipped
from firebell.core.triggers.rules.trigger import Brands, Frequency, Quiet, Scope, Trigger
from firebell.triggers.models import Trigger as Row


def as_trigger(row: Row) -> Trigger:
    """RuleError for a row that holds what no version here knows."""
    return Trigger(
        id=row.pk or 0,
        kind=row.kind,
        conditions=tuple(CONDITIONS.read(one) for one in row.conditions),
        effects=tuple(EFFECTS.read(one) for one in row.effects),
        scope=as_scope(row.scope),
        active=row.active,
        budget=row.budget,
        hold=row.hold,
        cool_down=row.cool_down,
        quiet=quiet_of(row),
        frequency=Frequency(row.tell_most, row.tell_seconds) if row.tell_most else None,
        tuned=row.tuned,
    )


def as_scope(kept: dict[str, Any]) -> Scope:
    return Scope(
        brands=Brands(kept.get("brands", Brands.ALL)),
        chosen=frozenset(kept.get("chosen", ())),
        channels=tuple(kept.get("channels", ())),
        topics=tuple(kept.get("topics", ())),
        languages=tuple(kept.get("languages", ())),
    )


def quiet_of(row: Row) -> Quiet | None:
    if row.quiet_since is None or row.quiet_until is None:
        return None
    since, until = (time(*divmod(one, 60)) for one in (row.quiet_since, row.quiet_until))
    return Quiet(since, until, row.quiet_zone or "UTC", row.quiet_severity)


def shipped_fields(form: Shipped) -> dict[str, Any]:
    """What a row has in the form in which its kind is shipped, its switch and name apart."""
    return {
        "scope": {"brands": form.brands},
        "conditions": list(form.conditions),
        "effects": list(form.effects),
        "budget": form.budget,
        "hold": Row._meta.get_field("hold").default,
        "cool_down": Row._meta.get_field("cool_down").default,
        "quiet_since": None,
        "quiet_until": None,
        "quiet_zone": "",
        "quiet_severity": Row._meta.get_field("quiet_severity").default,
        "tell_most": None,
        "tell_seconds": Row._meta.get_field("tell_seconds").default,
        "tuned": 1.0,
        "tuned_since": None,
    }
