"""Counts come in, time passes: judge what is final, and ring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pyarrow as pa
from django.db import transaction

from firebell.common import bulk, turns
from firebell.common.steps import reached
from firebell.core.triggers.alerts import Kind
from firebell.core.triggers.judging import first_day
from firebell.core.triggers.lateness import Passage, flush_edge
from firebell.core.triggers.said import Said
from firebell.core.triggers.series import BUCKET, Buckets, Dimension, final_edge
from firebell.triggers import queries
from firebell.triggers.actions.ears import EARS, with_ears, with_ears_early
from firebell.triggers.actions.facts import end_fact_alerts
from firebell.triggers.actions.ringing import ring
from firebell.triggers.actions.series_steps import advance, instant, store_points, store_states
from firebell.triggers.models import (
    Alert,
    Judged,
)
from firebell.triggers.queries import Part

LIVE = timedelta(days=2)


def count_and_detect(
    workspace_id: int,
    counts: pa.Table,
    watermark: datetime,
    now: datetime,
    *,
    late: pa.Table | None = None,
    passage: Passage | None = None,
    said: Sequence[Said] = (),
) -> list[Alert]:
    """Add minute counts (schema `COUNT`), judge what has become final, and ring.

    The alerts that opened, in order. Buckets are final up to `watermark`, which must hold for all
    that will still be counted for the workspace (see `core.triggers.lateness`). `late` are counts
    of what came too late to be judged; `passage` says how time passed, where it was the posts' own.
    `said` are the words behind `counts`, for ears that follow single words: with a `passage` in the
    order in which they were heard, else in that of time.
    Belongs into the transaction of the batch.
    """
    store_counts(workspace_id, counts)
    for ear in EARS:
        ear.take_in(workspace_id, said, in_order=passage is not None)
    reached("after_counters")
    _begin(workspace_id, counts, passage)
    edges = passage.edges if passage else (final_edge(int(watermark.timestamp())),)
    opened = [alert for edge in edges for alert in _detect(workspace_id, edge, now)]
    if late is not None:
        # Its buckets are behind us now: it is in the counts and no detector will see it.
        store_counts(workspace_id, late)
    return opened


@transaction.atomic
def flush(workspace_id: int, newest: datetime) -> list[Alert]:
    """At the end of a replay: judge the buckets that are still open. The alerts that opened.

    `newest` is the newest event time that was heard.
    """
    turns.one_at_a_time(workspace_id)
    return _detect(workspace_id, flush_edge(int(newest.timestamp())), newest)


@transaction.atomic
def let_time_pass(workspace_id: int, watermark: datetime, now: datetime) -> list[Alert]:
    """Nobody says a word: silence is judged too, and alerts end. Cheap while nothing is final.

    Only brands that are heard live, that is judged up to the last two days, move on by the clock; a
    replay of older posts that is still running would otherwise find its time gone by.
    """
    turns.one_at_a_time(workspace_id)
    end_fact_alerts(workspace_id, now)
    live = int((watermark - LIVE).timestamp())
    return _detect(workspace_id, final_edge(int(watermark.timestamp())), now, live)


@transaction.atomic
def ring_early(workspace_id: int, now: datetime) -> list[Alert]:
    """Ring for what the bucket that is not over yet holds already. The alerts that opened.

    More can only come, so a count that is too high now is too high at its end. Shares may still
    turn and have to wait. No detector learns from it: that is for the final bucket.
    """
    turns.one_at_a_time(workspace_id)
    edge = final_edge(int(now.timestamp())) + BUCKET
    due = _due(workspace_id, edge, int((now - LIVE).timestamp()))
    counted = queries.buckets(workspace_id, due, instant(min(due.values(), default=edge)), now)
    if not counted:
        return []
    advanced = advance(workspace_id, due, counted, edge, open_bucket=True)
    store_points(advanced.points)
    moment = int(now.timestamp())
    heard = {
        brand: [replace(s, at=min(s.at, moment)) for s in found if s.kind != Kind.SHARE]
        for brand, found in advanced.heard.items()
    }
    heard = with_ears_early(workspace_id, due, heard, moment)
    return ring(workspace_id, due, heard, moment, now, _begun(due, counted))


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


def _begin(workspace_id: int, counts: pa.Table, passage: Passage | None) -> None:
    """A brand heard for the first time is judged from its first bucket on; where the posts' own
    time passes, from the first bucket that was not final."""
    first: dict[int, int] = {}
    minutes = counts["minute"].cast(pa.int64()).to_pylist()
    for brand, minute in zip(counts["brand"].to_pylist(), minutes, strict=True):
        first[brand] = min(first.get(brand, minute), minute)
    if passage is not None:
        first = dict.fromkeys(first, passage.begins)
    rows = [
        Judged(workspace_id=workspace_id, brand_id=brand, through=instant(final_edge(minute)))
        for brand, minute in first.items()
    ]
    Judged.objects.bulk_create(rows, ignore_conflicts=True)


def _detect(workspace_id: int, edge: int, now: datetime, live: int = 0) -> list[Alert]:
    due = _due(workspace_id, edge, live)
    if not due:
        return []
    # A series that lay silent may be behind its brand; what it missed is silence, not counts.
    counted = queries.buckets(workspace_id, due, instant(min(due.values())), instant(edge))
    advanced = advance(workspace_id, due, counted, edge)
    store_states(advanced.states)
    store_points(advanced.points)
    rows = Judged.objects.filter(workspace_id=workspace_id, brand_id__in=due)
    rows.update(through=instant(edge))
    heard = with_ears(workspace_id, due, advanced.heard, edge)
    return ring(workspace_id, due, heard, edge, now, _begun(due, counted))


def _begun(due: Mapping[int, int], counted: Mapping[Part, Buckets]) -> dict[int, int]:
    """Brand -> the first day of what was counted since it was judged last."""
    days = {
        part.brand: first_day(buckets.since(due[part.brand]))
        for part, buckets in counted.items()
        if part.dimension == Dimension.BRAND
    }
    return {brand: day for brand, day in days.items() if day is not None}


def _due(workspace_id: int, edge: int, live: int) -> dict[int, int]:
    """Brands that are judged at least up to `live` and not yet up to `edge`, and how far."""
    through = queries.judged_through(workspace_id)
    judged = {brand: int(at.timestamp()) for brand, at in through.items()}
    return {brand: at for brand, at in judged.items() if live <= at < edge}
