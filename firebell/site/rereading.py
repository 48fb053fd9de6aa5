"""Reading stored words again with what reads now: in batches, and on from where it was cut off.

Each batch and how far it came are one transaction, so a kill at any instant repeats nothing and
leaves nothing out. Readings of the new version are added; none is ever removed. A word that needs
an answer by the new reading and lies in no case is taken to the desk first, as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
from django.db import transaction
from django.db.models import Max, Prefetch

from firebell.accounts.models import Workspace
from firebell.common import clock, turns
from firebell.core.schema import Intent
from firebell.desk import actions as desk
from firebell.desk.models import CaseItem
from firebell.listening import queries as listening
from firebell.listening.again import as_batch
from firebell.listening.models import Interaction
from firebell.understanding import actions as understanding
from firebell.understanding import queries, readers
from firebell.understanding.models import Reading, Rereading


@dataclass(frozen=True, slots=True)
class Step:
    """One batch: how many words were looked at, read anew, and how many cases that opened."""

    seen: int
    read: int
    opened: int


def begin(workspace: Workspace, since: datetime | None) -> Rereading:
    """How far this workspace was read again by the version that reads now; made if there is none.

    An earlier `since` than the last time's begins anew: what was read then is passed over quickly.
    """
    version = understanding.version_id(readers.reader_of(workspace.pk).version)
    last = Interaction.objects.filter(workspace=workspace).aggregate(Max("pk"))["pk__max"] or 0
    found, _new = Rereading.objects.get_or_create(
        workspace=workspace,
        version_id=version,
        defaults={"since": since, "last": last, "changed_at": clock.now()},
    )
    if found.since is not None and (since is None or since < found.since):
        found.since, found.cursor = since, 0
    found.last = last
    found.save(update_fields=["since", "cursor", "last"])
    return found


def reread(workspace: Workspace, since: datetime | None, size: int) -> Iterator[Step]:
    """Batch by batch until everything that was stored at the beginning is read."""
    rereading = begin(workspace, since)
    reader = readers.reader_of(workspace.pk)
    while rereading.cursor < rereading.last:
        words = _next(rereading, size)
        if not words:
            Rereading.objects.filter(pk=rereading.pk).update(cursor=rereading.last)
            return
        fresh = [word for word in words if _is_to_be_read(word, rereading.version_id)]
        batch = as_batch(fresh, lambda word: word.said_now, _hint)
        readings = _still_set_aside(fresh, reader.read(batch))  # before the transaction: it is slow
        opened = _store(rereading, words, fresh, readings)
        yield Step(len(words), len(fresh), opened)


def _next(rereading: Rereading, size: int) -> list[Interaction]:
    words = Interaction.objects.filter(
        workspace_id=rereading.workspace_id, pk__gt=rereading.cursor, pk__lte=rereading.last
    )
    if rereading.since is not None:
        words = words.filter(at__gte=rereading.since)
    found = (
        words.order_by("pk")
        .select_related("profile", "source")
        .prefetch_related(
            "changes", Prefetch("readings", queries.readings_in_force(), to_attr="latest_readings")
        )
    )
    return list(found[:size])


def _latest(word: Interaction) -> list[Reading]:
    return word.latest_readings  # type: ignore[attr-defined, no-any-return]


def _is_to_be_read(word: Interaction, version: int) -> bool:
    """People's words that were read once, not by this version, and whose text is still there."""
    known = {reading.version_id for reading in _latest(word)}
    return not word.outbound and bool(word.text) and bool(known) and version not in known


def _hint(word: Interaction) -> str | None:
    return _latest(word)[0].known_language


def _still_set_aside(words: list[Interaction], readings: pa.RecordBatch) -> pa.RecordBatch:
    """What needed no answer for another reason than the reader's verdict (a machine wrote it, it
    is about others) still needs none: the reason is not stored with the words."""
    aside = [
        any(not one.needs_answer and one.needs_answer_p >= 0.5 for one in _latest(word))
        for word in words
    ]
    if not any(aside):
        return readings
    asked = readings.column("needs_answer").to_pylist()
    kept = [bool(needs) and not apart for needs, apart in zip(asked, aside, strict=True)]
    place = readings.schema.get_field_index("needs_answer")
    return readings.set_column(place, readings.schema.field(place), pa.array(kept, pa.bool_()))


@transaction.atomic
def _store(
    rereading: Rereading,
    words: list[Interaction],
    fresh: list[Interaction],
    readings: pa.RecordBatch,
) -> int:
    turns.one_at_a_time(rereading.workspace_id)
    now = clock.now()
    # Somebody may have read some of them meanwhile: another command, or an edit that came in.
    done = set(
        Reading.objects.filter(interaction__in=fresh, version_id=rereading.version_id).values_list(
            "interaction_id", flat=True
        )
    )
    rows = [row for row, word in enumerate(fresh) if word.pk not in done]
    said = readings.to_pylist()
    items = CaseItem.objects.filter(interaction__in=fresh).values_list("pk", "needs_answer")
    known = dict(items)
    heard = [
        _heard(fresh[row], said[row], now, is_new=fresh[row].pk not in known)
        for row in rows
        if said[row]["needs_answer"] and not known.get(fresh[row].pk)
    ]
    heard.sort(key=lambda one: one.at)
    opened = desk.open_cases(rereading.workspace_id, heard, now)
    ids = [fresh[row].pk for row in rows]
    understanding.store_readings(rereading.version_id, ids, readings, rows)
    rereading.cursor, rereading.changed_at = words[-1].pk, now
    rereading.read += len(rows)
    rereading.save(update_fields=["cursor", "changed_at", "read"])
    return opened


def _heard(
    word: Interaction, said: dict[str, object], now: datetime, *, is_new: bool
) -> desk.Heard:
    """`is_new`: the desk has not seen it yet; what lies in a case is no history."""
    before = word.source.muted_before
    brands, topics = listening.about(word)
    return desk.Heard(
        interaction_id=word.pk,
        profile_id=word.profile_id,
        channel=word.channel,
        thread=word.thread,
        brand_id=brands[0] if brands else None,
        at=min(word.at, now),
        text=word.said_now,
        language=str(said["language"]),
        needs_answer=True,
        negative=float(said["negative"]),  # type: ignore[arg-type]
        toxicity=float(said["toxicity"]),  # type: ignore[arg-type]
        followers=word.followers,
        outbound=False,
        muted=is_new and before is not None and word.at < before,
        in_reply_to=word.in_reply_to,
        sensitive=tuple(said["sensitive"] or ()),  # type: ignore[arg-type]
        topics=topics,
        intent=str(said["intent"] or Intent.OTHER),
    )
