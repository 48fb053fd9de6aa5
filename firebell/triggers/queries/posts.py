"""The posts behind an alert, and what the press wrote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db.models import (
    Case,
    Count,
    F,
    FloatField,
    IntegerField,
    Max,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from firebell.listening.enums import InteractionKind
from firebell.listening.models import Interaction
from firebell.triggers import passed_on
from firebell.triggers.enums import TriggerKind
from firebell.triggers.models import (
    Alert,
)
from firebell.triggers.queries.rows import brand_names

PRESS = ("news", "feed")  # channels on which the press writes


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
