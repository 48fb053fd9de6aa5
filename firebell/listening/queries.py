from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    Max,
    OuterRef,
    Q,
    QuerySet,
    When,
)

from firebell.common import bulk
from firebell.listening.enums import QueryKind
from firebell.listening.models import Attachment, Brand, Interaction, Mention, Query


def known_external_ids(workspace_id: int, channel: str, external_ids: Sequence[str]) -> list[str]:
    """Those of `external_ids` that are stored already."""
    condition, parameters = bulk.one_of("external_id", external_ids)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT external_id FROM listening_interaction"
            f" WHERE workspace_id = %s AND channel = %s AND {condition}",
            [workspace_id, channel, *parameters],
        )
        return [row[0] for row in cursor.fetchall()]


def profile_ids(workspace_id: int, keys: Collection[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """(channel, handle) -> id, for those that are known."""
    return _looked_up("listening_profile", "handle", "id", workspace_id, keys)


def threads_of(workspace_id: int, keys: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """(channel, external id) -> thread, for those that are stored."""
    return _looked_up("listening_interaction", "external_id", "thread", workspace_id, keys)


def interaction_ids(
    workspace_id: int, keys: Collection[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    """(channel, external id) -> id, for those that are stored."""
    return _looked_up("listening_interaction", "external_id", "id", workspace_id, keys)


def ids_that_begin(workspace_id: int, channel: str, beginning: str) -> list[int]:
    """Ids of the words of a channel whose external ids begin so; none for an empty beginning."""
    if not beginning:
        return []
    rows = Interaction.objects.filter(
        workspace_id=workspace_id, channel=channel, external_id__startswith=beginning
    )
    if connection.vendor == "sqlite":
        # It compares byte by byte, so that a range says the same and can use the index.
        after = beginning[:-1] + chr(ord(beginning[-1]) + 1)
        rows = rows.filter(external_id__gte=beginning, external_id__lt=after)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def to_be_purged(network: str, deleted_before: datetime) -> QuerySet[Interaction, int]:
    """Ids of words of a network that were deleted so long ago and still hold anything.

    In order of their deletion, which has an index: asked for by id, SQLite reads every word.
    """
    files = Attachment.objects.filter(interaction=OuterRef("pk"), content__isnull=False)
    rows = Interaction.objects.filter(
        ~Q(text="") | ~Q(subject="") | Exists(files),
        hidden_at__isnull=False,
        hidden_at__lt=deleted_before,
        source__network=network,
    )
    return rows.order_by("hidden_at").values_list("pk", flat=True)


def external_ids_here(source_id: int, external_ids: Collection[str]) -> set[str]:
    """Those of these external ids that are stored from this source's workspace, on any channel."""
    condition, parameters = bulk.one_of("external_id", list(external_ids))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT w.external_id FROM listening_interaction w JOIN channels_source s"
            f" ON s.workspace_id = w.workspace_id WHERE s.id = %s AND w.{condition}",
            [source_id, *parameters],
        )
        return {row[0] for row in cursor.fetchall()}


def changed_words(interaction_ids: Collection[int]) -> list[Interaction]:
    """These words with their profiles, in the order of their ids."""
    rows = Interaction.objects.filter(pk__in=interaction_ids).select_related("profile", "source")
    return list(rows.order_by("pk"))


def mentions_of(interaction_ids: Collection[int]) -> set[tuple[int, int]]:
    """(query id, interaction id) of the mentions that are stored of these words."""
    rows = Mention.objects.filter(interaction_id__in=interaction_ids)
    return set(rows.values_list("query_id", "interaction_id"))


def about(word: Interaction) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The brands (or else its source's own) and the topics that a stored word mentions."""
    queries = Query.objects.filter(mentions__interaction=word).order_by("pk")
    found = list(queries.values_list("brand_id", "kind", "name"))
    brands = tuple(dict.fromkeys(brand for brand, _kind, _name in found if brand is not None))
    name = word.source.config.get("brand")
    if not brands and name:
        own = Brand.objects.filter(workspace_id=word.workspace_id, name=name)
        brands = tuple(own.values_list("pk", flat=True)[:1])
    return brands, tuple(name for _brand, kind, name in found if kind == QueryKind.TOPIC)


def brand_of(word: Interaction) -> int | None:
    """The first brand that a stored word is about, None if there is none."""
    brands, _topics = about(word)
    return brands[0] if brands else None


def topics_of(interaction_id: int) -> tuple[str, ...]:
    """The topics that a stored word mentions, by their names."""
    queries = Query.objects.filter(mentions__interaction=interaction_id, kind=QueryKind.TOPIC)
    return tuple(queries.order_by("pk").values_list("name", flat=True))


def attachments() -> QuerySet[Attachment]:
    """Files in the order of their messages, without their content: `kept` says if it is there."""
    kept = Case(When(content__isnull=False, then=True), default=False, output_field=BooleanField())
    return Attachment.objects.defer("content").annotate(kept=kept).order_by("interaction", "number")


def attachment(workspace_id: int, attachment_id: int) -> Attachment | None:
    """A file with its word, only if it is this workspace's, kept, and its word is not deleted."""
    return (
        Attachment.objects.filter(
            pk=attachment_id,
            interaction__workspace_id=workspace_id,
            interaction__hidden_at__isnull=True,
            content__isnull=False,
        )
        .select_related("interaction")
        .first()
    )


def _looked_up(
    table: str, key: str, value: str, workspace_id: int, keys: Collection[tuple[str, str]]
) -> dict[tuple[str, str], Any]:
    """(channel, key) -> value by one statement a channel; keys that are not there are left out."""
    found: dict[tuple[str, str], Any] = {}
    for channel, wanted in _by_channel(keys).items():
        condition, parameters = bulk.one_of(key, wanted)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {key}, {value} FROM {table}"
                f" WHERE workspace_id = %s AND channel = %s AND {condition}",
                [workspace_id, channel, *parameters],
            )
            found.update({(channel, known): what for known, what in cursor.fetchall()})
    return found


def _by_channel(keys: Collection[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for channel, value in keys:
        grouped[channel].append(value)
    return grouped


def texts_of(workspace_id: int, interaction_ids: Collection[int]) -> list[str]:
    """What these words of people say now, in the order of the ids; without what is not shown."""
    words = Interaction.objects.filter(
        workspace_id=workspace_id, pk__in=interaction_ids, outbound=False, hidden_at__isnull=True
    )
    found = {word.pk: word.said_now for word in words.prefetch_related("changes")}
    return [found[one] for one in interaction_ids if found.get(one, "").strip()]


def active_queries(workspace_id: int) -> QuerySet[Query]:
    return (
        Query.objects.filter(workspace_id=workspace_id, active=True)
        .select_related("brand")
        .order_by("id")
    )


def queries_of(workspace_id: int) -> QuerySet[Query]:
    return (
        Query.objects.filter(workspace_id=workspace_id)
        .select_related("brand")
        .order_by("kind", "name")
    )


def queries_stamp(workspace_id: int) -> tuple[int, object]:
    """Changes whenever a query of the workspace is added, changed, stopped or removed."""
    found = Query.objects.filter(workspace_id=workspace_id).aggregate(
        number=Count("id"), last=Max("changed_at")
    )
    return found["number"], found["last"]


def channels_heard(workspace_id: int) -> list[str]:
    """The channels on which anything was heard, by name; at most fifty.

    Hops from one to the next in an index: the cost grows with the channels, not with the words.
    """
    following = (
        "SELECT min(channel) FROM listening_interaction WHERE workspace_id = %s AND channel > "
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE heard(channel) AS ({following} '' UNION ALL"
            f" SELECT ({following} heard.channel) FROM heard WHERE heard.channel IS NOT NULL)"
            " SELECT channel FROM heard WHERE channel IS NOT NULL LIMIT 50",
            [workspace_id, workspace_id],
        )
        return [channel for (channel,) in cursor.fetchall()]
