"""The health of a source remembered and announced."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from firebell.channels import signals
from firebell.channels.enums import SourceHealth
from firebell.channels.health import Judgement
from firebell.channels.models import Source
from firebell.common import ledger, pulse
from firebell.common.models import LedgerFact

CALM = (SourceHealth.UNKNOWN, SourceHealth.FINE)


@transaction.atomic
def note_health(source: Source, judged: Judgement, now: datetime) -> None:
    """Remember how well a source hears; a change is a fact, and announced."""
    was = SourceHealth(
        Source.objects.select_for_update().values_list("health", flat=True).get(pk=source.pk)
    )
    changes: dict[str, Any] = {"health": judged.health, "health_data": judged.data}
    if judged.health != was:
        changes["health_since"] = now
    Source.objects.filter(pk=source.pk).update(**changes)
    for name, value in changes.items():
        setattr(source, name, value)
    if judged.health == was:
        return
    data = {"name": source.name, "network": source.network, **judged.data}
    if judged.health not in CALM:
        _announce(_fact(source, judged.health, now, data))
    elif was not in CALM:
        _announce(recovered(source, was, now))
    pulse.touch(source.workspace_id, "sources")


def announce_recovery(source: Source, was: SourceHealth, now: datetime) -> None:
    """What troubled a source is over, or a person took it in hand. Belongs into a transaction."""
    if was not in CALM:
        _announce(recovered(source, was, now))


def recovered(source: Source, was: SourceHealth, now: datetime) -> LedgerFact:
    data = {"name": source.name, "was": str(was)}
    return ledger.append(source.workspace_id, "source_recovered", source, now, data)


def _announce(fact: LedgerFact) -> None:
    signals.source_health_changed.send(Source, fact=fact)


def _fact(source: Source, health: SourceHealth, now: datetime, data: dict[str, Any]) -> LedgerFact:
    workspace_id = source.workspace_id
    match health:
        case SourceHealth.SILENT:
            return ledger.append(workspace_id, "source_fell_silent", source, now, data)
        case SourceHealth.LAGGING:
            return ledger.append(workspace_id, "source_lagging", source, now, data)
        case SourceHealth.EXPIRING:
            return ledger.append(workspace_id, "source_expiring", source, now, data)
        case SourceHealth.SCOPES:
            return ledger.append(workspace_id, "source_scopes_missing", source, now, data)
        case SourceHealth.MISSING:
            return ledger.append(workspace_id, "source_words_missing", source, now, data)
    return ledger.append(workspace_id, "source_deaf", source, now, data)
