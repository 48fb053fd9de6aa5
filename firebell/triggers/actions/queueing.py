"""Every alert is kept; who is told of it, and when, is for its triggers to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from firebell.core.triggers.rules.effects import Notify
from firebell.core.triggers.rules.telling import digested_until, told_at
from firebell.core.triggers.rules.trigger import Trigger
from firebell.triggers import queries
from firebell.triggers.enums import NotificationState
from firebell.triggers.models import Alert, Notification, NotificationTarget
from firebell.triggers.rows import as_trigger

NEWS = timedelta(hours=24)  # what is older than that is history: shown, but nobody is woken


@dataclass(frozen=True, slots=True)
class _Telling:
    """One target, told at `due` by a trigger: alone, or in one line with others."""

    target: int
    trigger: int | None
    due: datetime
    digest: bool = False


def queue_notifications(alert: Alert, now: datetime) -> None:
    """One row for each target that wants to know and does not; history wakes nobody.

    An alert that got worse than quiet hours hold for is told at once after all.
    """
    if now - alert.last_at > NEWS:
        return
    targets = {one.pk: one for one in queries.targets_from(alert.workspace_id, alert.severity)}
    if not targets:
        return
    tellings = [_first(mine) for mine in _wanted(alert, targets, now).values()]
    rows = [
        Notification(
            alert=alert, target_id=one.target, trigger_id=one.trigger, due_at=one.due,
            digest=one.digest,
        )
        for one in tellings
    ]  # fmt: skip
    Notification.objects.bulk_create(rows, ignore_conflicts=True)
    waiting = Notification.objects.filter(alert=alert, state=NotificationState.WAITING, attempts=0)
    for one in tellings:
        sooner = waiting.filter(target_id=one.target, digest=False, due_at__gt=one.due)
        sooner.update(due_at=one.due)


def _first(tellings: Iterable[_Telling]) -> _Telling:
    """Who is told by several triggers is told once: alone rather than in a digest, and early."""
    return min(tellings, key=lambda one: (one.digest, one.due, one.trigger or 0))


def _wanted(
    alert: Alert, targets: Mapping[int, NotificationTarget], now: datetime
) -> dict[int, list[_Telling]]:
    triggers = [as_trigger(row) for row in queries.triggers_behind(alert)]
    if not triggers:
        # Its trigger is gone, or it rang before there were any.
        return {pk: [_Telling(pk, None, now)] for pk in targets}
    wanted: dict[int, list[_Telling]] = {}
    for trigger in triggers:
        for pk in _told_by(trigger, alert.severity, targets):
            wanted.setdefault(pk, []).append(_telling(alert, trigger, pk, now))
    return wanted


def _told_by(
    trigger: Trigger, severity: int, targets: Mapping[int, NotificationTarget]
) -> Iterable[int]:
    """Ids of the targets that the trigger's effects name for so severe an alert."""
    named: set[int] = set()
    for effect in trigger.effects:
        if isinstance(effect, Notify) and severity >= effect.severity:
            named |= set(effect.targets) & targets.keys() if effect.targets else targets.keys()
    return named


def _telling(alert: Alert, trigger: Trigger, target: int, now: datetime) -> _Telling:
    zone = ZoneInfo(trigger.quiet.zone if trigger.quiet else "UTC")
    due = told_at(now, alert.severity, trigger.quiet, zone)
    if trigger.frequency is None:
        return _Telling(target, trigger.id, due)
    since = due - timedelta(seconds=trigger.frequency.seconds)
    told = queries.told_since(trigger.id, target, alert.pk, since)
    later = digested_until(due, told, trigger.frequency)
    return _Telling(target, trigger.id, later or due, digest=later is not None)
