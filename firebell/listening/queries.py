from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection
from django.db.models import Count, Max, QuerySet

from firebell.common import bulk
from firebell.listening.models import Query


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


def workspace_word(workspace_id: int) -> str:
    """The word by which the full-text index knows a workspace."""
    return f"w{workspace_id}"


def profile_ids(workspace_id: int, keys: Collection[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """(channel, handle) -> id, for those that are known."""
    return _looked_up("listening_profile", "handle", "id", workspace_id, keys)


def threads_of(workspace_id: int, keys: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """(channel, external id) -> thread, for those that are stored."""
    return _looked_up("listening_interaction", "external_id", "thread", workspace_id, keys)


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
