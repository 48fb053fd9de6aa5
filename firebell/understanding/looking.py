"""What a workspace's posts of the last days have in common, worked out; nothing is stored here.

The same posts give the same themes and the same spreading texts: posts are drawn evenly and not by
chance, and everything is in the order of time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np

from firebell.core.text.simhash import plain
from firebell.core.understanding.memes import SAME_PICTURE, SAME_TEXT, Prints, leaders
from firebell.core.understanding.topics.discover import Found, discover
from firebell.listening.models import Interaction
from firebell.runners.topics import load_embedding
from firebell.understanding.enums import Sentiment, SpreadKind
from firebell.understanding.models import Spread, Theme
from firebell.understanding.queries import looks
from firebell.understanding.queries.looks import PrintRow

WINDOW = timedelta(days=7)
MOST_READ = 4_000  # posts of each window that themes are looked for in
MOST_COMPARED = 100_000  # the newest posts that are compared for copies
MOST_PICTURES = 5_000
LONGEST = 1_000  # characters of a post that themes are made of
THEMES = 12  # that grew most, and as many of the largest ones
SPREADS = 12
FEWEST_PEOPLE = 2
EXAMPLES_KEPT = 8  # more than are shown: some may be taken back


@dataclass(frozen=True, slots=True)
class Sample:
    """Posts of a window, drawn evenly, the oldest first, and how many there are in all."""

    words: list[Interaction]
    posts: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found in the window after `since` up to `until`, beside the one before it."""

    since: datetime
    until: datetime
    now: Sample
    before: Sample
    themes: list[Theme]
    spreads: list[Spread]
    texts: Prints = field(default_factory=Prints)
    pictures: Prints = field(default_factory=Prints)


def look_at(workspace_id: int, now: datetime) -> Seen | None:
    """The week up to the newest post, so that a recording is looked at in its own time. None where
    nothing was heard. Reads only; some seconds."""
    until = looks.newest_heard_at(workspace_id, now)
    if until is None:
        return None
    since = until - WINDOW
    here, there = sample(workspace_id, since, until), sample(workspace_id, since - WINDOW, since)
    texts = looks.newest_prints(workspace_id, since, until, MOST_COMPARED)
    pictures = looks.newest_pictures(workspace_id, since, until, MOST_PICTURES)
    spread = [
        *spreads(SpreadKind.TEXT, texts, SAME_TEXT),
        *spreads(SpreadKind.PICTURE, pictures, SAME_PICTURE),
    ]
    return Seen(
        since,
        until,
        here,
        there,
        themes(here, there),
        sorted(spread, key=lambda one: (-one.people, -one.posts, one.first_at))[:SPREADS],
        Prints.of([row[:3] for row in texts]),
        Prints.of([row[:3] for row in pictures]),
    )


def sample(workspace_id: int, after: datetime, until: datetime) -> Sample:
    """Posts at equal steps of a window; how many there are in all follows from the share of those
    drawn that were people's and can be shown."""
    ids = looks.words_between(workspace_id, after, until)
    drawn = evenly(ids, MOST_READ)
    words = looks.said_words(drawn)
    return Sample(words, round(len(ids) * len(words) / len(drawn)) if drawn else 0)


def evenly(ids: Sequence[int], most: int) -> list[int]:
    """All, or `most` of them at equal steps."""
    if len(ids) <= most:
        return list(ids)
    return [ids[place * len(ids) // most] for place in range(most)]


def themes(now: Sample, before: Sample) -> list[Theme]:
    """Those that surely grew most first; among them are also the largest ones."""
    texts = ([word.said_now[:LONGEST] for word in sampled.words] for sampled in (now, before))
    found = discover(load_embedding(), *texts, most=MOST_READ)
    moods = looks.sentiments([word.pk for word in now.words])
    made = [_theme(one, now, moods) for one in found]
    largest = sorted(made, key=lambda one: -one.posts)[:THEMES]
    kept = [one for place, one in enumerate(made) if place < THEMES or one in largest]
    for place, one in enumerate(kept):
        one.place = place
    return kept


def _theme(found: Found, now: Sample, moods: dict[int, str]) -> Theme:
    ids = [now.words[place].pk for place in found.posts]
    return Theme(
        words=list(found.words),
        posts=found.now,
        before=found.before,
        growth=found.growth,
        at_least=found.at_least,
        at_most=found.at_most,
        negative=_negative([moods[one] for one in ids if one in moods]) or 0.0,
        examples=_different([now.words[place] for place in found.posts])[:EXAMPLES_KEPT],
    )


def _different(words: Sequence[Interaction]) -> list[int]:
    """The first of each text: one that was posted three times is one example."""
    first: dict[str, int] = {}
    for word, text in zip(words, plain([word.said_now for word in words]), strict=True):
        first.setdefault(text, word.pk)
    return list(first.values())


def _negative(moods: Sequence[str | None]) -> float | None:
    known = [mood for mood in moods if mood is not None]
    return sum(mood == Sentiment.NEGATIVE for mood in known) / len(known) if known else None


def spreads(kind: SpreadKind, rows: Sequence[PrintRow], most_bits: int) -> list[Spread]:
    """Of rows in the order of time, what several people posted; the most people first."""
    owners = leaders(np.array([row[2] for row in rows], np.int64), most_bits).tolist()
    groups: dict[int, list[PrintRow]] = defaultdict(list)
    for owner, row in zip(owners, rows, strict=True):
        groups[owner].append(row)
    found = [made for group in groups.values() if (made := _spread(kind, group)) is not None]
    # A group stands where its first post does, so that equals keep the order of time.
    return sorted(found, key=lambda one: (-one.people, -one.posts))[:SPREADS]


def _spread(kind: SpreadKind, rows: Sequence[PrintRow]) -> Spread | None:
    people = {person for _word, person, *_rest in rows}
    if len(people) < FEWEST_PEOPLE:
        return None
    words = list(dict.fromkeys(row[0] for row in rows))
    return Spread(
        kind=kind,
        posts=len(words),
        people=len(people),
        negative=_negative([row[4] for row in rows]),
        first_at=rows[0][3],
        last_at=rows[-1][3],
        examples=words[:EXAMPLES_KEPT],
    )
