"""What became of listening: batches stored, errors, and who of several workers listens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from firebell.channels import queries
from firebell.channels.contract import Standing
from firebell.channels.enums import SourceState
from firebell.channels.models import Arrivals, Source
from firebell.common import audit, bulk, pulse

LEASE = timedelta(seconds=30)


class ClaimLostError(Exception):
    """Another worker hears this source, or a person changed it: nothing of the batch is stored."""


def claim(source_id: int, worker: str, wall: datetime) -> bool:
    """Take or keep the right to hear a source until `wall` + LEASE; False if another has it.

    `wall` is the machine's own time: several machines that share a store keep their clocks
    together to within a few seconds.
    """
    free = Q(claimed_by__in=["", worker]) | Q(claimed_until__lt=wall)
    free |= Q(claimed_until__isnull=True)
    mine = Source.objects.filter(free, pk=source_id, state=SourceState.LISTENING)
    return bool(mine.update(claimed_by=worker, claimed_until=wall + LEASE))


def release(worker: str) -> None:
    """Give back every source that this worker hears, so that another need not wait."""
    Source.objects.filter(claimed_by=worker).update(claimed_by="", claimed_until=None)


def note_poll(source: Source, now: datetime) -> None:
    """It was asked and had nothing new."""
    Source.objects.filter(pk=source.pk).update(
        last_polled_at=now, last_error="", failing_since=None, behind=False
    )
    source.last_polled_at, source.last_error, source.behind = now, "", False
    source.failing_since = None


def note_behind(source: Source, behind: bool) -> None:
    """Is it still telling the past? Then silence up to now proves nothing."""
    if source.behind != behind:
        Source.objects.filter(pk=source.pk).update(behind=behind)
        source.behind = behind


@transaction.atomic
def note_failure(source: Source, error: str, *, permanent: bool, now: datetime) -> None:
    """Remember why nothing can be read. A permanent error stops the source until it is resumed."""
    changed = source.last_error != error or permanent
    source.last_error = error
    source.failing_since = source.failing_since or now
    if permanent:
        source.state = SourceState.FAILED
    Source.objects.filter(pk=source.pk, state=SourceState.LISTENING).update(
        last_error=error, failing_since=source.failing_since, state=source.state
    )
    if permanent:
        workspace_id = source.workspace_id
        data = {"error": error}
        audit.record("source_failed", workspace_id=workspace_id, about=source, data=data)
    if changed:
        pulse.touch(source.workspace_id, "sources")


@transaction.atomic
def note_progress(
    source: Source,
    *,
    inserted: int,
    duplicates: int,
    rejected: int,
    cursor: Mapping[str, Any] | None,
    last_event_at: datetime | None,
    now: datetime,
    claim: str | None = None,
) -> None:
    """Move the cursor and the counts. Belongs in the transaction that stores the batch.

    Without a `cursor` it stays where it is. With a `claim`, the name of a worker, the claim must
    still be that worker's: else ClaimLostError, which must undo the whole batch."""
    changes: dict[str, Any] = {
        "inserted": F("inserted") + inserted,
        "duplicates": F("duplicates") + duplicates,
        "rejected": F("rejected") + rejected,
        "last_polled_at": now,
        "last_error": "",
        "failing_since": None,
    }
    if cursor is not None:
        changes["cursor"] = dict(cursor)
    if inserted:
        changes["last_heard_at"] = now
    rows = Source.objects.filter(pk=source.pk)
    if claim is not None:
        rows = rows.filter(claimed_by=claim)
    if not rows.update(**changes) and claim is not None:
        raise ClaimLostError(f"{source.name}: another worker hears it, or it was changed")
    if last_event_at is not None:
        # A late batch of older words must not move the clock back.
        queries.with_older_event(source, last_event_at).update(last_event_at=last_event_at)
    source.refresh_from_db(fields=[*changes, "last_heard_at", "last_event_at"])
    pulse.touch(source.workspace_id, "sources")


def note_arrivals(source: Source, number: int, freshest: int, now: datetime) -> None:
    """So many words came as words come every day, history left out; the newest of them was said
    `freshest` seconds ago. Belongs in the transaction that stores the batch."""
    hour = hour_of(now)
    row = (source.pk, bulk.instant(hour), number)
    bulk.upsert(Arrivals._meta.db_table, ("source_id", "hour"), ("number",), [row], add=True)
    staler = Q(freshest__isnull=True) | Q(freshest__gt=freshest)
    Arrivals.objects.filter(staler, source=source, hour=hour).update(freshest=freshest)


def note_listened(source: Source, now: datetime) -> None:
    """This hour was listened to, also if nothing comes in it."""
    Arrivals.objects.get_or_create(source=source, hour=hour_of(now), defaults={"number": 0})


def hour_of(instant: datetime) -> datetime:
    return instant.replace(minute=0, second=0, microsecond=0)


def note_standing(source: Source, standing: Standing) -> None:
    """Remember how the source stands with its network. Budgets that are not named stay."""
    known = {budget["what"]: budget for budget in source.standing.get("budgets", [])}
    for budget in standing.budgets:
        resets_at = budget.resets_at.isoformat() if budget.resets_at else None
        known[budget.what] = {
            "what": budget.what,
            "left": budget.left,
            "of": budget.of,
            "resets_at": resets_at,
        }
    expires = standing.token_expires_at
    source.standing = {
        "budgets": list(known.values()),
        "token_expires_at": expires.isoformat() if expires else None,
        "missing_scopes": list(standing.missing_scopes),
    }
    Source.objects.filter(pk=source.pk).update(standing=source.standing)
