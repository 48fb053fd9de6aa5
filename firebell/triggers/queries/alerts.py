"""Alerts: those that stand open, the list, and what is behind each."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta

from django.db.models import (
    Max,
    Prefetch,
    Q,
    QuerySet,
)

from firebell.triggers.enums import AlertState, TriggerKind
from firebell.triggers.models import (
    Alert,
    AlertEvidence,
)
from firebell.understanding import queries as understanding


def latest_alerts(workspace_id: int, brands: Collection[int]) -> dict[int, Alert]:
    """Brand -> its last alert, open or over; what facts rang stands for itself."""
    last = (
        Alert.objects.filter(workspace_id=workspace_id, brand_id__in=brands)
        .exclude(kind=TriggerKind.FACT)
        .values("brand_id")
        .annotate(last=Max("id"))
        .values("last")
    )
    return {alert.brand_id: alert for alert in Alert.objects.filter(pk__in=last)}


def rang_for(
    workspace_id: int,
    brands: Collection[int],
    triggers: Collection[int],
    start: datetime,
    end: datetime,
) -> list[Alert]:
    """Alerts about these brands, between these instants, for which any of these triggers rang."""
    rows = Alert.objects.filter(
        workspace_id=workspace_id, brand_id__in=brands, at__gte=start, at__lt=end
    ).exclude(kind=TriggerKind.FACT)
    return [one for one in rows.order_by("at", "pk") if set(triggers) & behind(one)]


def behind(alert: Alert) -> set[int]:
    """Ids of all triggers that rang for it."""
    return {one for one in (alert.trigger_id, alert.opened_by_id, *alert.joined) if one is not None}


def alerts_of(workspace_id: int) -> QuerySet[Alert]:
    """The newest first, with their brands."""
    return (
        Alert.objects.filter(workspace_id=workspace_id)
        .select_related("brand", "source", "workspace", "trigger", "acknowledged_by")
        .order_by("-at", "-id")
    )


def ringing_alerts(workspace_id: int) -> QuerySet[Alert]:
    """What is going on now, the worst first."""
    return (
        alerts_of(workspace_id)
        .exclude(state=AlertState.CLOSED)
        .order_by("-severity", "-last_at", "-id")
    )


def going_on_about(source_id: int) -> Alert | None:
    """The alert about a source that is not over, locked; there is at most one."""
    rows = Alert.objects.select_for_update().filter(source_id=source_id, ended_at__isnull=True)
    return rows.first()


def alert_key(alert: Alert) -> str:
    """Where an alert stands in the list, for `alerts_before`."""
    return f"{int(alert.at.timestamp() * 1_000_000)}.{alert.pk}"


def alerts_before(alerts: QuerySet[Alert], key: str) -> QuerySet[Alert]:
    """The part of `alerts_of` that comes after `key`; all of it for a key we did not make."""
    micros, _dot, pk = key.partition(".")
    if not (micros.isascii() and micros.isdigit() and pk.isascii() and pk.isdigit()):
        return alerts
    if len(micros) > 17 or len(pk) > 18:
        return alerts
    at = datetime.fromtimestamp(0, UTC) + timedelta(microseconds=int(micros))
    return alerts.filter(Q(at__lt=at) | Q(id__lt=int(pk)), at__lte=at)


def evidence_of(alert: Alert) -> QuerySet[AlertEvidence]:
    """The posts behind it, the one to read first on top."""
    return (
        AlertEvidence.objects.filter(alert=alert)
        .select_related("interaction__profile")
        .prefetch_related(
            Prefetch("interaction__readings", understanding.readings_in_force()),
            Prefetch("interaction__corrections", understanding.corrections()),
        )
        .order_by("rank")
    )
