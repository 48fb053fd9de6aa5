"""How far posts are being passed on just now."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Max, QuerySet

from firebell.core.triggers.cascade.stream import FRESH, LOUD
from firebell.triggers.models import Cascade

MOST_LOUD = 500


def loudness_of(workspace_id: int, posts: Collection[int], now: datetime) -> dict[int, float]:
    """Interaction -> how near it is to what the workspace's triggers call viral, 0 to 1 and a half
    where that is just met: of those of these posts that were passed on within the hour, as it stood
    when each was passed on last."""
    rows = _fresh(workspace_id, now).filter(interaction__in=posts)
    return _by_post(rows)


def loud_posts(workspace_id: int, now: datetime) -> dict[int, float]:
    """The same of all posts that are viral or nearly so, the loudest first; empty on most days."""
    return _by_post(_fresh(workspace_id, now).filter(loudness__gte=LOUD), MOST_LOUD)


def _fresh(workspace_id: int, now: datetime) -> QuerySet[Cascade]:
    since = now - timedelta(seconds=FRESH)
    return Cascade.objects.filter(workspace_id=workspace_id, updated_at__gt=since, ended=False)


def _by_post(rows: QuerySet[Cascade], most: int | None = None) -> dict[int, float]:
    """By the brand that it is loudest for."""
    loudest = rows.values_list("interaction_id").annotate(loudest=Max("loudness"))
    return dict(loudest.order_by("-loudest", "interaction_id")[:most])
