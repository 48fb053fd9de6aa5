"""What the bulk verb must know of the desk, in one query a question, however many rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Max

from firebell.common import bulk
from firebell.desk.models import Case

Key = tuple[str, str]  # channel, and a thread or an external id


class PendingWord(NamedTuple):
    channel: str
    thread: str
    profile_id: int
    at: datetime


def cases_of_threads(workspace_id: int, threads: Collection[Key]) -> dict[Key, int]:
    """(channel, thread) -> id of its case, for the threads that have one."""
    found = {}
    for channel, names in _by_channel(threads).items():
        named, values = bulk.one_of("thread", names)
        sql = (
            "SELECT thread, case_id FROM desk_conversation "
            f"WHERE workspace_id = %s AND channel = %s AND {named}"
        )
        for thread, case_id in _rows(sql, [workspace_id, channel, *values]):
            found[channel, thread] = case_id
    return found


def authors_of(workspace_id: int, words: Collection[Key]) -> dict[Key, int]:
    """(channel, external id) -> id of the profile that wrote it, for the words that we have."""
    found = {}
    for channel, names in _by_channel(words).items():
        named, values = bulk.one_of("external_id", names)
        sql = (
            "SELECT external_id, profile_id FROM listening_interaction "
            f"WHERE workspace_id = %s AND channel = %s AND {named}"
        )
        for external_id, profile_id in _rows(sql, [workspace_id, channel, *values]):
            found[channel, external_id] = profile_id
    return found


def open_cases_of_profiles(profile_ids: Collection[int]) -> list[int]:
    """Ids of the open cases of these people, the oldest first."""
    if not profile_ids:
        return []
    named, values = bulk.one_of("profile_id", list(profile_ids))
    sql = f"SELECT id FROM desk_case WHERE closed_at IS NULL AND {named} ORDER BY id"
    return [id_ for (id_,) in _rows(sql, values)]


def pending_words(case_ids: Sequence[int]) -> dict[int, dict[int, PendingWord]]:
    """Case id -> interaction id -> the word, for the words that still need an answer."""
    found: dict[int, dict[int, PendingWord]] = defaultdict(dict)
    if not case_ids:
        return found
    named, values = bulk.one_of("i.case_id", case_ids)
    sql = (
        "SELECT i.case_id, w.id, w.channel, w.thread, w.profile_id, w.at FROM desk_caseitem i "
        "JOIN listening_interaction w ON w.id = i.interaction_id "
        f"WHERE i.state = 'pending' AND {named}"
    )
    for case_id, id_, channel, thread, profile_id, at in _rows(sql, values):
        found[case_id][id_] = PendingWord(channel, thread, profile_id, bulk.read_instant(at))
    return found


def item_states(interaction_ids: Sequence[int]) -> dict[int, str]:
    """Interaction id -> state of its item, for those that lie in a case or in history."""
    if not interaction_ids:
        return {}
    named, values = bulk.one_of("interaction_id", interaction_ids)
    return dict(_rows(f"SELECT interaction_id, state FROM desk_caseitem WHERE {named}", values))


def replies_underway(interaction_ids: Sequence[int]) -> list[int]:
    """Ids of the replies that are on their way to these open words."""
    if not interaction_ids:
        return []
    named, values = bulk.one_of("interaction_id", interaction_ids)
    sql = (
        "SELECT DISTINCT reply_id FROM desk_caseitem "
        f"WHERE state = 'pending' AND reply_id IS NOT NULL AND {named}"
    )
    return [reply_id for (reply_id,) in _rows(sql, values)]


def last_number(workspace_id: int) -> int:
    newest = Case.objects.filter(workspace_id=workspace_id).aggregate(Max("number"))
    return newest["number__max"] or 0


def _by_channel(keys: Collection[Key]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for channel, name in keys:
        grouped[channel].append(name)
    return grouped


def _rows(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
