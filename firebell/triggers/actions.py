from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa
from django.db import transaction
from django.db.models import F

from firebell.accounts.models import User
from firebell.common import audit, bulk, clock, ledger, pulse
from firebell.common.steps import reached
from firebell.core.triggers.alerts import Kind, Ringing, Sound, follow, sounds
from firebell.core.triggers.contract import MICROSECONDS, StateError
from firebell.core.triggers.series import (
    BUCKET,
    DETECTORS,
    Buckets,
    Dimension,
    Measure,
    SeriesKey,
    final_edge,
    measures,
)
from firebell.triggers import queries, signals
from firebell.triggers.enums import AlertState, Feedback, NotificationState
from firebell.triggers.headlines import headline_data
from firebell.triggers.models import (
    Alert,
    AlertEvidence,
    Judged,
    Notification,
    NotificationTarget,
    SeriesState,
)
from firebell.triggers.queries import Part

EVIDENCE = 12  # posts kept behind an alert
CHARTED = (Measure.NEGATIVE, Measure.TOTAL)
CHART_STEP = 900  # seconds between two points of a chart
NEWS = timedelta(hours=24)  # what is older than that is history: shown, but nobody is woken
LIVE = timedelta(days=2)
CLAIM = timedelta(minutes=5)  # how long a sending may take before it is taken for lost
ATTEMPTS = 8


def count_and_detect(
    workspace_id: int, counts: pa.Table, watermark: datetime, now: datetime
) -> list[Alert]:
    """Add minute counts (schema `COUNT`), judge what has become final, and ring.

    The alerts that opened, in order. Buckets are final up to `watermark`, which must hold for all
    that will still be counted for the workspace (see `core.triggers.series`). Belongs into the
    transaction of the batch.
    """
    store_counts(workspace_id, counts)
    reached("after_counters")
    _begin(workspace_id, counts)
    return _detect(workspace_id, final_edge(int(watermark.timestamp())), now)


@transaction.atomic
def flush(workspace_id: int, now: datetime) -> list[Alert]:
    """At the end of a replay: judge the buckets that are still open. The alerts that opened."""
    last = queries.last_minute(workspace_id)
    if last is None:
        return []
    return _detect(workspace_id, final_edge(int(last.timestamp())) + BUCKET, now)


@transaction.atomic
def let_time_pass(workspace_id: int, watermark: datetime, now: datetime) -> list[Alert]:
    """Nobody says a word: silence is judged too, and alerts end. Cheap while nothing is final.

    Only brands that are heard live, that is judged up to the last two days, move on by the clock; a
    replay of older posts that is still running would otherwise find its time gone by.
    """
    live = int((watermark - LIVE).timestamp())
    return _detect(workspace_id, final_edge(int(watermark.timestamp())), now, live)


@transaction.atomic
def ring_early(workspace_id: int, now: datetime) -> list[Alert]:
    """Ring for what the bucket that is not over yet holds already. The alerts that opened.

    More can only come, so a count that is too high now is too high at its end. Shares may still
    turn and have to wait. No detector learns from it: that is for the final bucket.
    """
    edge = final_edge(int(now.timestamp())) + BUCKET
    due = _due(workspace_id, edge, int((now - LIVE).timestamp()))
    counted = queries.buckets(workspace_id, due, _instant(min(due.values(), default=edge)), now)
    if not counted:
        return []
    advanced = _advance(workspace_id, due, counted, edge, open_bucket=True)
    _store_points(advanced.points)
    moment = int(now.timestamp())
    heard = {
        brand: [replace(s, at=min(s.at, moment)) for s in found if s.kind != Kind.SHARE]
        for brand, found in advanced.heard.items()
    }
    return _ring(workspace_id, due, heard, moment, now)


def store_counts(workspace_id: int, counts: pa.Table) -> None:
    """Add each row to what its minute has already."""
    columns = [counts[name].to_pylist() for name in counts.column_names]
    rows = [
        (workspace_id, brand, dimension, key, bulk.instant(minute), *counted)
        for brand, dimension, key, minute, *counted in zip(*columns, strict=True)
    ]
    bulk.upsert(
        "triggers_minutecount",
        ("workspace_id", "brand_id", "dimension", "key", "minute"),
        ("total", "negative", "needs_answer", "negativity"),
        rows,
        add=True,
    )


def _begin(workspace_id: int, counts: pa.Table) -> None:
    """A brand heard for the first time is judged from its first bucket on."""
    first: dict[int, int] = {}
    minutes = counts["minute"].cast(pa.int64()).to_pylist()
    for brand, minute in zip(counts["brand"].to_pylist(), minutes, strict=True):
        first[brand] = min(first.get(brand, minute), minute)
    rows = [
        Judged(workspace_id=workspace_id, brand_id=brand, through=_instant(final_edge(minute)))
        for brand, minute in first.items()
    ]
    Judged.objects.bulk_create(rows, ignore_conflicts=True)


def _detect(workspace_id: int, edge: int, now: datetime, live: int = 0) -> list[Alert]:
    due = _due(workspace_id, edge, live)
    if not due:
        return []
    # A series that lay silent may be behind its brand; what it missed is silence, not counts.
    counted = queries.buckets(workspace_id, due, _instant(min(due.values())), _instant(edge))
    advanced = _advance(workspace_id, due, counted, edge)
    _store_states(advanced.states)
    _store_points(advanced.points)
    rows = Judged.objects.filter(workspace_id=workspace_id, brand_id__in=due)
    rows.update(through=_instant(edge))
    return _ring(workspace_id, due, advanced.heard, edge, now)


def _due(workspace_id: int, edge: int, live: int) -> dict[int, int]:
    """Brands that are judged at least up to `live` and not yet up to `edge`, and how far."""
    through = queries.judged_through(workspace_id)
    judged = {brand: int(at.timestamp()) for brand, at in through.items()}
    return {brand: at for brand, at in judged.items() if live <= at < edge}


@dataclass(frozen=True, slots=True)
class Advanced:
    """What series came to: by brand what was above the usual, and rows to store."""

    heard: dict[int, list[Sound]]
    states: list[tuple[Any, ...]]
    points: list[tuple[Any, ...]]


def _advance(
    workspace_id: int,
    due: Mapping[int, int],
    counted: Mapping[Part, Buckets],
    edge: int,
    *,
    open_bucket: bool = False,
) -> Advanced:
    """Bring every series of the due brands up to `edge`, in memory."""
    known = queries.series_states(workspace_id, due, list(counted))
    wanted = {(part, measure) for part in counted for measure in measures(part.dimension)}
    heard: dict[int, list[Sound]] = defaultdict(list)
    states, points = [], []
    for part, measure in sorted(wanted | known.keys()):
        row = known.get((part, measure))
        mine = counted.get(part) or Buckets({})
        if row is None or row.judges or mine.cells:
            state, found = _judge(
                workspace_id, part, measure, row, mine.since(due[part.brand]), edge
            )
            states.append(state)
            heard[part.brand] += sounds(SeriesKey(part.dimension, part.key, measure), found)
            if part.dimension == Dimension.BRAND and measure in CHARTED:
                points += _chart(workspace_id, part.brand, measure, found, open_bucket)
    return Advanced(heard, states, points)


def _judge(
    workspace_id: int, part: Part, measure: str, row: SeriesState | None, mine: Buckets, edge: int
) -> tuple[tuple[Any, ...], pa.Table]:
    """One series up to `edge`: its row to store, and its signals."""
    detector = DETECTORS[part.dimension, measure]
    state, through = detector.initial(), None
    if row is not None and row.detector == detector.name:
        # What another version wrote is left: this one learns afresh, from here on.
        with suppress(StateError):
            state, through = detector.load(bytes(row.state)), int(row.through.timestamp())
    state, found = detector.step(state, mine.points(measure, through, edge))
    stored = (
        workspace_id,
        *part,
        measure,
        detector.name,
        detector.version,
        detector.dump(state),
        bulk.instant(_instant(edge)),
        detector.judges(state),
    )
    return stored, found


def _store_states(rows: Sequence[tuple[Any, ...]]) -> None:
    bulk.upsert(
        "triggers_seriesstate",
        ("workspace_id", "brand_id", "dimension", "key", "measure"),
        ("detector", "version", "state", "through", "judges"),
        rows,
    )


def _chart(
    workspace_id: int, brand: int, measure: str, found: pa.Table, open_bucket: bool
) -> list[tuple[Any, ...]]:
    """The shortest window's signals, thinned to the chart's step.

    What is not final yet moves on to the next point of the chart, which grows until it is.
    """
    instants = [micros // MICROSECONDS for micros in found["at"].cast(pa.int64()).to_pylist()]
    if open_bucket:
        last = max(instants, default=0)
        instants = [-(-at // CHART_STEP) * CHART_STEP if at == last else at for at in instants]
    windows = found["window"].to_pylist()
    shortest = min(windows, default=0)
    rows = [
        row for row, at in enumerate(instants) if at % CHART_STEP == 0 and windows[row] == shortest
    ]
    kept = found.take(pa.array(rows, pa.int64()))
    columns = [kept[name].to_pylist() for name in ("observed", "expected", "lower", "upper")]
    return [
        (workspace_id, brand, measure, bulk.instant(_instant(instants[row])), *values)
        for row, *values in zip(rows, *columns, strict=True)
    ]


def _store_points(rows: Sequence[tuple[Any, ...]]) -> None:
    bulk.upsert(
        "triggers_seriespoint",
        ("workspace_id", "brand_id", "measure", "at"),
        ("observed", "expected", "lower", "upper"),
        rows,
    )


def _ring(
    workspace_id: int,
    due: Mapping[int, int],
    heard: Mapping[int, list[Sound]],
    edge: int,
    now: datetime,
) -> list[Alert]:
    latest = queries.latest_alerts(workspace_id, due)
    opened, touched = [], False
    for brand in sorted(due):
        before = latest.get(brand)
        rung = follow(heard.get(brand, []), edge, _as_ringing(before) if before else None)
        for ringing in rung:
            touched = True
            if ringing.id is None:
                opened.append(_open(workspace_id, brand, ringing, now))
            elif before is not None:
                _update(before, ringing, now)
    if touched:
        pulse.touch(workspace_id, "alerts")
    return sorted(opened, key=lambda alert: (alert.at, alert.pk))


def _open(workspace_id: int, brand: int, ringing: Ringing, now: datetime) -> Alert:
    alert = Alert(workspace_id=workspace_id, brand_id=brand)
    _fill(alert, ringing)
    if ringing.ended_at is not None:
        alert.state = AlertState.CLOSED
    alert.save(force_insert=True)
    _collect_evidence(alert)
    _queue_notifications(alert, now)
    ledger.append(workspace_id, "alert_rang", alert, alert.at, alert.headline)
    signals.alert_rang.send(Alert, workspace_id=workspace_id, alert_id=alert.pk)
    if ringing.ended_at is not None:
        _announce_end(alert)
    return alert


def _update(alert: Alert, ringing: Ringing, now: datetime) -> None:
    was_over = alert.ended_at is not None
    worse = ringing.peak_at != int(alert.peak_at.timestamp())
    _fill(alert, ringing)
    if alert.ended_at is not None:
        alert.state = AlertState.CLOSED
    elif was_over:
        alert.state = AlertState.OPEN
    alert.save()
    if worse:
        _collect_evidence(alert)
        _queue_notifications(alert, now)
    if alert.ended_at is not None and not was_over:
        _announce_end(alert)


def _announce_end(alert: Alert) -> None:
    ended = alert.ended_at or alert.last_at
    ledger.append(alert.workspace_id, "alert_ended", alert, ended, alert.headline)
    signals.alert_ended.send(Alert, workspace_id=alert.workspace_id, alert_id=alert.pk)


_INSTANTS = ("onset", "at", "peak_at", "last_at", "ended_at")
_PLAIN = (
    "kind", "channel", "topic", "language", "observed", "expected", "window", "severity",
)  # fmt: skip


def _fill(alert: Alert, ringing: Ringing) -> None:
    for name in _INSTANTS:
        seconds = getattr(ringing, name)
        setattr(alert, name, None if seconds is None else _instant(seconds))
    for name in _PLAIN:
        setattr(alert, name, getattr(ringing, name))
    alert.headline = headline_data(ringing)


def _as_ringing(alert: Alert) -> Ringing:
    plain = {name: getattr(alert, name) for name in _PLAIN}
    instants = {name: getattr(alert, name) for name in _INSTANTS}
    seconds = {name: at and int(at.timestamp()) for name, at in instants.items()}
    return Ringing(**plain, **seconds, id=alert.pk)


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


def _queue_notifications(alert: Alert, now: datetime) -> None:
    """One row for each target that wants to know and does not; history wakes nobody."""
    if now - alert.last_at > NEWS:
        return
    targets = queries.targets_from(alert.workspace_id, alert.severity)
    rows = [Notification(alert=alert, target=target, due_at=now) for target in targets]
    Notification.objects.bulk_create(rows, ignore_conflicts=True)


def claim_notifications(now: datetime, number: int = 20) -> list[Notification]:
    """Take up to `number` due notifications for sending; nobody else gets them meanwhile."""
    claimed = []
    for pk, due_at in queries.due_notifications(now).values_list("pk", "due_at")[:number]:
        mine = Notification.objects.filter(pk=pk, due_at=due_at).update(
            state=NotificationState.SENDING, due_at=now + CLAIM, attempts=F("attempts") + 1
        )
        if mine:
            claimed.append(pk)
    rows = Notification.objects.filter(pk__in=claimed).order_by("pk")
    return list(rows.select_related("alert__brand", "target"))


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
    """Was it worth the interruption? A later word replaces an earlier one."""
    alert.feedback = Feedback.USEFUL if useful else Feedback.NOT_USEFUL
    alert.feedback_by = by
    alert.save(update_fields=["feedback", "feedback_by"])
    data = {"feedback": alert.feedback}
    audit.record("alert_judged", actor=by, workspace_id=alert.workspace_id, about=alert, data=data)
    ledger.append(alert.workspace_id, "alert_judged", alert, clock.now(), data)


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


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
