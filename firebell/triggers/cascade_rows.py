"""Reads about posts that are passed on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import Q

from firebell.common import bulk
from firebell.core.schema import InteractionKind
from firebell.core.triggers.cascade import live
from firebell.core.triggers.cascade.growing import Foreseen, Growing
from firebell.core.triggers.cascade.roots import CHAIN, Card, Post
from firebell.core.triggers.cascade.standing import digest
from firebell.core.triggers.cascade.stream import FRESH, LOUD, Cascading
from firebell.core.triggers.cascade.viral import OVER, PAST, PAST_MOST, Past
from firebell.core.triggers.contract import StateError
from firebell.listening.models import Interaction
from firebell.triggers.cascade_models import in_use
from firebell.triggers.house import house_rules
from firebell.triggers.models import Cascade


def cards_of(workspace_id: int, named: Collection[Post], *, in_order: bool) -> dict[Post, Card]:
    """Those of these posts that are stored, and what they pass on, through reposts of reposts.

    `in_order`: ids rise as posts were heard.
    """
    found: dict[Post, Card] = {}
    asked = set(named)
    for _ in range(CHAIN):
        stored = _stored(workspace_id, asked) if asked else {}
        cards = {post: _card(row, in_order) for post, row in stored.items()}
        found |= cards
        asked = {(post[0], card.passes_on) for post, card in cards.items() if card.passes_on}
        asked -= found.keys()
    return found


def _card(row: Mapping[str, Any], in_order: bool) -> Card:
    return Card(
        interaction=row["id"],
        at=int(row["at"].timestamp()),
        followers=row["followers"],
        outbound=bool(row["outbound"]),
        passes_on=row["in_reply_to"] or "" if row["kind"] == InteractionKind.REPOST else "",
        place=row["id"] if in_order else None,
        person=digest(row["handle"]),
    )


def _stored(workspace_id: int, posts: Collection[Post]) -> dict[Post, dict[str, Any]]:
    by_channel: dict[str, list[str]] = defaultdict(list)
    for channel, external_id in sorted(posts):
        by_channel[channel].append(external_id)
    found = {}
    names = ("id", "external_id", "kind", "in_reply_to", "at", "followers", "outbound")
    columns = ", ".join(f"i.{name}" for name in names)
    with connection.cursor() as cursor:
        for channel, ids in by_channel.items():
            these, values = bulk.one_of("i.external_id", ids)
            cursor.execute(
                f"SELECT {columns}, p.handle FROM listening_interaction i"
                " JOIN listening_profile p ON p.id = i.profile_id"
                f" WHERE i.workspace_id = %s AND i.channel = %s AND {these}",
                [workspace_id, channel, *values],
            )
            for values_ in cursor.fetchall():
                row = dict(zip((*names, "handle"), values_, strict=True))
                row["at"] = bulk.read_instant(row["at"])
                found[channel, row["external_id"]] = row
    return found


def cascades_of(interactions: Collection[int]) -> dict[int, dict[int, Growing]]:
    """Brand -> interaction -> what is remembered of it."""
    found: dict[int, dict[int, Growing]] = defaultdict(dict)
    ids = sorted(interactions)
    for start in range(0, len(ids), 500):
        for row in Cascade.objects.filter(interaction_id__in=ids[start : start + 500]):
            found[row.brand_id][row.interaction_id] = _growing(row)
    return found


def restless(workspace_id: int, due: Mapping[int, int], until: int) -> dict[int, Cascading]:
    """Brand -> its cascades in which something waits or that may ring, of the brands of `due`
    (brand -> the instant up to which it is judged), to be judged up to `until`."""
    loud = Q(loudness__gte=LOUD, updated_at__gt=_instant(min(due.values(), default=0) - FRESH))
    rows = Cascade.objects.filter(Q(waiting=True) | loud, workspace_id=workspace_id)
    growing: dict[int, dict[int, Growing]] = defaultdict(dict)
    for row in rows.filter(brand_id__in=list(due)).order_by("brand_id", "interaction_id"):
        growing[row.brand_id][row.interaction_id] = _growing(row)
    if not growing:
        return {}
    rules, people = house_rules(workspace_id), in_use(workspace_id).forecaster.people
    return {
        brand: Cascading(
            mine, _past(brand, mine, due[brand], until), rules.of(brand).wanted, people
        )
        for brand, mine in growing.items()
    }


def _past(brand: int, mine: Mapping[int, Growing], after: int, until: int) -> Past:
    """What is usual for a brand between two instants; of `mine` as far as it is final."""
    rows = Cascade.objects.filter(brand_id=brand).order_by("-began")
    older = rows.filter(began__gt=_instant(after - PAST), began__lte=_instant(after - OVER))
    young = rows.filter(began__gt=_instant(after - OVER), began__lte=_instant(until - OVER))
    known = [
        (post, int(began.timestamp()), seen)
        for some in (older[: PAST_MOST + len(mine)], young)
        for post, began, seen in some.values_list("interaction_id", "began", "seen")
        if post not in mine
    ]
    known += [(post, one.began, one.seen) for post, one in mine.items() if not one.is_new]
    return Past(known)


def _growing(row: Cascade) -> Growing:
    try:
        return Growing.load(bytes(row.state))
    except StateError:
        return _of_an_older_version(row)


def _of_an_older_version(row: Cascade) -> Growing:
    """As its columns have it; what is remembered of its course, if that can be read, else anew."""
    began, updated = int(row.began.timestamp()), int(row.updated_at.timestamp())
    foreseen = Foreseen(row.final, row.lower, row.upper, row.loudness)
    memory = live.initial()
    with suppress(StateError):
        memory = live.load(bytes(row.state))
    return Growing(began, None, 0, memory, updated, row.seen, row.told, foreseen)


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def foreseen(brand: int | None, interaction: int) -> dict[str, Any]:
    """What a headline says of a post that goes viral."""
    row = Cascade.objects.filter(brand_id=brand, interaction_id=interaction).first()
    post = Interaction.objects.select_related("profile").filter(pk=interaction).first()
    found: dict[str, Any] = {"author": post.profile.handle} if post else {}
    if row is not None:
        found |= {"final": row.final, "lower": row.lower, "upper": row.upper}
    return found
