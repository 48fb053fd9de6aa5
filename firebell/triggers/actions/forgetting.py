"""What is let go of: rows about what was passed on, once no page will show them again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from firebell.triggers.models import Alert, Judged, Meme
from firebell.triggers.passed_on import AROUND

KEPT = timedelta(days=30)  # an alert that opens by then looks back at what was passed on


def forget_memes(most: int = 1_000) -> int:
    """Delete what was passed on KEPT before the last that is judged of its brand, by the posts' own
    time; at most so many rows, and none that stands on the page of an alert. How many those were.
    """
    gone = 0
    for workspace_id, brand_id, through in Judged.objects.order_by("pk").values_list(
        "workspace_id", "brand_id", "through"
    ):
        old = _old(workspace_id, brand_id, through - KEPT)
        keys = list(old.values_list("pk", flat=True)[: most - gone])
        gone += Meme.objects.filter(pk__in=keys).delete()[0]
        if gone >= most:
            break
    return gone


def _old(workspace_id: int, brand_id: int, before: datetime) -> QuerySet[Meme]:
    shown = Alert.objects.filter(
        workspace_id=workspace_id,
        brand_id=brand_id,
        onset__lte=OuterRef("at") + AROUND,
        last_at__gte=OuterRef("at") - AROUND,
    )
    memes = Meme.objects.filter(workspace_id=workspace_id, brand_id=brand_id)
    return memes.filter(~Exists(shown), day__lt=before.date()).order_by("pk")
