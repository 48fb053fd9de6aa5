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
    Min,
    Prefetch,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from firebell.accounts.models import Workspace
from firebell.channels.models import Source
from firebell.common import bulk
from firebell.common.channel_names import channel_name
from firebell.common.ledger import NewFact
from firebell.common.templatetags.firebell import language_name
from firebell.core.triggers.calendar import Calendar
from firebell.core.triggers.series import Buckets, Cell
from firebell.listening import queries as listening
from firebell.listening.enums import InteractionKind, QueryKind
from firebell.listening.models import Brand, Interaction
from firebell.triggers import passed_on
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


def calendar_of(workspace_id: int) -> Calendar:
    """By the clock of the workspace's own time zone."""
    zones = Workspace.objects.filter(pk=workspace_id).values_list("time_zone", flat=True)
    return Calendar(zones.first() or "UTC")


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


def triggers_over_facts(workspace_ids: Collection[int]) -> list[Trigger]:
    """Those that are switched on and wait for something to happen in the house."""
    rows = Trigger.objects.filter(workspace_id__in=workspace_ids, active=True)
    return list(rows.filter(kind=TriggerKind.FACT).order_by("pk"))


def triggers_over_sources(workspace_id: int) -> list[Trigger]:
    rows = Trigger.objects.filter(workspace_id=workspace_id, active=True)
    return list(rows.filter(kind=TriggerKind.SOURCE).order_by("pk"))


def network_of(source_id: int) -> str:
    rows = Source.objects.filter(pk=source_id).values_list("network", flat=True)
    return rows.first() or ""


def triggers_behind(alert: Alert) -> list[Trigger]:
    """All that rang for it."""
    ids = behind(alert)
    return list(Trigger.objects.filter(pk__in=ids).order_by("pk")) if ids else []


def joined(alert: Alert) -> list[Trigger]:
    """The triggers that rang for it beside its own."""
    ids = {alert.opened_by_id, *alert.joined} - {alert.trigger_id, None}
    return list(Trigger.objects.filter(pk__in=ids).order_by("pk")) if ids else []


def answers_about(trigger: Trigger) -> list[bool]:
    """Was it useful? Of the alerts that it opened, the first answer first, since they were last
    forgotten."""
    rows = Alert.objects.filter(opened_by=trigger, feedback_at__isnull=False).exclude(feedback="")
    if trigger.tuned_since is not None:
        rows = rows.filter(feedback_at__gt=trigger.tuned_since)
    answers = rows.order_by("feedback_at", "pk").values_list("feedback", flat=True)
    return [answer == Feedback.USEFUL for answer in answers]


def conditions_of(trigger_id: int | None) -> list[Any]:
    """Its rows of conditions, to be kept with what they rang for."""
    rows = Trigger.objects.filter(pk=trigger_id).values_list("conditions", flat=True)
    return list(rows.first() or [])


def last_of_facts(trigger_id: int, brand_id: int | None) -> Alert | None:
    """The last alert of a trigger over facts; its row is locked, so that none opens beside it."""
    Trigger.objects.select_for_update().filter(pk=trigger_id).first()
    rows = Alert.objects.filter(trigger_id=trigger_id, kind=TriggerKind.FACT, brand_id=brand_id)
    return rows.order_by("-at", "-pk").first()


def fact_alerts_quiet_since(workspace_id: int, at: datetime) -> list[Alert]:
    rows = Alert.objects.select_for_update().filter(workspace_id=workspace_id, last_at__lte=at)
    return list(rows.filter(kind=TriggerKind.FACT, ended_at__isnull=True).order_by("pk"))


def brand_and_channel(fact: NewFact) -> tuple[Brand | None, str]:
    """The brand and the channel that a fact about a post is about; (None, "") for others."""
    if fact.subject_type != "listening.interaction":
        return None, str(fact.data.get("channel", ""))
    word = Interaction.objects.select_related("source").filter(pk=fact.subject_id).first()
    if word is None:
        return None, ""
    brand = listening.brand_of(word)
    return Brand.objects.filter(pk=brand).first() if brand else None, word.channel


def told_since(trigger_id: int, target_id: int, but: int, since: datetime) -> list[datetime]:
    """When a target was, or is to be, told of a trigger's alerts after `since`, each alone."""
    rows = Notification.objects.filter(trigger_id=trigger_id, target_id=target_id, digest=False)
    rows = rows.exclude(alert_id=but).exclude(state=NotificationState.FAILED)
    at = rows.annotate(told=Coalesce("at", "due_at")).filter(told__gt=since)
    return list(at.values_list("told", flat=True))


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


def counted_so_far(
    workspace_id: int, brands: Collection[int], start: datetime, end: datetime
) -> tuple[int, ...]:
    """Another answer where the counts of [start, end) are no longer what they were."""
    found = MinuteCount.objects.filter(
        workspace_id=workspace_id, brand_id__in=brands, minute__gte=start, minute__lt=end
    ).aggregate(rows=Count("pk"), total=Sum("total"), negativity=Sum("negativity"))
    return tuple(int(found[name] or 0) for name in ("rows", "total", "negativity"))


def counted_between(workspace_id: int) -> tuple[datetime, datetime] | None:
    """The first and the last minute in which anything was counted; None where nothing was."""
    found = MinuteCount.objects.filter(workspace_id=workspace_id).aggregate(
        first=Min("minute"), last=Max("minute")
    )
    return (found["first"], found["last"]) if found["first"] else None


def press_instants(
    workspace_id: int, brands: Collection[int], start: datetime, end: datetime
) -> dict[int, list[int]]:
    """Brand -> when the press wrote of it, rising, seconds since 1970."""
    posts = Interaction.objects.filter(
        workspace_id=workspace_id, channel__in=PRESS, at__gte=start, at__lt=end, outbound=False,
        hidden_at__isnull=True,
    )  # fmt: skip
    found: dict[int, set[int]] = defaultdict(set)
    for brand, at in posts.values_list("mentions__query__brand_id", "at"):
        if brand in brands:
            found[brand].add(int(at.timestamp()))
    names = {name: brand for brand, name in brand_names(workspace_id).items()}
    for name, at in posts.exclude(source__config__brand=None).values_list(
        "source__config__brand", "at"
    ):
        if names.get(name) in brands:
            found[names[name]].add(int(at.timestamp()))
    return {brand: sorted(instants) for brand, instants in found.items()}


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


PRESS = ("news", "feed")  # channels on which the press writes


def posts_about(alert: Alert) -> QuerySet[Interaction]:
    """What people said of its brand from its onset to its latest ringing, in any mood."""
    heard = Q(mentions__query__brand_id=alert.brand_id)
    heard |= Q(source__config__brand=alert.brand.name if alert.brand else "")
    return Interaction.objects.filter(
        heard,
        workspace_id=alert.workspace_id,
        at__gte=alert.onset,
        at__lte=alert.last_at,
        outbound=False,
        hidden_at__isnull=True,
    )


def posts_behind(alert: Alert) -> QuerySet[Interaction]:
    """Those of them that it is about: complaints; of what spreads, those that carry it; but for
    plain volume every post."""
    posts = posts_about(alert)
    if alert.kind == TriggerKind.SPREAD:
        posts = passed_on.carrying(posts, passed_on.mark_of(alert))
    elif alert.kind != TriggerKind.VOLUME:
        posts = posts.filter(readings__sentiment="negative")
    if alert.channel:
        posts = posts.filter(channel=alert.channel)
    return posts


def evidence_for(alert: Alert, number: int) -> list[int]:
    """Ids of the posts behind an alert.

    Those that travelled furthest first, then the surest complaints; the same post is told once.
    """
    if alert.brand is None:
        return []
    if post := alert.headline.get("post"):
        return [int(post)]
    posts = posts_behind(alert)
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


def first_answered(alert: Alert, answers: int = 2) -> Interaction | None:
    """The earliest post since the onset that so many of the posts behind it answer or pass on."""
    spoken_to = (
        posts_about(alert)
        .exclude(in_reply_to="")
        .values_list("channel", "in_reply_to")
        .annotate(number=Count("pk", distinct=True))
        .filter(number__gte=answers)
        .order_by("-number", "channel", "in_reply_to")
    )
    ids: dict[str, list[str]] = defaultdict(list)
    for channel, external_id, _number in spoken_to[:100]:
        ids[channel].append(external_id)
    if not ids:
        return None
    wanted = Q()
    for channel, mine in ids.items():
        wanted |= Q(channel=channel, external_id__in=mine)
    posts = Interaction.objects.filter(
        wanted, workspace_id=alert.workspace_id, at__gte=alert.onset, outbound=False,
        hidden_at__isnull=True,
    )  # fmt: skip
    return posts.select_related("profile").order_by("at", "pk").first()


def reposts_behind(alert: Alert, originals: int) -> tuple[int, list[int]]:
    """How many posts are behind it, and how many of them pass on each of the so many posts that
    are passed on most."""
    posts = posts_behind(alert)
    number = posts.aggregate(number=Count("pk", distinct=True))["number"]
    passed_on = (
        posts.filter(kind=InteractionKind.REPOST)
        .exclude(in_reply_to="")
        .values("channel", "in_reply_to")
        .annotate(number=Count("pk", distinct=True))
        .order_by("-number")
    )
    return number, list(passed_on.values_list("number", flat=True)[:originals])


def watches_press(workspace_id: int) -> bool:
    """Has the press been heard here at all? Else nothing can be said of its silence."""
    return Interaction.objects.filter(workspace_id=workspace_id, channel__in=PRESS).exists()


def press_posts(alert: Alert) -> int:
    """How often the press wrote of the alert's brand since its onset."""
    posts = posts_about(alert).filter(channel__in=PRESS)
    return int(posts.aggregate(number=Count("pk", distinct=True))["number"])


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
