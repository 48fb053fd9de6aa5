"""Triggers, what they know by name, and whose alerts are theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import (
    Count,
    Q,
    QuerySet,
)

from firebell.channels.models import Source
from firebell.common.channel_names import channel_name
from firebell.common.ledger import NewFact
from firebell.common.templatetags.firebell import language_name
from firebell.listening import queries as listening
from firebell.listening.enums import QueryKind
from firebell.listening.models import Brand, Interaction
from firebell.triggers.enums import OVER_FACTS, Feedback, TriggerKind
from firebell.triggers.models import (
    Alert,
    SeriesState,
    Trigger,
)
from firebell.triggers.queries.alerts import behind
from firebell.triggers.queries.telling import targets_of


def triggers_over_sounds(workspace_id: int) -> QuerySet[Trigger]:
    """Those that are switched on and listen, in the order in which they name an alert."""
    rows = Trigger.objects.filter(workspace_id=workspace_id, active=True)
    return rows.exclude(kind__in=[TriggerKind.SOURCE, *OVER_FACTS]).order_by("pk")


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
    return list(rows.filter(kind__in=OVER_FACTS).order_by("pk"))


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


def brands_own(workspace_id: int) -> dict[int, bool]:
    """Every brand of the workspace -> is it ours?"""
    return dict(Brand.objects.filter(workspace_id=workspace_id).values_list("pk", "own"))
