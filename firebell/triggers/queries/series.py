"""What was counted, what detectors remember of it, and how far it is judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import (
    Count,
    Max,
    Min,
    Q,
    QuerySet,
    Sum,
)

from firebell.common import bulk
from firebell.core.triggers.series import Buckets, Cell
from firebell.triggers.models import (
    Judged,
    MinuteCount,
    SeriesPoint,
    SeriesPrior,
    SeriesState,
)


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


def judging_states(
    workspace_id: int, since: datetime, most: int
) -> dict[tuple[str, str], list[bytes]]:
    """(dimension, measure) -> states of series that can ring, of brands that are judged up to
    `since` at least; at most so many of a kind, those that were judged last."""
    live = Judged.objects.filter(workspace_id=workspace_id, through__gte=since)
    rows = SeriesState.objects.filter(
        workspace_id=workspace_id, judges=True, brand_id__in=live.values("brand_id")
    ).order_by("-through", "pk")
    kinds = rows.order_by("dimension", "measure").values_list("dimension", "measure").distinct()
    return {
        (dimension, measure): [
            bytes(state)
            for state in rows.filter(dimension=dimension, measure=measure).values_list(
                "state", flat=True
            )[:most]
        ]
        for dimension, measure in kinds
    }


def priors_of(workspace_id: int) -> dict[tuple[str, str], SeriesPrior]:
    """(dimension, measure) -> what new series of the kind begin with, where it is not the world."""
    rows = SeriesPrior.objects.filter(workspace_id=workspace_id)
    return {(row.dimension, row.measure): row for row in rows}


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


def series_points(
    workspace_id: int, brand_id: int, measure: str, start: datetime, end: datetime
) -> QuerySet[SeriesPoint]:
    """For the chart: the hour's observed beside expected, every quarter of an hour."""
    return SeriesPoint.objects.filter(
        workspace_id=workspace_id, brand_id=brand_id, measure=measure, at__gte=start, at__lte=end
    ).order_by("at")
