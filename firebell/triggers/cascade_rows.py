"""Reads about posts that are passed on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection

from firebell.common import bulk
from firebell.core.schema import InteractionKind
from firebell.core.triggers.cascade.viral import Yardstick, yardstick
from firebell.core.triggers.rules.conditions import MayReach
from firebell.listening.models import Interaction
from firebell.triggers import queries
from firebell.triggers.models import Cascade
from firebell.triggers.rows import as_trigger

Post = tuple[str, str]  # channel, external id
OVER = timedelta(days=1)  # the age from which a cascade tells what is usual
PAST = timedelta(days=90)
PAST_MOST = 500  # cascades a brand
LOUD, LOUD_MOST = 0.4, 100  # it rings from 0.5 on; cascades looked at in one go
CHAIN = 3  # reposts of reposts are followed this far


class Root(NamedTuple):
    """A post that is passed on."""

    interaction: int
    began: int  # seconds since 1970
    followers: int | None
    outbound: bool


def roots(workspace_id: int, named: Collection[Post]) -> dict[Post, Root]:
    """What each of these names stands for, through reposts of reposts; without unknown ones."""
    found: dict[Post, Root] = {}
    asked = {post: post for post in named}
    for _ in range(CHAIN):
        stored = _stored(workspace_id, set(asked.values()))
        further: dict[Post, Post] = {}
        for post, place in asked.items():
            row = stored.get(place)
            if row is not None and row["kind"] == InteractionKind.REPOST and row["in_reply_to"]:
                further[post] = (place[0], row["in_reply_to"])
            elif row is not None:
                began = int(row["at"].timestamp())
                found[post] = Root(row["id"], began, row["followers"], row["outbound"])
        if not further:
            break
        asked = further
    return found


def _stored(workspace_id: int, posts: Collection[Post]) -> dict[Post, dict[str, Any]]:
    by_channel: dict[str, list[str]] = defaultdict(list)
    for channel, external_id in sorted(posts):
        by_channel[channel].append(external_id)
    found = {}
    names = ("id", "external_id", "kind", "in_reply_to", "at", "followers", "outbound")
    with connection.cursor() as cursor:
        for channel, ids in by_channel.items():
            these, values = bulk.one_of("external_id", ids)
            cursor.execute(
                f"SELECT {', '.join(names)} FROM listening_interaction"
                f" WHERE workspace_id = %s AND channel = %s AND {these}",
                [workspace_id, channel, *values],
            )
            for values_ in cursor.fetchall():
                row = dict(zip(names, values_, strict=True))
                row["at"] = bulk.read_instant(row["at"])
                found[channel, row["external_id"]] = row
    return found


def cascades_of(interactions: Collection[int]) -> dict[tuple[int, int], Cascade]:
    """(interaction, brand) -> what is remembered."""
    rows: dict[tuple[int, int], Cascade] = {}
    ids = sorted(interactions)
    for start in range(0, len(ids), 500):
        for row in Cascade.objects.filter(interaction_id__in=ids[start : start + 500]):
            rows[row.interaction_id, row.brand_id] = row
    return rows


def yardsticks(brands: Collection[int], now: datetime) -> dict[int, Yardstick]:
    """By the brand's cascades that are at least a day old at `now`."""
    return {brand: yardstick(_past(brand, now)) for brand in sorted(brands)}


def asked(workspace_id: int, brands: Collection[int]) -> dict[int, list[MayReach]]:
    """Brand -> how far, and how likely, its triggers want a post to go; and what is far for it."""
    found = {brand: [MayReach()] for brand in brands}
    own = queries.brands_own(workspace_id)
    for row in queries.triggers_over_sounds(workspace_id):
        trigger = as_trigger(row)
        wanted = [one for one in trigger.conditions if isinstance(one, MayReach)]
        for brand in brands:
            if trigger.scope.has(brand, own.get(brand, True)):
                found[brand] += wanted
    return found


def _past(brand: int, now: datetime) -> list[int]:
    rows = Cascade.objects.filter(brand_id=brand, began__gt=now - PAST, began__lte=now - OVER)
    return list(rows.order_by("-began").values_list("seen", flat=True)[:PAST_MOST])


def loud_cascades(
    workspace_id: int, brands: Collection[int], since: datetime, until: datetime
) -> list[Cascade]:
    """Those that may go as far as somebody asks and were passed on within these instants."""
    rows = Cascade.objects.filter(
        workspace_id=workspace_id,
        updated_at__gt=since,
        updated_at__lt=until,
        loudness__gte=LOUD,
        brand_id__in=brands,
    )
    return list(rows.order_by("-loudness", "-seen", "interaction_id")[:LOUD_MOST])


def foreseen(brand: int | None, interaction: int) -> dict[str, Any]:
    """What a headline says of a post that goes viral."""
    row = Cascade.objects.filter(brand_id=brand, interaction_id=interaction).first()
    post = Interaction.objects.select_related("profile").filter(pk=interaction).first()
    found: dict[str, Any] = {"author": post.profile.handle} if post else {}
    if row is not None:
        found |= {"final": row.final, "lower": row.lower, "upper": row.upper}
    return found
