from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import (
    Case,
    Count,
    F,
    FloatField,
    IntegerField,
    Max,
    Prefetch,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from firebell.common import bulk
from firebell.common.channel_names import channel_name
from firebell.common.templatetags.firebell import language_name
from firebell.core.triggers.series import Buckets, Cell
from firebell.listening import queries as listening
from firebell.listening.enums import QueryKind
from firebell.listening.models import Brand, Interaction
from firebell.triggers.enums import AlertState, Feedback, NotificationState, TriggerKind
from firebell.triggers.models import (
    Alert,
    AlertEvidence,
    Judged,
    MinuteCount,
    Notification,
    NotificationTarget,
    SeriesPoint,
    SeriesState,
    Trigger,
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
    """Brand -> its last alert, open or over; what facts rang stands for itself."""
    last = (
        Alert.objects.filter(workspace_id=workspace_id, brand_id__in=brands)
        .exclude(kind=TriggerKind.FACT)
        .values("brand_id")
        .annotate(last=Max("id"))
        .values("last")
    )
    return {alert.brand_id: alert for alert in Alert.objects.filter(pk__in=last)}


def triggers_over_sounds(workspace_id: int) -> QuerySet[Trigger]:
    """Those that are switched on and listen, in the order in which they name an alert."""
    rows = Trigger.objects.filter(workspace_id=workspace_id, active=True)
    return rows.exclude(kind__in=[TriggerKind.SOURCE, TriggerKind.FACT]).order_by("pk")


def triggers_of(workspace_id: int, since: datetime) -> QuerySet[Trigger]:
    """All of a workspace, with `rang`, `useful` and `not_useful`: of their alerts since then."""
    lately = Q(alerts__at__gte=since)
    return (
        Trigger.objects.filter(workspace_id=workspace_id)
        .annotate(
            rang=Count("alerts", filter=lately),
            useful=Count("alerts", filter=lately & Q(alerts__feedback=Feedback.USEFUL)),
            not_useful=Count("alerts", filter=lately & Q(alerts__feedback=Feedback.NOT_USEFUL)),
        )
        .order_by("-shipped", "pk")
    )


def trigger(workspace_id: int, key: int) -> Trigger | None:
    rows = Trigger.objects.select_related("workspace").filter(workspace_id=workspace_id)
    return rows.filter(pk=min(key, 2**62)).first()


def brand_names(workspace_id: int) -> dict[int, str]:
    rows = Brand.objects.filter(workspace_id=workspace_id).order_by("name")
    return dict(rows.values_list("pk", "name"))


def target_names(workspace_id: int) -> dict[int, str]:
    return dict(targets_of(workspace_id).values_list("pk", "name"))


def known_to_triggers(workspace_id: int) -> dict[str, list[tuple[Any, Any]]]:
    """What a trigger can be about: brands, channels, topics and languages that were heard, and
    targets to tell, each as (value, label)."""
    heard: dict[str, set[str]] = defaultdict(set)
    rows = SeriesState.objects.filter(workspace_id=workspace_id).exclude(key="")
    for dimension, key in rows.values_list("dimension", "key").distinct():
        heard[dimension].add(key)
    heard["channel"].update(listening.channels_heard(workspace_id))
    topics = listening.queries_of(workspace_id).filter(kind=QueryKind.TOPIC)
    heard["topic"].update(topics.values_list("name", flat=True))
    return {
        "brands": list(brand_names(workspace_id).items()),
        "channels": sorted((one, channel_name(one)) for one in heard["channel"]),
        "topics": sorted((one, one) for one in heard["topic"]),
        "languages": sorted((one, language_name(one)) for one in heard["language"]),
        "targets": list(target_names(workspace_id).items()),
    }


def brands_own(workspace_id: int) -> dict[int, bool]:
    """Every brand of the workspace -> is it ours?"""
    return dict(Brand.objects.filter(workspace_id=workspace_id).values_list("pk", "own"))


def counted(
    workspace_id: int, brand_id: int, dimension: str, key: str, start: datetime, end: datetime
) -> Cell | None:
    """What was counted in [start, end); None if nothing was."""
    found = MinuteCount.objects.filter(
        workspace_id=workspace_id, brand_id=brand_id, dimension=dimension, key=key,
        minute__gte=start, minute__lt=end,
    ).aggregate(total=Sum("total"), negativity=Sum("negativity"))  # fmt: skip
    return Cell(found["total"], found["negativity"] / 1_000) if found["total"] else None


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


def evidence_for(alert: Alert, number: int) -> list[int]:
    """Ids of the posts behind an alert, from its onset to its latest ringing.

    Those that travelled furthest first, then the surest complaints; the same post is told once.
    For plain volume every inbound post counts.
    """
    if alert.brand is None:
        return []
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
