"""Rows that could not be taken in: kept with their reason, and read again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db import transaction

from firebell.channels import queries
from firebell.channels.contract import Batch, ChannelError, Reject
from firebell.channels.models import RejectedRow, Source
from firebell.channels.registry import network
from firebell.channels.secrets import opened_config
from firebell.common import clock, pulse

MOST_PLACE = 400


@transaction.atomic
def record_rejects(source: Source, rejects: Sequence[Reject]) -> int:
    """Keep what could not be taken in; how many of it were not kept before."""
    if not rejects:
        return 0
    places = [_place(reject) for reject in rejects]
    known = set(
        RejectedRow.objects.filter(source=source, place__in=places).values_list("place", flat=True)
    )
    now = clock.now()
    fresh = {
        place: _row(source, place, reject, now)
        for place, reject in zip(places, rejects, strict=True)
        if place not in known
    }
    RejectedRow.objects.bulk_create(fresh.values(), batch_size=500)
    return len(fresh)


def _row(source: Source, place: str, reject: Reject, now: datetime) -> RejectedRow:
    return RejectedRow(
        source=source,
        place=place,
        reason=reject.reason,
        raw=reject.raw,
        raw_size=reject.raw_size,
        context=dict(reject.context),
        at=now,
    )


def _place(reject: Reject) -> str:
    # The end tells rows apart.
    return reject.place if len(reject.place) <= MOST_PLACE else "…" + reject.place[1 - MOST_PLACE :]


@dataclass(frozen=True, slots=True)
class Replayed:
    """Some kept rows read again: those of `taken` are in `batch`; the others still do not fit."""

    batch: Batch
    taken: tuple[int, ...]  # ids of RejectedRow


def replay_rejects(
    source: Source, *, repair: bool = False, map_name: str | None = None, size: int = 500
) -> Iterator[Replayed]:
    """Read every kept row again that has not been replayed, with another map or with repair.

    Store each batch and call `mark_replayed` in one transaction; the source's cursor stays.
    """
    again = network(source.network).replay
    if again is None:
        raise ChannelError(
            f"{source.name}: rows of this network cannot be replayed", permanent=True
        )
    config = opened_config(source)
    if map_name is not None:
        config["map"] = map_name
    elif not config.get("map"):
        config["map"] = None
    last = 0
    while rows := list(queries.rejects_to_replay(source, after=last)[:size]):
        last = rows[-1].pk
        rejects = [
            Reject(row.place, row.reason, bytes(row.raw), row.raw_size, row.context) for row in rows
        ]
        batch = again(config, rejects, repair=repair)
        still = {reject.place for reject in batch.rejects}
        yield Replayed(batch, tuple(row.pk for row in rows if row.place not in still))


@transaction.atomic
def mark_replayed(source: Source, replayed: Replayed, now: datetime) -> None:
    """Note that these rows are taken in, and why the others still are not."""
    RejectedRow.objects.filter(source=source, pk__in=replayed.taken).update(replayed_at=now)
    for reason, group in groupby(
        sorted(replayed.batch.rejects, key=lambda reject: reject.reason),
        key=lambda reject: reject.reason,
    ):
        places = [reject.place for reject in group]
        RejectedRow.objects.filter(source=source, place__in=places).update(reason=reason)
    pulse.touch(source.workspace_id, "sources")
