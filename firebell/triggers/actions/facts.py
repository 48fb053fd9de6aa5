"""Facts of the ledger ring, where a trigger waits for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from firebell.common import clock, ledger, pulse
from firebell.common.ledger import NewFact
from firebell.core.triggers.alerts import AlertRules, severity
from firebell.core.triggers.rules.conditions import Fact
from firebell.core.triggers.rules.effects import Ring
from firebell.core.triggers.rules.facts import Happened
from firebell.core.triggers.rules.matching import least_severity, match_fact
from firebell.core.triggers.rules.trigger import HOUR, Trigger
from firebell.triggers import queries, signals
from firebell.triggers.actions.queueing import queue_notifications
from firebell.triggers.enums import AlertState, TriggerKind
from firebell.triggers.headlines import fact_headline_data
from firebell.triggers.models import Alert, AlertEvidence
from firebell.triggers.rows import as_trigger

NAMED = 3
QUIET = timedelta(seconds=AlertRules().quiet)


def ring_for_facts(facts: Sequence[NewFact]) -> None:
    """Ring for those that fulfil a trigger's conditions, in the transaction of the facts."""
    for row in queries.triggers_over_facts({fact.workspace_id for fact in facts}):
        rule = as_trigger(row)
        kinds = _kinds(rule)
        for fact in facts:
            if fact.workspace_id == row.workspace_id and fact.kind in kinds:
                happened = _happened(fact)
                if match_fact(rule, happened):
                    _ring(rule, fact, happened)


def _kinds(rule: Trigger) -> set[str]:
    if not rule.effects_named(Ring.name):
        return set()
    return {kind for one in rule.conditions if isinstance(one, Fact) for kind in one.kinds}


def _happened(fact: NewFact) -> Happened:
    brand, channel = queries.brand_and_channel(fact)
    own = brand is None or brand.own
    at = int(fact.at.timestamp())
    return Happened(fact.kind, at, fact.data, brand.pk if brand else None, own, channel)


def _ring(rule: Trigger, fact: NewFact, happened: Happened) -> None:
    """Open an alert, or add to the one that this trigger rang within its cool-down."""
    alert = queries.last_of_facts(rule.id, happened.brand)
    within = timedelta(seconds=rule.cool_down)
    is_new = alert is None or fact.at - alert.last_at > within
    if alert is None or is_new:
        alert = _opened(rule, fact, happened)
    before = alert.severity
    alert.observed += 1
    alert.last_at = alert.peak_at = max(alert.last_at, fact.at)
    alert.severity = max(least_severity(rule), severity(alert.observed, 0), before)
    names = _names(fact, alert.headline)
    alert.headline = fact_headline_data(rule, fact.kind, round(alert.observed), names)
    if alert.ended_at is not None:
        alert.ended_at, alert.state = None, AlertState.OPEN
    alert.save()
    if fact.subject_type == "listening.interaction":
        AlertEvidence.objects.get_or_create(
            alert=alert, interaction_id=fact.subject_id, defaults={"rank": 0}
        )
    if is_new or alert.severity > before:
        queue_notifications(alert, clock.now())
    if is_new:
        ledger.append(alert.workspace_id, "alert_rang", alert, alert.at, alert.headline)
        signals.alert_rang.send(Alert, workspace_id=alert.workspace_id, alert_id=alert.pk)
    pulse.touch(alert.workspace_id, "alerts", *(["rings"] if is_new else []))


def _names(fact: NewFact, headline: dict[str, Any] | None) -> list[str]:
    """Of what the facts of an alert are about, as far as they say it; the first few."""
    said = [*(headline or {}).get("names", ()), str(fact.data.get("name") or "")]
    return list(dict.fromkeys(one for one in said if one))[:NAMED]


def _opened(rule: Trigger, fact: NewFact, happened: Happened) -> Alert:
    return Alert(
        workspace_id=fact.workspace_id,
        brand_id=happened.brand,
        kind=TriggerKind.FACT,
        channel=happened.channel,
        onset=fact.at,
        at=fact.at,
        peak_at=fact.at,
        last_at=fact.at,
        observed=0,
        expected=0,
        window=HOUR,
        severity=1,
        trigger_id=rule.id,
        opened_by_id=rule.id,
        conditions=queries.conditions_of(rule.id),
    )


def end_fact_alerts(workspace_id: int, now: datetime) -> None:
    """Those to which nothing was added for an hour are over."""
    over: Iterable[Alert] = queries.fact_alerts_quiet_since(workspace_id, now - QUIET)
    for alert in over:
        alert.ended_at, alert.state = alert.last_at, AlertState.CLOSED
        alert.save(update_fields=["ended_at", "state"])
        ledger.append(workspace_id, "alert_ended", alert, alert.last_at, alert.headline)
        signals.alert_ended.send(Alert, workspace_id=workspace_id, alert_id=alert.pk)
        pulse.touch(workspace_id, "alerts")
