"""Tell open screens and workers that something changed, without a broker: a counter in the
database. Where the store can, it also wakes who waits (see `waking`)."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection

from firebell.common import waking
from firebell.common.models import Pulse

# "rings" when an alert opens, "alerts" also whenever one that is known goes on.
TOPICS = ("rings", "alerts", "cases", "sources", "people", "presence")


def touch(workspace_id: int, *topics: str) -> None:
    """Say that these topics changed; takes effect with the surrounding transaction."""
    table = connection.ops.quote_name(Pulse._meta.db_table)
    sql = (
        f"INSERT INTO {table} (workspace_id, topic, revision) VALUES (%s, %s, 1) "
        f"ON CONFLICT (workspace_id, topic) DO UPDATE SET revision = {table}.revision + 1"
    )
    with connection.cursor() as cursor:
        # In one order everywhere, so that no two wait for each other.
        for topic in sorted(topics):
            cursor.execute(sql, [workspace_id, topic])
    waking.announce(workspace_id, topics)


def revisions(workspace_id: int) -> dict[str, int]:
    return dict(Pulse.objects.filter(workspace_id=workspace_id).values_list("topic", "revision"))


def mark(workspace_id: int) -> str:
    """The present revisions as one short word, "3.17.0.2": a page says with it what it has seen."""
    return word(revisions(workspace_id))


def word(known: Mapping[str, int]) -> str:
    """What `read_mark` reads; topics that are not there count as never changed."""
    return ".".join(str(known.get(topic, 0)) for topic in TOPICS)


def read_mark(word: str) -> dict[str, int]:
    """What `mark` wrote; an unreadable word counts as having seen nothing new since nothing."""
    parts = word.split(".")
    if len(parts) != len(TOPICS) or not all(p.isascii() and p.isdigit() for p in parts):
        return {}
    return {topic: int(part[:18]) for topic, part in zip(TOPICS, parts, strict=True)}
