"""Notifications claimed, sent or tried again; where they go."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from firebell.accounts.models import User
from firebell.common import audit, sealing
from firebell.triggers import queries
from firebell.triggers.enums import NotificationState
from firebell.triggers.models import (
    Notification,
    NotificationTarget,
)

CLAIM = timedelta(minutes=5)  # how long a sending may take before it is taken for lost
ATTEMPTS = 8


def claim_notifications(now: datetime, number: int = 20) -> list[Notification]:
    """Take up to `number` due notifications for sending; nobody else gets them meanwhile."""
    with transaction.atomic():
        # Another worker takes the next ones instead of waiting for ours.
        due = queries.due_notifications(now).select_for_update(skip_locked=True)
        claimed = list(due.values_list("pk", flat=True)[:number])
        Notification.objects.filter(pk__in=claimed).update(
            state=NotificationState.SENDING, due_at=now + CLAIM, attempts=F("attempts") + 1
        )
    rows = Notification.objects.filter(pk__in=claimed).order_by("pk")
    return list(
        rows.select_related(
            "alert__brand", "alert__source", "alert__workspace", "alert__trigger", "target"
        )
    )


def note_sent(notification: Notification, at: datetime) -> None:
    Notification.objects.filter(pk=notification.pk).update(
        state=NotificationState.SENT, at=at, last_error=""
    )


def note_failed(notification: Notification, why: str, at: datetime) -> None:
    """Try again after 1, 2, 4 ... minutes (an hour at most); give up after eight attempts."""
    over = notification.attempts >= ATTEMPTS
    wait = timedelta(minutes=min(60, 2 ** max(0, notification.attempts - 1)))
    Notification.objects.filter(pk=notification.pk).update(
        state=NotificationState.FAILED if over else NotificationState.WAITING,
        last_error=why[:500],
        due_at=at + wait,
    )


@transaction.atomic
def reseal_targets() -> int:
    """Seal every address with the first key; how many. SealBrokenError if one cannot be opened."""
    rows = NotificationTarget.objects.select_for_update().order_by("pk")
    for target in rows:
        target.sealed = sealing.sealed_anew(target.sealed)
        target.save(update_fields=["sealed"])
    return len(rows)


@transaction.atomic
def save_target(target: NotificationTarget, *, by: User) -> NotificationTarget:
    """Keep whom to tell. The address may hold a password, so the audit log gets the name only."""
    target.save()
    audit.record(
        "notification_target_saved",
        actor=by,
        workspace_id=target.workspace_id,
        about=target,
        data={"name": target.name, "active": target.active},
    )
    return target
