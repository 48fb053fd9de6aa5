"""Whom to tell, and what waits to be told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import (
    QuerySet,
)
from django.db.models.functions import Coalesce

from firebell.triggers.enums import NotificationState
from firebell.triggers.models import (
    Alert,
    Notification,
    NotificationTarget,
)


def told_since(trigger_id: int, target_id: int, but: int, since: datetime) -> list[datetime]:
    """When a target was, or is to be, told of a trigger's alerts after `since`, each alone."""
    rows = Notification.objects.filter(trigger_id=trigger_id, target_id=target_id, digest=False)
    rows = rows.exclude(alert_id=but).exclude(state=NotificationState.FAILED)
    at = rows.annotate(told=Coalesce("at", "due_at")).filter(told__gt=since)
    return list(at.values_list("told", flat=True))


def targets_from(workspace_id: int, severity: int) -> Sequence[NotificationTarget]:
    """Who wants to be told of an alert this severe."""
    return list(
        NotificationTarget.objects.filter(
            workspace_id=workspace_id, active=True, min_severity__lte=severity
        )
    )


def due_notifications(now: datetime) -> QuerySet[Notification]:
    """Waiting ones whose time has come, and those lost while being sent; the oldest first."""
    return Notification.objects.filter(
        state__in=[NotificationState.WAITING, NotificationState.SENDING], due_at__lte=now
    ).order_by("due_at", "id")


def notifications_of(alert: Alert) -> QuerySet[Notification]:
    return (
        Notification.objects.filter(alert=alert).select_related("target").order_by("target__name")
    )


def targets_of(workspace_id: int) -> QuerySet[NotificationTarget]:
    return NotificationTarget.objects.filter(workspace_id=workspace_id).order_by("name")
