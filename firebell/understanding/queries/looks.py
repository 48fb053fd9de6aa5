"""What a look reads, when one is due, and what the last one found."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.db.models import Prefetch, QuerySet

from firebell.listening.models import Attachment, Interaction
from firebell.understanding.models import Look, Reading, Spread, Theme
from firebell.understanding.queries.readings import order_in_force, readings_in_force

EVERY = timedelta(minutes=15)
ANYHOW = timedelta(days=1)  # also where nothing new was heard: words may have been taken back
MOST_OF_THE_TIME = 0.05  # that may be spent looking
LOST = timedelta(minutes=30)  # who began so long ago is dead
EXAMPLES_SHOWN = 3

# Of a word: its id, its author's, its fingerprint, when it was said, and its sentiment if known.
PrintRow = tuple[int, int, int, datetime, str | None]


def newest_heard_at(workspace_id: int, now: datetime) -> datetime | None:
    """When the newest word of somebody else was said, of those that are not of the future."""
    words = Interaction.objects.filter(
        workspace_id=workspace_id, at__lte=now, outbound=False, hidden_at__isnull=True
    )
    return words.order_by("-at").values_list("at", flat=True).first()


def is_due(look: Look, wall: datetime, now: datetime) -> bool:
    """Is it wanted, or long enough ago with something new since?"""
    if look.begun_at is not None and look.begun_at > wall - LOST:
        return False
    if look.wanted_at is not None:
        return True
    waited = wall - look.ended_at if look.ended_at is not None else ANYHOW
    if waited < max(EVERY, timedelta(seconds=look.seconds / MOST_OF_THE_TIME)):
        return False
    newest = newest_heard_at(look.workspace_id, now)
    return newest is not None and (newest != look.until or waited >= ANYHOW)


def words_between(workspace_id: int, after: datetime, until: datetime) -> Sequence[int]:
    """Ids of all that was heard, ours and strangers', the oldest first. One walk along an index."""
    words = Interaction.objects.filter(workspace_id=workspace_id, at__gt=after, at__lte=until)
    ids = words.order_by("at", "pk").values_list("pk", flat=True)
    return array("q", ids.iterator(chunk_size=10_000))


def said_words(ids: Sequence[int]) -> list[Interaction]:
    """Of these words, in their order, people's that say something and can be shown."""
    words = Interaction.objects.filter(pk__in=ids, outbound=False, hidden_at__isnull=True)
    found = {
        word.pk: word
        for word in words.only("at", "text", "profile_id").prefetch_related("changes")
        if word.said_now.strip()
    }
    return [found[one] for one in ids if one in found]


def sentiments(ids: Sequence[int]) -> dict[int, str]:
    """Interaction id -> sentiment by the reading in force, of those that were read."""
    found: dict[int, str] = {}
    readings = readings_in_force().filter(interaction_id__in=ids)
    for word, sentiment in readings.values_list("interaction_id", "sentiment"):
        found.setdefault(word, sentiment)
    return found


def newest_prints(workspace_id: int, after: datetime, until: datetime, most: int) -> list[PrintRow]:
    """Fingerprints of people's words that can be shown, at most the newest ones, the oldest first.

    Each of its reading in force; texts that are too short have none.
    """
    readings = Reading.objects.filter(
        interaction__workspace_id=workspace_id,
        interaction__at__gt=after,
        interaction__at__lte=until,
        interaction__outbound=False,
        interaction__hidden_at__isnull=True,
        fingerprint__isnull=False,
    ).order_by("-interaction__at", "-interaction_id", *order_in_force())
    rows = readings.values_list(
        "interaction_id", "interaction__profile_id", "fingerprint", "interaction__at", "sentiment"
    )
    return list(_once_each(rows.iterator(chunk_size=10_000), most))[::-1]


def _once_each(rows: Iterator[PrintRow], most: int) -> Iterator[PrintRow]:
    """The first row of each word, which is of its reading in force."""
    last, number = 0, 0
    for row in rows:
        if row[0] != last:
            number += 1
            if number > most:
                return
            last = row[0]
            yield row


def newest_pictures(
    workspace_id: int, after: datetime, until: datetime, most: int
) -> list[PrintRow]:
    """The same of pictures that came with people's words."""
    pictures = Attachment.objects.filter(
        interaction__workspace_id=workspace_id,
        interaction__at__gt=after,
        interaction__at__lte=until,
        interaction__outbound=False,
        interaction__hidden_at__isnull=True,
        picture__isnull=False,
    )
    rows = pictures.order_by("-interaction_id", "-number").values_list(
        "interaction_id", "interaction__profile_id", "picture", "interaction__at"
    )
    found = [(word, person, shown, at, None) for word, person, shown, at in rows[:most]]
    return sorted(found, key=lambda row: (row[3], row[0]))


def last_look(workspace_id: int) -> Look | None:
    """Without its shelves; it may not have been looked yet (`at` is null)."""
    looks = Look.objects.filter(workspace_id=workspace_id)
    return looks.defer("texts", "pictures").first()


def found_by(look: Look) -> tuple[list[Theme], list[Spread]]:
    """Themes and what spreads, in their order, each with `shown`: its words that can be shown, at
    most `EXAMPLES_SHOWN`. What has none left is left out. A fixed number of queries."""
    themes = list(Theme.objects.filter(look=look).order_by("place"))
    spreads = list(Spread.objects.filter(look=look).order_by("place"))
    ids = {word for one in (*themes, *spreads) for word in one.examples}
    words = {word.pk: word for word in shown_words(look.workspace_id).filter(pk__in=ids)}
    for one in (*themes, *spreads):
        there = [words[word] for word in one.examples if word in words]
        one.shown = there[:EXAMPLES_SHOWN]  # type: ignore[union-attr]
    return _with_words(themes), _with_words(spreads)


def _with_words(found: list) -> list:  # type: ignore[type-arg]
    return [one for one in found if one.shown]


def shown_words(workspace_id: int) -> QuerySet[Interaction]:
    """People's words of a workspace that can be shown, with their authors and edits."""
    words = Interaction.objects.filter(
        workspace_id=workspace_id, outbound=False, hidden_at__isnull=True
    )
    return words.select_related("profile").prefetch_related("changes")


def read_word(workspace_id: int, word: int) -> Interaction | None:
    """One of them with `latest_readings` and its attachments, None if it is not to be shown."""
    if word >= 2**63:
        return None
    files = Attachment.objects.defer("content").order_by("number")
    return (
        shown_words(workspace_id)
        .filter(pk=word)
        # Cases belong to a higher room; the relation is reached by its name, as a filter would.
        .select_related("profile", "case_item__case")
        .prefetch_related(
            Prefetch("readings", readings_in_force(), to_attr="latest_readings"),
            Prefetch("attachments", files),
        )
        .first()
    )
