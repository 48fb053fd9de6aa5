"""What people say of an alert: seen, useful or not."""

from __future__ import annotations

from django.db import transaction

from firebell.accounts.models import User
from firebell.common import audit, clock, ledger, pulse
from firebell.core.triggers.rules.tuning import tuned
from firebell.triggers import queries
from firebell.triggers.actions.pacing import take_back
from firebell.triggers.enums import AlertState, Feedback
from firebell.triggers.models import Alert, Trigger


@transaction.atomic
def acknowledge(alert: Alert, *, by: User) -> None:
    """Somebody has seen it. A closed alert stays closed; the first to see it is kept."""
    if alert.acknowledged_by_id is not None and alert.state != AlertState.OPEN:
        return
    alert.acknowledged_by, alert.acknowledged_at = by, clock.now()
    if alert.state == AlertState.OPEN:
        alert.state = AlertState.ACKNOWLEDGED
    alert.save(update_fields=["acknowledged_by", "acknowledged_at", "state"])
    audit.record("alert_acknowledged", actor=by, workspace_id=alert.workspace_id, about=alert)
    pulse.touch(alert.workspace_id, "alerts")


@transaction.atomic
def mark_useful(alert: Alert, useful: bool, *, by: User) -> None:
    """Was it worth the interruption? A later word replaces an earlier one. The threshold of the
    trigger that opened the alert moves by it, within its budget."""
    was_useful = alert.feedback == Feedback.USEFUL
    alert.feedback = Feedback.USEFUL if useful else Feedback.NOT_USEFUL
    alert.feedback_by, alert.feedback_at = by, clock.now()
    alert.save(update_fields=["feedback", "feedback_by", "feedback_at"])
    if alert.opened_by_id is not None:
        _tune(alert.opened_by_id)
    if alert.brand_id is not None and useful != was_useful:
        take_back(alert.workspace_id, alert.brand_id, 1 if useful else -1)
    data = {"feedback": alert.feedback}
    audit.record("alert_judged", actor=by, workspace_id=alert.workspace_id, about=alert, data=data)
    ledger.append(alert.workspace_id, "alert_judged", alert, clock.now(), data)


def _tune(trigger_id: int) -> None:
    """By all answers that count, so that one taken back leaves no trace."""
    trigger = Trigger.objects.select_for_update().get(pk=trigger_id)
    trigger.tuned = tuned(queries.answers_about(trigger))
    trigger.save(update_fields=["tuned"])
