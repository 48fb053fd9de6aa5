"""Alerts opened, kept up to date and ended; who is to be told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from firebell.common import ledger, pulse
from firebell.core.triggers.alerts import Ringing, Sound, follow
from firebell.core.triggers.pace import DAY, by_day
from firebell.triggers import passed_on, queries, signals
from firebell.triggers.actions.claiming import claimed
from firebell.triggers.actions.pacing import Paces
from firebell.triggers.actions.queueing import queue_notifications
from firebell.triggers.actions.series_steps import instant
from firebell.triggers.cascade_rows import foreseen
from firebell.triggers.clauses import clauses
from firebell.triggers.enums import AlertState
from firebell.triggers.headlines import headline_data
from firebell.triggers.models import Alert, AlertEvidence

EVIDENCE = 12  # posts kept behind an alert


def ring(
    workspace_id: int,
    due: Mapping[int, int],
    heard: Mapping[int, list[Sound]],
    edge: int,
    now: datetime,
    begun: Mapping[int, int],
) -> list[Alert]:
    """The alerts that opened, by what was heard up to `edge` and what triggers made of it.

    `begun`: brand -> the first day (since 1970) of what was counted since it was judged last.
    """
    latest = queries.latest_alerts(workspace_id, due)
    paces = Paces(workspace_id, due, begun)
    opened, touched = [], False
    for day, those in _days(heard, edge):
        until = min(edge, (day + 1) * DAY)
        ready = claimed(workspace_id, paces.put_right(day, those))
        for brand in sorted(due):
            before = latest.get(brand)
            rung = follow(ready.get(brand, []), until, _as_ringing(before) if before else None)
            for ringing in rung:
                touched = True
                if ringing.id is None:
                    latest[brand] = _open(workspace_id, brand, ringing, now)
                    opened.append(latest[brand])
                    paces.count(brand)
                elif before is not None:
                    _update(before, ringing, now)
    paces.store()
    if touched:
        pulse.touch(workspace_id, "alerts", *(["rings"] if opened else []))
    return sorted(opened, key=lambda alert: (alert.at, alert.pk))


def _days(
    heard: Mapping[int, list[Sound]], edge: int
) -> Iterator[tuple[int, dict[int, list[Sound]]]]:
    """(day since 1970, brand -> its sounds), the last day also where nothing is heard."""
    days: dict[int, dict[int, list[Sound]]] = {(edge - 1) // DAY: {}}
    for brand, sounds in heard.items():
        for day, those in by_day(sounds):
            days.setdefault(day, {})[brand] = those
    yield from sorted(days.items())


def _open(workspace_id: int, brand: int, ringing: Ringing, now: datetime) -> Alert:
    alert = Alert(workspace_id=workspace_id, brand_id=brand)
    _fill(alert, ringing)
    if ringing.ended_at is not None:
        alert.state = AlertState.CLOSED
    alert.save(force_insert=True)
    _explain(alert)
    queue_notifications(alert, now)
    ledger.append(workspace_id, "alert_rang", alert, alert.at, _told(alert))
    signals.alert_rang.send(
        Alert, workspace_id=workspace_id, alert_id=alert.pk, mark=passed_on.mark_of(alert)
    )
    if ringing.ended_at is not None:
        _announce_end(alert)
    return alert


def _update(alert: Alert, ringing: Ringing, now: datetime) -> None:
    was_over = alert.ended_at is not None
    worse = ringing.peak_at != int(alert.peak_at.timestamp())
    known = alert.headline
    _fill(alert, ringing)
    if not worse:
        alert.headline = known
    if alert.ended_at is not None:
        alert.state = AlertState.CLOSED
    elif was_over:
        alert.state = AlertState.OPEN
    alert.save()
    if worse:
        _explain(alert)
        queue_notifications(alert, now)
    if alert.ended_at is not None and not was_over:
        _announce_end(alert)


def _announce_end(alert: Alert) -> None:
    ended = alert.ended_at or alert.last_at
    ledger.append(
        alert.workspace_id, "alert_ended", alert, ended, passed_on.nameless(alert.headline)
    )
    signals.alert_ended.send(
        Alert, workspace_id=alert.workspace_id, alert_id=alert.pk, mark=passed_on.mark_of(alert)
    )


def _told(alert: Alert) -> dict[str, Any]:
    return passed_on.nameless(alert.headline)


_INSTANTS = ("onset", "at", "peak_at", "last_at", "ended_at")
_PLAIN = (
    "kind", "channel", "topic", "language", "observed", "expected", "window", "severity",
    "return_weeks", "lowered",
)  # fmt: skip


def _fill(alert: Alert, ringing: Ringing) -> None:
    for name in _INSTANTS:
        seconds = getattr(ringing, name)
        setattr(alert, name, None if seconds is None else instant(seconds))
    for name in _PLAIN:
        setattr(alert, name, getattr(ringing, name))
    alert.trigger_id, alert.opened_by_id = ringing.trigger, ringing.opened_by
    alert.joined, alert.sector = list(ringing.joined), list(ringing.sector)
    alert.headline = headline_data(ringing) | passed_on.facts(alert, ringing)
    if ringing.post:
        alert.headline |= {"post": ringing.post, **foreseen(alert.brand_id, int(ringing.post))}


def _as_ringing(alert: Alert) -> Ringing:
    plain = {name: getattr(alert, name) for name in _PLAIN}
    instants = {name: getattr(alert, name) for name in _INSTANTS}
    seconds = {name: at and int(at.timestamp()) for name, at in instants.items()}
    return Ringing(
        **plain,
        **seconds,
        trigger=alert.trigger_id,
        opened_by=alert.opened_by_id,
        joined=tuple(alert.joined),
        sector=tuple(alert.sector),
        id=alert.pk,
        mark=passed_on.mark_of(alert),
        post=alert.headline.get("post", ""),
    )


def _explain(alert: Alert) -> None:
    """Why it rang, and what else can be said of it as it stands."""
    _collect_evidence(alert)
    alert.conditions = queries.conditions_of(alert.trigger_id)
    alert.headline |= clauses(alert)
    alert.save(update_fields=["conditions", "headline"])


def _collect_evidence(alert: Alert) -> None:
    """Keep the posts that speak loudest of the alert as it stands."""
    ids = queries.evidence_for(alert, EVIDENCE)
    alert.evidence.exclude(interaction_id__in=ids).delete()
    AlertEvidence.objects.bulk_create(
        [AlertEvidence(alert=alert, interaction_id=pk, rank=n) for n, pk in enumerate(ids)],
        update_conflicts=True,
        unique_fields=["alert", "interaction"],
        update_fields=["rank"],
    )
