from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from firebell.accounts.models import User, Workspace
from firebell.common import audit, bulk, pulse
from firebell.core.query import QueryError, parse
from firebell.core.query.findable import Findable
from firebell.core.schema import Direction
from firebell.core.triggers.memes.marks import picture_fingerprints
from firebell.listening import full_text, queries
from firebell.listening.enums import QueryKind
from firebell.listening.full_text import Entry
from firebell.listening.models import Brand, Query

SUBJECT_LENGTH = 500
INTERACTION_COLUMNS = [
    "id",
    "workspace_id",
    "source_id",
    "profile_id",
    "channel",
    "external_id",
    "kind",
    "outbound",
    "at",
    "received_at",
    "text",
    "url",
    "in_reply_to",
    "thread",
    "rating",
    "reposts",
    "followers",
    "media",
    "hidden_at",
    "subject",
]

_ONCE = ("workspace_id", "channel", "external_id")
_PROFILE_ONCE = ("workspace_id", "channel", "handle")


@dataclass(frozen=True, slots=True)
class Stored:
    """What `store_interactions` did. The lists run in step, one element a stored interaction."""

    rows: list[int]  # its row in the batch
    ids: list[int]
    profile_ids: list[int]
    threads: list[str]
    duplicates: int


@dataclass(frozen=True, slots=True)
class Told:
    """What a topic is defined by where no search is: a plain description, examples."""

    description: str = ""
    examples: tuple[str, ...] = ()


NOTHING_TOLD = Told()


def store_interactions(
    workspace_id: int,
    source_id: int,
    batch: pa.RecordBatch,
    received_at: datetime,
    languages: Sequence[str] | None = None,
) -> Stored:
    """Insert what is new of a batch (schema `INTERACTION`), its profiles and its full text.

    `languages`: what each row was read as, for the index; "und" where it is not known.

    A row whose channel and external id are known, here or earlier in the batch, is a duplicate:
    the first one stands. Belongs into the transaction of the batch.
    """
    columns: dict[str, list[Any]] = batch.to_pydict()
    fresh = _fresh_rows(workspace_id, columns)
    profiles = _profiles(workspace_id, columns, fresh)
    threads = _threads(workspace_id, columns, fresh)
    ids = list(bulk.reserve_ids("listening_interaction", len(fresh)))
    profile_ids = [profiles[columns["channel"][row], columns["author"][row]] for row in fresh]
    rows = [
        _interaction_row(columns, row, (id_, workspace_id, source_id, profile_id), received_at, th)
        for row, id_, profile_id, th in zip(fresh, ids, profile_ids, threads, strict=True)
    ]
    new = bulk.insert_new("listening_interaction", INTERACTION_COLUMNS, rows, once=_ONCE)
    if len(new) < len(ids):
        # Another process stored some of them since we looked: the first one stands.
        kept = [place for place, id_ in enumerate(ids) if id_ in new]
        fresh, ids, profile_ids, threads = (
            [column[place] for place in kept] for column in (fresh, ids, profile_ids, threads)
        )
    _store_pictures(columns, fresh, ids)
    full_text.index(
        workspace_id,
        [
            Entry(full_text.place(columns["at"][row], id_), _findable(columns, row, languages))
            for id_, row in zip(ids, fresh, strict=True)
        ],
    )
    return Stored(fresh, ids, profile_ids, threads, batch.num_rows - len(fresh))


def _fresh_rows(workspace_id: int, columns: Mapping[str, list[Any]]) -> list[int]:
    first: dict[tuple[str, str], int] = {}
    for row, key in enumerate(zip(columns["channel"], columns["external_id"], strict=True)):
        first.setdefault(key, row)
    by_channel: dict[str, list[str]] = defaultdict(list)
    for channel, external_id in first:
        by_channel[channel].append(external_id)
    for channel, external_ids in by_channel.items():
        for known in queries.known_external_ids(workspace_id, channel, external_ids):
            del first[channel, known]
    return list(first.values())


def _profiles(
    workspace_id: int, columns: Mapping[str, list[Any]], fresh: Sequence[int]
) -> dict[tuple[str, str], int]:
    """(channel, handle) -> profile id for the authors of these rows; unknown ones are made."""
    names: dict[tuple[str, str], tuple[str, int | None]] = {}
    for row in fresh:
        key = columns["channel"][row], columns["author"][row]
        names[key] = columns["author_name"][row] or "", columns["followers"][row]
    known = queries.profile_ids(workspace_id, list(names))
    missing = [key for key in names if key not in known]
    ids = bulk.reserve_ids("listening_profile", len(missing)) if missing else range(0)
    rows = [(id_, workspace_id, *key, *names[key]) for id_, key in zip(ids, missing, strict=True)]
    new = bulk.insert_new(
        "listening_profile",
        ("id", *_PROFILE_ONCE, "name", "followers"),
        rows,
        once=_PROFILE_ONCE,
    )
    known |= {key: id_ for id_, key in zip(ids, missing, strict=True) if id_ in new}
    return known | queries.profile_ids(workspace_id, [key for key in missing if key not in known])


def _threads(
    workspace_id: int, columns: Mapping[str, list[Any]], fresh: Sequence[int]
) -> list[str]:
    """The thread of each row: the channel's own, the one it replies into, or one it opens."""
    stated = {
        (columns["channel"][row], columns["in_reply_to"][row])
        for row in fresh
        if columns["in_reply_to"][row] and not columns["thread"][row]
    }
    known = queries.threads_of(workspace_id, stated)
    threads = []
    for row in fresh:
        channel, parent = columns["channel"][row], columns["in_reply_to"][row]
        own = columns["thread"][row]
        thread = own or (known.get((channel, parent), parent) if parent else None)
        thread = thread or columns["external_id"][row]
        known[channel, columns["external_id"][row]] = thread
        threads.append(thread)
    return threads


def _interaction_row(
    columns: Mapping[str, list[Any]],
    row: int,
    ids: tuple[int, int, int, int],
    received_at: datetime,
    thread: str,
) -> tuple[Any, ...]:
    return (
        *ids,
        columns["channel"][row],
        columns["external_id"][row],
        columns["kind"][row],
        columns["direction"][row] == Direction.OUTBOUND,
        bulk.instant(columns["at"][row]),
        bulk.instant(received_at),
        columns["text"][row],
        columns["url"][row] or "",
        columns["in_reply_to"][row] or "",
        thread,
        columns["rating"][row],
        columns["reposts"][row],
        columns["followers"][row],
        _media(columns, row),
        None,
        (columns["subject"][row] or "")[:SUBJECT_LENGTH],
    )


def _store_pictures(
    columns: Mapping[str, list[Any]], rows: Sequence[int], ids: Sequence[int]
) -> None:
    shown = [
        (id_, fingerprint)
        for row, id_ in zip(rows, ids, strict=True)
        if columns["pictures"][row]
        for fingerprint in picture_fingerprints(columns["pictures"][row])
    ]
    if shown:
        bulk.insert("listening_picture", ("interaction_id", "fingerprint"), shown)


def _media(columns: Mapping[str, list[Any]], row: int) -> int:
    return (
        bool(columns["has_link"][row])
        | bool(columns["has_image"][row]) << 1
        | bool(columns["has_video"][row]) << 2
    )


def _findable(
    columns: Mapping[str, list[Any]], row: int, languages: Sequence[str] | None
) -> Findable:
    return Findable(
        columns["text"][row],
        columns["author"][row],
        columns["channel"][row],
        columns["kind"][row],
        languages[row] if languages else "",
        columns["url"][row] or "",
        columns["rating"][row],
        columns["followers"][row],
        _media(columns, row),
        columns["direction"][row] == Direction.OUTBOUND,
    )


def store_mentions(found: Sequence[tuple[int, int, datetime, float | None]]) -> None:
    """Insert (query id, interaction id, the interaction's time, how likely if not certain)."""
    bulk.insert(
        "listening_mention",
        ("query_id", "interaction_id", "at", "p"),
        [(query, interaction, bulk.instant(at), p) for query, interaction, at, p in found],
    )


def ensure_brand(workspace_id: int, name: str, *, own: bool = True) -> Brand:
    brand, _new = Brand.objects.get_or_create(
        workspace_id=workspace_id, name=name, defaults={"own": own}
    )
    return brand


@transaction.atomic
def save_query(
    workspace: Workspace,
    *,
    name: str,
    kind: str,
    text: str,
    brand: Brand | None,
    by: User | None,
    query: Query | None = None,
    told: Told = NOTHING_TOLD,
) -> Query:
    """Make or change a saved query; text that does not parse is refused with its place. A topic
    may have a description or examples instead of text."""
    try:
        if text or kind != QueryKind.TOPIC or told == NOTHING_TOLD:
            parse(text)
    except QueryError as error:
        raise ValidationError({"text": str(error)}) from error
    if kind != QueryKind.TOPIC and brand is None:
        raise ValidationError({"brand": _("Choose the brand that this query listens for.")})
    before = query.text if query else ""
    saved = query or Query(workspace=workspace)
    saved.name, saved.kind, saved.text, saved.brand = name, kind, text, brand
    if kind == QueryKind.TOPIC:
        saved.description, saved.examples = told.description, list(told.examples)
    saved.save()
    audit.record(
        "query_saved",
        actor=by,
        workspace_id=workspace.pk,
        about=saved,
        data={"before": before, "after": text},
    )
    pulse.touch(workspace.pk, "sources")
    return saved


@transaction.atomic
def set_query_active(query: Query, active: bool, *, by: User) -> None:
    query.active = active
    query.save(update_fields=["active", "changed_at"])
    action = "query_started" if active else "query_stopped"
    audit.record(action, actor=by, workspace_id=query.workspace_id, about=query)
