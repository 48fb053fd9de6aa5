"""A scenario told: every interaction between two instants, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from heapq import merge
from itertools import islice

import pyarrow as pa

from firebell.core.training.answers import answer
from firebell.core.training.happenings import happening
from firebell.core.training.ordinary import days, ordinary_day, ordinary_live
from firebell.core.training.posts import Post, record_batch
from firebell.core.training.scenario import Event, Scenario, Storm, Visitor
from firebell.core.training.voices import Voices

BATCH_ROWS = 500
# No answer comes later than this: 8 hours, a night, and the first hour of the morning.
_ANSWERED_WITHIN = timedelta(days=2)


def tell(
    scenario: Scenario,
    start: datetime,
    until: datetime,
    seed: int,
    opening: datetime | None = None,
) -> Iterator[pa.RecordBatch]:
    """The interactions of [start, until) as batches of the schema INTERACTION.

    Rows come in order of event time with external ids that are unique for the scenario, seed and
    stream. Events count their offsets from `opening` (`start` where none is given); the brand's
    own answers are told before it, denser live traffic after it. The same arguments give the same
    rows, and two windows with the same opening join without a seam.

    Raises ValueError for an instant without a time zone or a window that ends before it starts.
    """
    opening = start if opening is None else opening
    if None in (start.tzinfo, until.tzinfo, opening.tzinfo):
        raise ValueError("a story needs aware instants: add a time zone to start and until")
    if until < start:
        raise ValueError(f"the story ends at {until} before it starts at {start}: swap them")
    posts = _posts(Voices(scenario, seed, opening), start, until)
    while rows := list(islice(posts, BATCH_ROWS)):
        yield record_batch(rows)


def _posts(voices: Voices, start: datetime, until: datetime) -> Iterator[Post]:
    streams = [_day_by_day(voices, start, until)]
    streams += [_only(ordinary_live(voices, code), start, until) for code in _tongues(voices)]
    streams += [_event(voices, event, start, until) for event in voices.scenario.events]
    return merge(*streams, key=lambda post: post.order)


def _tongues(voices: Voices) -> list[str]:
    return [code for code, tongue in voices.scenario.tongues.items() if tongue.per_day]


def _day_by_day(voices: Voices, start: datetime, until: datetime) -> Iterator[Post]:
    """Ordinary history with its answers, holding only the answers that are still to come."""
    until = min(until, voices.opening)
    waiting: list[Post] = []
    for day in days(start - _ANSWERED_WITHIN, until):
        for code in _tongues(voices):
            for post in ordinary_day(voices, code, day):
                waiting += _with_answer(voices, post)
        waiting.sort(key=lambda post: post.order)
        tomorrow = day + timedelta(days=1)
        yield from _only((post for post in waiting if post.at < tomorrow), start, until)
        waiting = [post for post in waiting if post.at >= tomorrow]


def _event(voices: Voices, event: Event, start: datetime, until: datetime) -> Iterator[Post]:
    posts = happening(voices, event)
    rule = f"answer_{event.theme}" if isinstance(event, Storm) else None
    if isinstance(event, Visitor) and not event.answered:
        yield from _only(posts, start, until)
        return
    told = sorted(
        (each for post in posts for each in _with_answer(voices, post, rule)),
        key=lambda post: post.order,
    )
    yield from _only(told, start, until)


def _with_answer(voices: Voices, post: Post, rule: str | None = None) -> list[Post]:
    given = answer(voices, post, rule)
    return [post] if given is None else [post, given]


def _only(posts: Iterator[Post] | list[Post], start: datetime, until: datetime) -> Iterator[Post]:
    return (post for post in posts if start <= post.at < until)
