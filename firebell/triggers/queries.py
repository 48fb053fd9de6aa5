from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.db import connection
from django.db.models import (
    Case,
    F,
    FloatField,
    IntegerField,
    Max,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from firebell.common import bulk
from firebell.core.triggers.series import Buckets
from firebell.listening.models import Interaction
from firebell.triggers.enums import AlertState, NotificationState
from firebell.triggers.models import (
    Alert,
    AlertEvidence,
    Judged,
    MinuteCount,
    Notification,
    NotificationTarget,
    SeriesPoint,
    SeriesState,
)
from firebell.understanding import queries as understanding


class Part(NamedTuple):
    """One series' counts: of a brand, in a dimension, under a key."""

    brand: int
    dimension: str
    key: str


def judged_through(workspace_id: int) -> dict[int, datetime]:
    """Brand -> the instant up to which its buckets are judged; locked until the commit."""
    rows = Judged.objects.select_for_update().filter(workspace_id=workspace_id)
    return dict(rows.values_list("brand_id", "through"))


def last_minute(workspace_id: int) -> datetime | None:
    return MinuteCount.objects.filter(workspace_id=workspace_id).aggregate(at=Max("minute"))["at"]


def buckets(
    workspace_id: int, brands: Collection[int], start: datetime, end: datetime
) -> dict[Part, Buckets]:
    """The counts of these brands from `start` to before `end`, by series."""
    named, values = bulk.one_of("brand_id", list(brands))
    minutes: dict[Part, list[tuple[int, int, int]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT brand_id, dimension, key, {bulk.seconds_of('minute')}, total, negativity"
            " FROM triggers_minutecount"
            f" WHERE workspace_id = %s AND {named} AND minute >= %s AND minute < %s",
            [workspace_id, *values, bulk.instant(start), bulk.instant(end)],
        )
        for brand, dimension, key, *counted in cursor.fetchall():
            minutes[Part(brand, dimension, key)].append(tuple(counted))
    return {part: Buckets.fold(found) for part, found in minutes.items()}


def series_states(
    workspace_id: int, brands: Collection[int], parts: Collection[Part]
) -> dict[tuple[Part, str], SeriesState]:
    """(series, measure) -> state: of all series that can ring, and of those in `parts`."""
    keys = {part.key for part in parts}
    rows = SeriesState.objects.filter(workspace_id=workspace_id, brand_id__in=brands)
    if len(keys) <= 500:
        rows = rows.filter(Q(judges=True) | Q(key__in=keys))
    return {
        (Part(row.brand_id, row.dimension, row.key), row.measure): row
        for row in rows.order_by("id").iterator(chunk_size=500)
    }


def latest_alerts(workspace_id: int, brands: Collection[int]) -> dict[int, Alert]:
    """Brand -> its last alert, open or over."""
    last = (
        Alert.objects.filter(workspace_id=workspace_id, brand_id__in=brands)
        .values("brand_id")
        .annotate(last=Max("id"))
        .values("last")
    )
    return {alert.brand_id: alert for alert in Alert.objects.filter(pk__in=last)}


def alerts_of(workspace_id: int) -> QuerySet[Alert]:
    """The newest first, with their brands."""
    return (
        Alert.objects.filter(workspace_id=workspace_id)
        .select_related("brand", "source", "acknowledged_by")
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


def evidence_for(alert: Alert, number: int) -> list[int]:
    """Ids of the posts behind an alert, from its onset to its latest ringing.

    Those that travelled furthest first, then the surest complaints; the same post is told once.
    For plain volume every inbound post counts.
    """
    if alert.brand is None:
        return []
    if post := alert.headline.get("post"):
        return [int(post)]
    heard = Q(mentions__query__brand_id=alert.brand_id)
    heard |= Q(source__config__brand=alert.brand.name)
    posts = Interaction.objects.filter(
        heard,
        workspace_id=alert.workspace_id,
        at__gte=alert.onset,
        at__lte=alert.last_at,
        outbound=False,
        hidden_at__isnull=True,
    )
    if alert.kind != "volume":
        posts = posts.filter(readings__sentiment="negative")
    if alert.channel:
        posts = posts.filter(channel=alert.channel)
    topical = Case(
        When(mentions__query__name=alert.topic, then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    ranked = posts.values("pk").annotate(
        topical=Max(topical) if alert.topic else Value(0),
        travelled=Coalesce(F("reposts"), 0),
        sure=Max(Coalesce("readings__negative", 0.0, output_field=FloatField())),
    )
    order = ranked.order_by("-topical", "-travelled", "-sure", "-at", "pk")
    return list(order.values_list("pk", flat=True)[:number])


def series_points(
    workspace_id: int, brand_id: int, measure: str, start: datetime, end: datetime
) -> QuerySet[SeriesPoint]:
    """For the chart: the hour's observed beside expected, every quarter of an hour."""
    return SeriesPoint.objects.filter(
        workspace_id=workspace_id, brand_id=brand_id, measure=measure, at__gte=start, at__lte=end
    ).order_by("at")


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


def notifications_of(alert: Alert) -> QuerySet[Notification]:
    return (
        Notification.objects.filter(alert=alert).select_related("target").order_by("target__name")
    )


def targets_of(workspace_id: int) -> QuerySet[NotificationTarget]:
    return NotificationTarget.objects.filter(workspace_id=workspace_id).order_by("name")
