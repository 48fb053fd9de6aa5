"""What comes with a word or after it: its attachments, its edits, its deletion, and the purge.

These verbs belong into the transaction of the batch that brought them, except the purge.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from firebell.channels import contract
from firebell.channels import registry as networks
from firebell.common import ledger, pulse
from firebell.listening import full_text, queries, signals
from firebell.listening.enums import ChangeKind
from firebell.listening.models import Attachment, Interaction, InteractionChange

PURGED_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Changed:
    """A change that was not known before. `text` is what an edited word says now, None where an
    older edit came late or the word is gone."""

    interaction_id: int
    kind: ChangeKind
    at: datetime
    text: str | None


def store_attachments(workspace_id: int, attachments: Sequence[contract.Attachment]) -> None:
    """Keep the files of stored interactions; one that is known stays as it was."""
    ids = queries.interaction_ids(workspace_id, {(a.channel, a.external_id) for a in attachments})
    rows = [
        Attachment(
            interaction_id=ids[one.channel, one.external_id],
            number=one.number,
            name=one.name[:200],
            media_type=one.media_type[:100],
            size=one.size,
            content=one.content,
        )
        for one in attachments
        if (one.channel, one.external_id) in ids
    ]
    Attachment.objects.bulk_create(rows, ignore_conflicts=True)


def note_changes(
    workspace_id: int, changes: Sequence[contract.Change], now: datetime
) -> list[Changed]:
    """Store edits and deletions of words that were heard here; those that are news."""
    ids = queries.interaction_ids(
        workspace_id, {(c.channel, c.external_id) for c in changes if not c.whole_account}
    )
    meant = [(pk, change) for change in changes for pk in _meant(workspace_id, change, ids)]
    if not meant:
        return []
    before = full_text.entries(workspace_id, {pk for pk, _change in meant})
    news = [noted for pk, change in meant if (noted := _note(pk, change, now))]
    if news:
        _find_anew(workspace_id, before)
        ledger.append_all(_fact(workspace_id, one) for one in news)
        gone = [one.interaction_id for one in news if one.kind == ChangeKind.DELETED]
        signals.words_deleted.send(Interaction, workspace_id=workspace_id, interaction_ids=gone)
        pulse.touch(workspace_id, "cases")
    return news


def _find_anew(workspace_id: int, before: dict[int, full_text.Entry]) -> None:
    """Edited words are found by what they say now, deleted ones no longer."""
    after = full_text.entries(workspace_id, before)
    changed = [pk for pk, entry in before.items() if after.get(pk) != entry]
    full_text.forget(workspace_id, [before[pk] for pk in changed])
    full_text.index(workspace_id, [after[pk] for pk in changed if pk in after])


def _fact(workspace_id: int, news: Changed) -> ledger.NewFact:
    about, pk = Interaction._meta.label_lower, news.interaction_id
    if news.kind == ChangeKind.DELETED:
        return ledger.NewFact(workspace_id, "interaction_deleted", about, pk, news.at, {})
    return ledger.NewFact(workspace_id, "interaction_edited", about, pk, news.at, {})


def _meant(
    workspace_id: int, change: contract.Change, ids: dict[tuple[str, str], int]
) -> list[int]:
    if change.whole_account:
        return queries.ids_that_begin(workspace_id, change.channel, change.external_id)
    found = ids.get((change.channel, change.external_id))
    return [] if found is None else [found]


def _note(pk: int, change: contract.Change, now: datetime) -> Changed | None:
    kind = ChangeKind(str(change.kind))
    row, new = InteractionChange.objects.get_or_create(
        interaction_id=pk,
        kind=kind,
        at=change.at,
        defaults={"recorded_at": now, "text": change.text or ""},
    )
    if not new:
        return None
    if kind == ChangeKind.DELETED:
        Interaction.objects.filter(pk=pk, hidden_at__isnull=True).update(hidden_at=change.at)
        return Changed(pk, kind, change.at, None)
    newer = InteractionChange.objects.filter(interaction_id=pk).exclude(pk=row.pk)
    stale = newer.filter(Q(at__gt=change.at) | Q(kind=ChangeKind.DELETED)).exists()
    return Changed(pk, kind, change.at, None if stale else change.text)


def purge_deleted(now: datetime) -> int:
    """Purge the texts that their networks' terms no longer let us keep; how many words."""
    purged = 0
    for network in networks.networks():
        within = network.capabilities.purge_deleted_within
        if within is None:
            continue
        due = queries.to_be_purged(network.name, now - within)
        while ids := list(due[:PURGED_AT_ONCE]):
            purge(ids)
            purged += len(ids)
    return purged


@transaction.atomic
def purge(interaction_ids: Sequence[int]) -> None:
    """Take the text of deleted words out of everywhere; that they were said stays known."""
    # Out of the index they are since they were deleted.
    words = Interaction.objects.filter(pk__in=interaction_ids, hidden_at__isnull=False)
    ids = list(words.values_list("pk", flat=True))
    files = Attachment.objects.filter(interaction_id__in=ids)
    files.update(content=None, name="", picture=None)
    InteractionChange.objects.filter(interaction_id__in=ids).update(text="")
    Interaction.objects.filter(pk__in=ids).update(text="", subject="")
