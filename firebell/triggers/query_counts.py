"""Stored posts that match a query, counted as those of a brand of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db.models import Prefetch

from firebell.core.query import Matcher
from firebell.core.triggers.backtest import Counts, Part
from firebell.core.triggers.counting import Heard, parts_of
from firebell.core.triggers.series import Buckets
from firebell.listening.again import as_batch
from firebell.listening.enums import QueryKind
from firebell.listening.models import Interaction, Mention
from firebell.triggers.queries import PRESS
from firebell.understanding import queries as understanding
from firebell.understanding.enums import Sentiment

BRAND = 0  # no row has it
AT_ONCE = 2_000  # posts


@dataclass(slots=True)
class Counted:
    """`looked_at` posts, of which `matched` do; `press` is when the press wrote of it, rising."""

    looked_at: int = 0
    matched: int = 0
    press: list[int] = field(default_factory=list)
    minutes: dict[Part, list[tuple[int, int, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    @property
    def counts(self) -> Counts:
        return {part: Buckets.fold(found) for part, found in self.minutes.items()}

    def add(self, heard: Heard) -> None:
        self.matched += 1
        at = int(heard.at.timestamp())
        if heard.channel in PRESS:
            self.press.append(at)
        for part in parts_of(heard):
            self.minutes[part].append((at // 60 * 60, 1, heard.negativity))


def count_query(
    workspace_id: int,
    query: str,
    since: datetime,
    until: datetime,
    progress: Callable[[int], None] = lambda posts: None,
) -> Counted:
    """People's words between two instants that match `query` (QueryError) and were read.

    They are counted by what is known of them now: as edited, and by the reading in force.
    """
    matcher, counted = Matcher({BRAND: query}), Counted()
    for words in _words(workspace_id, since, until):
        found = matcher.match(as_batch(words, lambda word: word.said_now))
        for row in found.column("row").to_pylist():
            if (heard := _heard(words[row])) is not None:
                counted.add(heard)
        counted.looked_at += len(words)
        progress(len(words))
    counted.press.sort()
    return counted


def _words(workspace_id: int, since: datetime, until: datetime) -> Iterator[list[Interaction]]:
    """In stretches, by their ids, so that memory does not grow with history."""
    rows = Interaction.objects.filter(
        workspace_id=workspace_id, outbound=False, hidden_at__isnull=True,
        at__gte=since, at__lt=until,
    )  # fmt: skip
    topical = Mention.objects.filter(query__kind=QueryKind.TOPIC).select_related("query")
    rows = (
        rows.order_by("pk")
        .select_related("profile", "source")
        .prefetch_related(
            "changes",
            Prefetch("readings", understanding.readings_in_force(), to_attr="in_force"),
            Prefetch("mentions", topical, to_attr="topical"),
        )
    )
    last = 0
    while words := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        yield words
        last = words[-1].pk


def _heard(word: Interaction) -> Heard | None:
    """None where it was never read."""
    if not word.in_force:  # type: ignore[attr-defined]
        return None
    reading = word.in_force[0]  # type: ignore[attr-defined]
    return Heard(
        brands=(BRAND,),
        topics=tuple(one.query.name for one in word.topical),  # type: ignore[attr-defined]
        channel=word.channel,
        language=reading.language,
        at=word.at.astimezone(UTC),
        negative=reading.sentiment == Sentiment.NEGATIVE,
        needs_answer=reading.needs_answer,
        negative_p=reading.negative,
    )
