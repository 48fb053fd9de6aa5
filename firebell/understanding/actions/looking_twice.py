"""Which readings get a second look, and what the second floor says of them.

Somebody walks over the first readings of a workspace in the order in which they were stored. The
ids of a workspace's readings rise with its turns (`firebell.common.turns`), so whoever holds the
turn sees everything up to the newest id, and nothing is passed over.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

import pyarrow as pa
from django.db import transaction
from django.db.models import F, Max, Q

from firebell.common import turns
from firebell.listening.models import Interaction
from firebell.understanding.actions.storing import SECOND, store_readings
from firebell.understanding.models import ReaderVersion, Reading, SecondLooks, SecondShare

LEASE = timedelta(minutes=5)
BEGIN_WITH = 2_000  # readings that were there before the first look
REACH = 10_000  # followers from which a word matters


class First(NamedTuple):
    """A reading of the first floor, as far as it is needed to tell what is worth a second look."""

    reading_id: int
    interaction_id: int
    negative: float
    neutral: float
    positive: float
    matters: bool


@dataclass(frozen=True, slots=True)
class Window:
    """The first readings between two places of the walk. `behind`: how many there are in all up to
    the newest; at most so many, where they are more than the window holds."""

    firsts: list[First]
    end: int
    behind: int


def claim(workspace_id: int, by: str, now: datetime, most: int) -> Window | None:
    """What is to be looked through next, at most `most` readings, and nobody else's for a LEASE.
    None: nothing new, or another worker is at it."""
    known = SecondLooks.objects.filter(workspace_id=workspace_id, cursor__gte=_newest())
    if known.exists():
        return None  # and no turn is taken for it
    with transaction.atomic():
        turns.one_at_a_time(workspace_id)
        newest = _newest()
        looks, _new = SecondLooks.objects.get_or_create(
            workspace_id=workspace_id, defaults={"cursor": max(0, newest - BEGIN_WITH)}
        )
        taken = looks.claimed_by not in ("", by) and (looks.claimed_until or now) > now
        if taken or looks.cursor >= newest:
            return None
        looks.claimed_by, looks.claimed_until = by, now + LEASE
        looks.save(update_fields=["claimed_by", "claimed_until"])
    firsts = _firsts(workspace_id, looks.cursor, newest, most)
    if len(firsts) < most:
        return Window(firsts, newest, len(firsts))
    # Counted by ids, which have gaps and are other workspaces' too: counting would read them all.
    return Window(firsts, firsts[-1].reading_id, newest - looks.cursor)


def _newest() -> int:
    newest: int = Reading.objects.aggregate(Max("pk"))["pk__max"] or 0
    return newest


def _firsts(workspace_id: int, after: int, last: int, most: int) -> list[First]:
    rows = (
        Reading.objects.filter(
            ~Q(interaction__text=""),
            pk__gt=after,
            pk__lte=last,
            interaction__workspace_id=workspace_id,
            interaction__outbound=False,
            interaction__hidden_at__isnull=True,
        )
        .exclude(version__in=ReaderVersion.objects.filter(name__contains=SECOND))
        .order_by("pk")
    )
    names = ("pk", "interaction_id", "negative", "neutral", "positive")
    found = rows.values_list(*names, "details", "interaction__followers")[:most]
    return [
        First(*one, matters='"sensitive"' in (details or "") or (followers or 0) >= REACH)
        for *one, details, followers in found
    ]


def passed(workspace_id: int, by: str, window: Window, read: int, now: datetime) -> None:
    """The window was looked through and `read` of it read; the claim is given back."""
    with transaction.atomic():
        turns.one_at_a_time(workspace_id)
        ours = SecondLooks.objects.filter(workspace_id=workspace_id, claimed_by=by)
        if not ours.update(cursor=window.end, claimed_by="", claimed_until=None):
            return  # it took longer than the lease, and another worker is at it
        if not window.firsts:
            return
        share, _new = SecondShare.objects.get_or_create(workspace_id=workspace_id, day=now.date())
        SecondShare.objects.filter(pk=share.pk).update(
            seen=F("seen") + len(window.firsts), read=F("read") + read
        )


def renew(workspace_id: int, by: str, now: datetime) -> bool:
    """Hold the claim for a LEASE from now; False if another has it by now."""
    ours = SecondLooks.objects.filter(workspace_id=workspace_id, claimed_by=by)
    return bool(ours.update(claimed_until=now + LEASE))


def give_back(by: str) -> None:
    """Let others look through what this worker has claimed."""
    SecondLooks.objects.filter(claimed_by=by).update(claimed_by="", claimed_until=None)


def known_to(version: int, interaction_ids: Collection[int]) -> set[int]:
    """Those of the words that this version has read."""
    read = Reading.objects.filter(version_id=version, interaction_id__in=interaction_ids)
    return set(read.values_list("interaction_id", flat=True))


def store_second(
    workspace_id: int, version: int, words: Sequence[tuple[int, str]], readings: pa.RecordBatch
) -> int:
    """Store the second readings of `words` (id and the text that was read); how many.

    Words that meanwhile say something else, are gone or were read by this version are left out.
    """
    with transaction.atomic():
        turns.one_at_a_time(workspace_id)
        ids = [pk for pk, _text in words]
        found = Interaction.objects.filter(pk__in=ids, hidden_at__isnull=True)
        now = {word.pk: word.said_now for word in found.prefetch_related("changes")}
        known = known_to(version, ids)
        rows = [
            row
            for row, (pk, text) in enumerate(words)
            if pk not in known and text and now.get(pk) == text
        ]
        store_readings(version, [ids[row] for row in rows], readings, rows)
    return len(rows)
