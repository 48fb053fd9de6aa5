"""What a source has, noted beside what we have."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from firebell.channels.contract import AGAIN_SINCE, Census
from firebell.channels.models import Reconciliation, Source
from firebell.channels.queries import last_reconciliation
from firebell.common import pulse

KEPT = 100  # ids of missing words
KEPT_ROWS = 500  # reconciliations of a source


@transaction.atomic
def note_reconciliation(
    source: Source, census: Census, here: Collection[str], now: datetime
) -> Reconciliation:
    """Store the count. Words that are missing, and were not before, are asked for again: whoever
    hears the source now loses it, and the next one begins where the census did."""
    missing = sorted(census.external_ids - set(here))
    before = last_reconciliation(source)
    known = set(before.missing) if before is not None else set()
    news = bool(set(missing[:KEPT]) - known)
    made = Reconciliation.objects.create(
        source=source,
        at=now,
        since=census.since,
        until=census.until,
        there=len(census.external_ids),
        here=len(census.external_ids) - len(missing),
        missing=missing[:KEPT],
        whole=census.whole,
        settled=news,
    )
    if news:
        _read_again(source, census.since)
    _forget_old(source)
    pulse.touch(source.workspace_id, "sources")
    return made


def _read_again(source: Source, since: datetime) -> None:
    row = Source.objects.select_for_update().get(pk=source.pk)
    row.cursor = {**row.cursor, AGAIN_SINCE: since.isoformat()}
    row.claimed_by, row.claimed_until = "", None
    row.save(update_fields=["cursor", "claimed_by", "claimed_until"])


def _forget_old(source: Source) -> None:
    newest = source.reconciliations.order_by("-at", "-pk").values_list("pk", flat=True)
    if oldest := newest[KEPT_ROWS : KEPT_ROWS + 1].first():
        source.reconciliations.filter(pk__lte=oldest).delete()
