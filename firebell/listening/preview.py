"""What a query would hear: tried on the newest stored interactions, beside what is saved now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pyarrow as pa
from django.utils import timezone

from firebell.core.query import Matcher, parse
from firebell.core.schema import INTERACTION, Direction
from firebell.core.understanding.topics import Topic
from firebell.listening import queries
from firebell.listening.described import described
from firebell.listening.models import Interaction
from firebell.runners.topics import judge_of

NEWEST = 5_000  # interactions that a preview looks at
NEWEST_JUDGED = 2_000  # of them, that a described topic is tried on
LONGEST_JUDGED = 1_000  # characters
SHOWN = 8  # examples of each kind
DAYS = 31  # bars at most
NEW, SAVED = 1, 2


@dataclass(frozen=True, slots=True)
class Preview:
    """`added` and `lost` are None where there is no saved text to compare with, or it is equal."""

    looked_at: int
    since: datetime | None  # the oldest interaction that was looked at
    matched: int
    days: list[tuple[date, int]]
    examples: list[Interaction]
    added_count: int = 0
    lost_count: int = 0
    added: list[Interaction] | None = None
    lost: list[Interaction] | None = None


def preview(workspace_id: int, text: str, saved: str = "") -> Preview:
    """Try `text` on the newest `NEWEST` interactions. Raises QueryError where it cannot be read."""
    parse(text)
    posts = _newest(workspace_id)
    compared = bool(saved) and saved.strip() != text.strip()
    found = _found(posts, {NEW: text, SAVED: saved} if compared else {NEW: text})
    new, old = found[NEW], found[SAVED]
    return Preview(
        looked_at=len(posts),
        since=posts[-1].at if posts else None,
        matched=len(new),
        days=_days([posts[row].at for row in new]),
        examples=[posts[row] for row in sorted(new)[:SHOWN]],
        added_count=len(new - old) if compared else 0,
        lost_count=len(old - new),
        added=[posts[row] for row in sorted(new - old)[:SHOWN]] if compared else None,
        lost=[posts[row] for row in sorted(old - new)[:SHOWN]] if compared else None,
    )


def preview_topic(workspace_id: int, topic: Topic) -> Preview:
    """What a described topic would take in, beside the other active ones; the likeliest first."""
    others = described(queries.active_queries(workspace_id))
    judge = judge_of(tuple(other for other in others if other.key != topic.key) + (topic,))
    posts = [post for post in _newest(workspace_id)[:NEWEST_JUDGED] if not post.outbound]
    likely = judge.likely([post.text[:LONGEST_JUDGED] for post in posts])
    found = {row: p for row, pairs in enumerate(likely) for key, p in pairs if key == topic.key}
    for row, p in found.items():
        posts[row].chance = round(100 * p)  # type: ignore[attr-defined]
    order = sorted(found, key=lambda row: (-found[row], row))
    return Preview(
        looked_at=len(posts),
        since=posts[-1].at if posts else None,
        matched=len(found),
        days=_days([posts[row].at for row in found]),
        examples=[posts[row] for row in _spread(order)],
    )


def _spread(order: list[int]) -> list[int]:
    """The surest ones, and the least sure: that is where a description is judged."""
    half = SHOWN // 2
    return order if len(order) <= SHOWN else order[:half] + order[-half:]


def _newest(workspace_id: int) -> list[Interaction]:
    posts = Interaction.objects.filter(workspace_id=workspace_id, hidden_at__isnull=True)
    return list(posts.select_related("profile").order_by("-at", "-id")[:NEWEST])


def _found(posts: list[Interaction], texts: dict[int, str]) -> dict[int, set[int]]:
    """Query -> the rows that it matches."""
    found: dict[int, set[int]] = {NEW: set(), SAVED: set()}
    if posts:
        matches = Matcher(texts).match(_table(posts)).to_pydict()
        for row, query in zip(matches["row"], matches["query"], strict=True):
            found[query].add(row)
    return found


def _table(posts: list[Interaction]) -> pa.Table:
    """The posts as the matcher takes them: schema INTERACTION and the language that was read."""
    rows = [_row(post) for post in posts]
    languages = _languages(posts)
    return pa.Table.from_pylist(rows, schema=INTERACTION).append_column(
        "language", pa.array([languages.get(post.pk, "und") for post in posts], pa.string())
    )


def _row(post: Interaction) -> dict[str, object]:
    return {
        "channel": post.channel,
        "external_id": post.external_id,
        "kind": post.kind,
        "direction": Direction.OUTBOUND if post.outbound else Direction.INBOUND,
        "at": post.at,
        "text": post.text,
        "author": post.profile.handle,
        "author_name": post.profile.name,
        "followers": post.followers,
        "url": post.url or None,
        "in_reply_to": post.in_reply_to or None,
        "thread": post.thread,
        "rating": post.rating,
        "reposts": post.reposts,
        "has_link": bool(post.media & 1),
        "has_image": bool(post.media & 2),
        "has_video": bool(post.media & 4),
    }


def _languages(posts: list[Interaction]) -> dict[int, str]:
    # Readings belong to a higher room; the relation is reached by its name, as a filter would.
    known = Interaction.objects.filter(pk__gte=min(post.pk for post in posts))
    known = known.filter(workspace_id=posts[0].workspace_id, readings__isnull=False)
    return dict(known.values_list("pk", "readings__language")[: 4 * NEWEST])


def _days(instants: list[datetime]) -> list[tuple[date, int]]:
    """Matches a day in the present time zone, the days between without any included."""
    counts = Counter(timezone.localdate(at) for at in instants)
    if not counts:
        return []
    last = max(counts)
    first = max(min(counts), last - timedelta(days=DAYS - 1))
    span = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    return [(day, counts[day]) for day in span]
