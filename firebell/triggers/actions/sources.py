"""A source that is not heard rings like a brand: from the facts of its health."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction

from firebell.channels.enums import SourceHealth
from firebell.common import clock, ledger, pulse
from firebell.common.models import LedgerFact
from firebell.core.triggers.rules.facts import Happened
from firebell.core.triggers.rules.matching import least_severity, match_fact
from firebell.core.triggers.rules.trigger import Trigger
from firebell.triggers import queries, signals
from firebell.triggers.actions.queueing import queue_notifications
from firebell.triggers.enums import AlertState, TriggerKind
from firebell.triggers.models import Alert
from firebell.triggers.rows import as_trigger

SEVERITY = {
    SourceHealth.DEAF: 7,
    SourceHealth.MISSING: 7,
    SourceHealth.SCOPES: 6,
    SourceHealth.SILENT: 6,
    SourceHealth.EXPIRING: 5,
    SourceHealth.LAGGING: 4,
}
RECOVERED = "source_recovered"
_LONGEST_WINDOW = int(timedelta(days=365).total_seconds())


@transaction.atomic
def ring_source(fact: LedgerFact) -> Alert | None:
    """Ring for a fact about a source's health, or end what rang. The alert that it is about.

    What it rings for is said by the workspace's triggers for sources.
    One trouble rings once, also where it turns into another; a worse one is told again.
    """
    alert = queries.going_on_about(fact.subject_id)
    if fact.kind == RECOVERED:
        return _end(alert, fact) if alert is not None else None
    rule = _rule(fact)
    if rule is None:
        return alert
    severity = max(SEVERITY[SourceHealth(fact.data["health"])], least_severity(rule))
    is_new, worse = alert is None, alert is not None and severity > alert.severity
    alert = alert or _opened(fact)
    alert.trigger_id = alert.opened_by_id = rule.id
    alert.conditions = queries.conditions_of(rule.id)
    alert.severity = max(severity, alert.severity)
    alert.headline = {"kind": str(TriggerKind.SOURCE), **fact.data}
    alert.observed, alert.expected = 0, float(fact.data.get("usual_since", 0))
    alert.last_at = fact.at
    alert.save()
    if is_new or worse:
        queue_notifications(alert, clock.now())
    if is_new:
        ledger.append(fact.workspace_id, "alert_rang", alert, alert.at, alert.headline)
        signals.alert_rang.send(Alert, workspace_id=fact.workspace_id, alert_id=alert.pk)
    pulse.touch(fact.workspace_id, "alerts", *(["rings"] if is_new else []))
    return alert


def _rule(fact: LedgerFact) -> Trigger | None:
    """The first trigger that rings for it; the channel of a source is its network."""
    channel = queries.network_of(fact.subject_id)
    happened = Happened(fact.kind, int(fact.at.timestamp()), fact.data, channel=channel)
    rules = map(as_trigger, queries.triggers_over_sources(fact.workspace_id))
    return next((one for one in rules if match_fact(one, happened)), None)


def _opened(fact: LedgerFact) -> Alert:
    data: dict[str, Any] = fact.data
    onset = fact.at - timedelta(seconds=min(data.get("seconds", 0), _LONGEST_WINDOW))
    return Alert(
        workspace_id=fact.workspace_id,
        source_id=fact.subject_id,
        kind=TriggerKind.SOURCE,
        onset=onset,
        at=fact.at,
        peak_at=fact.at,
        last_at=fact.at,
        window=int(min(data.get("seconds", 0), _LONGEST_WINDOW)),
        severity=1,
    )


def _end(alert: Alert, fact: LedgerFact) -> Alert:
    alert.ended_at, alert.state = fact.at, AlertState.CLOSED
    alert.save(update_fields=["ended_at", "state"])
    ledger.append(alert.workspace_id, "alert_ended", alert, fact.at, alert.headline)
    signals.alert_ended.send(Alert, workspace_id=alert.workspace_id, alert_id=alert.pk)
    pulse.touch(alert.workspace_id, "alerts")
    return alert
