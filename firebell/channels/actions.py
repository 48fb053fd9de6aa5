from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import F

from firebell.accounts.models import User, Workspace
from firebell.channels import queries
from firebell.channels.contract import Batch, ChannelError, Reject
from firebell.channels.enums import SourceState
from firebell.channels.models import RejectedRow, Source
from firebell.channels.registry import network
from firebell.common import audit, clock, pulse

MOST_PLACE = 400


@transaction.atomic
def configure_source(
    workspace: Workspace, network_name: str, name: str, config: Mapping[str, Any], by: User | None
) -> Source:
    """Make the source of this name, or change its config. ChannelError where the config is wrong.

    A source stays on its network. Its cursor is kept only while it reads the same thing.
    """
    validated = network(network_name).validate(config)
    source = Source.objects.select_for_update().filter(workspace=workspace, name=name).first()
    if source is None:
        source = Source(workspace=workspace, network=network_name, name=name)
    elif source.network != network_name:
        raise ChannelError(
            f"{name} is a source on {source.network}; give the new one another name",
            permanent=True,
        )
    elif source.config == validated:
        return source
    source.config = validated
    source.cursor = {}
    source.state = SourceState.LISTENING
    source.last_error = ""
    source.save()
    data = {"network": network_name, "config": validated}
    audit.record("source_configured", actor=by, workspace_id=workspace.pk, about=source, data=data)
    pulse.touch(workspace.pk, "sources")
    return source


def pause(source: Source, by: User | None) -> None:
    """Stop listening until `resume`; what arrives meanwhile is read then."""
    _set_state(source, SourceState.PAUSED, "source_paused", by)


def resume(source: Source, by: User | None) -> None:
    """Listen again, from where the cursor stands."""
    _set_state(source, SourceState.LISTENING, "source_resumed", by)


def restart(source: Source, by: User | None) -> None:
    """Listen again, from the beginning. What is stored already is not stored twice."""
    with transaction.atomic():
        Source.objects.filter(pk=source.pk).update(cursor={})
        source.cursor = {}
        _set_state(source, SourceState.LISTENING, "source_restarted", by)


def finish(source: Source) -> None:
    """Nothing more will come: a file has been played to its end."""
    _set_state(source, SourceState.FINISHED, "source_finished", None)


@transaction.atomic
def _set_state(source: Source, state: SourceState, action: str, by: User | None) -> None:
    source.state = state
    source.last_error = ""
    source.save(update_fields=["state", "last_error"])
    audit.record(action, actor=by, workspace_id=source.workspace_id, about=source)
    pulse.touch(source.workspace_id, "sources")


def note_poll(source: Source, now: datetime) -> None:
    """It was asked and had nothing new."""
    Source.objects.filter(pk=source.pk).update(last_polled_at=now, last_error="")


@transaction.atomic
def note_failure(source: Source, error: str, *, permanent: bool, now: datetime) -> None:
    """Remember why nothing can be read. A permanent error stops the source until it is resumed."""
    source.last_error = error
    source.last_polled_at = now
    if permanent:
        source.state = SourceState.FAILED
    source.save(update_fields=["last_error", "last_polled_at", "state"])
    if permanent:
        workspace_id = source.workspace_id
        data = {"error": error}
        audit.record("source_failed", workspace_id=workspace_id, about=source, data=data)
    pulse.touch(source.workspace_id, "sources")


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


@transaction.atomic
def note_progress(
    source: Source,
    *,
    inserted: int,
    duplicates: int,
    rejected: int,
    cursor: Mapping[str, Any],
    last_event_at: datetime | None,
    now: datetime,
) -> None:
    """Move the cursor and the counts. Belongs in the transaction that stores the batch."""
    changes: dict[str, Any] = {
        "cursor": dict(cursor),
        "inserted": F("inserted") + inserted,
        "duplicates": F("duplicates") + duplicates,
        "rejected": F("rejected") + rejected,
        "last_polled_at": now,
        "last_error": "",
    }
    if inserted:
        changes["last_heard_at"] = now
    Source.objects.filter(pk=source.pk).update(**changes)
    if last_event_at is not None:
        # A late batch of older words must not move the clock back.
        queries.with_older_event(source, last_event_at).update(last_event_at=last_event_at)
    source.refresh_from_db(fields=[*changes, "last_heard_at", "last_event_at"])
    pulse.touch(source.workspace_id, "sources")


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
    config = dict(source.config)
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
