"""What a batch brings beside new words: files, edits and deletions, receipts, how a source stands.

An edited word is read again as it stands now; if it needs an answer that it did not need before, it
goes to the desk. It is not counted again: it was said once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import pyarrow as pa

from firebell.channels import actions as sources
from firebell.channels import signals
from firebell.channels.contract import Batch
from firebell.channels.models import Source
from firebell.core.schema import Direction
from firebell.listening import again, later
from firebell.listening import queries as words
from firebell.listening.actions import Stored, store_mentions
from firebell.outbound import actions as outbound

if TYPE_CHECKING:
    from firebell.site.heard import Heard


def take_in(source: Source, batch: Batch, now: datetime) -> dict[int, str]:
    """Store what came with the words of a batch; interaction id -> text, of words edited since.

    Belongs into the transaction of the batch, after its words are stored.
    """
    workspace_id = source.workspace_id
    if batch.attachments:
        later.store_attachments(workspace_id, batch.attachments)
    if batch.standing is not None:
        sources.note_standing(source, batch.standing)
    if batch.receipts:
        outbound.note_receipts(workspace_id, batch.receipts)
        signals.receipts_heard.send(Source, workspace_id=workspace_id, receipts=batch.receipts)
    changed = later.note_changes(workspace_id, batch.changes, now) if batch.changes else []
    return {one.interaction_id: one.text for one in changed if one.text is not None}


def own_words(batch: Batch, stored: Stored) -> list[tuple[str, str, int, datetime]]:
    """(channel, external id, interaction id, time) of the stored words that are our own."""
    directions = batch.interactions.column("direction").to_pylist()
    if Direction.OUTBOUND not in directions:
        return []
    names = ("channel", "external_id", "at")
    channels, external_ids, instants = (batch.interactions.column(n).to_pylist() for n in names)
    return [
        (channels[row], external_ids[row], id_, instants[row])
        for row, id_ in zip(stored.rows, stored.ids, strict=True)
        if directions[row] == Direction.OUTBOUND
    ]


def edited_words(edited: dict[int, str]) -> tuple[pa.RecordBatch, Stored]:
    """People's words as they stand now, as if they were a batch that was just stored."""
    rows = [word for word in words.changed_words(edited) if not word.outbound]
    batch = again.as_batch(rows, lambda word: edited[word.pk])
    return batch, Stored(
        rows=list(range(len(rows))),
        ids=[word.pk for word in rows],
        profile_ids=[word.profile_id for word in rows],
        threads=[word.thread for word in rows],
        duplicates=0,
    )


def mention(heard: Sequence[Heard]) -> None:
    """Note which queries edited words match by now; what they matched before stays."""
    known = words.mentions_of([one.interaction_id for one in heard])
    store_mentions(
        [mention for one in heard for mention in one.mentions if mention[:2] not in known]
    )
