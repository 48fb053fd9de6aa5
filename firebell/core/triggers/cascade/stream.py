"""All that is passed on about one brand, bucket by bucket.

A repost waits until its bucket is over; then it is taken in, and what was passed on within the hour
is asked how far it will go. So the same posts give the same answers in one batch or in many. What
waits may be judged early, as it stands, and nothing is learned from that.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

import numpy as np

from firebell.core.schema import InteractionKind
from firebell.core.triggers.alerts import Sound
from firebell.core.triggers.cascade import live
from firebell.core.triggers.cascade.bank import Bank
from firebell.core.triggers.cascade.growing import Event, Foreseen, Growing
from firebell.core.triggers.cascade.live import Forecast
from firebell.core.triggers.cascade.model import SizeModel
from firebell.core.triggers.cascade.roots import Card
from firebell.core.triggers.cascade.standing import Table, digest
from firebell.core.triggers.cascade.viral import PAST, Outlook, Past, Yardstick, beside
from firebell.core.triggers.rules.conditions import MayReach
from firebell.core.triggers.said import Said
from firebell.core.triggers.series import BUCKET, Dimension, Measure, SeriesKey

TOLD_LEAST = 10  # reposts that a network tells of, from which on a post is followed
FEWEST = 3  # posts, before which nothing is foreseen
FRESH = 3_600  # seconds; a post that nobody passed on within is quiet
LOUD, LOUD_MOST = 0.4, 100  # it rings from 0.5 on; cascades of a brand looked at in one go
STILL_GROWING = 1.05  # expected beside seen; what is over need not ring
_DIGITS = 9  # of a forecast: what is finer depends on the machine


class PassedOn(NamedTuple):
    """Something was heard of how far a post goes."""

    post: Card
    brands: tuple[int, ...]
    event: Event


def is_repost(one: Said) -> bool:
    return one.kind == InteractionKind.REPOST and bool(one.in_reply_to)


def passed_on(said: Iterable[tuple[Said, Card | None]]) -> Iterator[PassedOn]:
    """What words say of posts that go far; with each repost comes what it passes on, if known.

    Replies are no reposts, since many of them disagree. What a network tells of reposts when a post
    is heard counts too, though without times. Posts of our own are left out: their going far is
    what they were written for.
    """
    for one, root in said:
        if is_repost(one):
            if root is not None and not root.outbound:
                yield PassedOn(
                    root, one.brands, Event(one.at, one.followers, person=digest(one.author))
                )
        elif (one.reposts or 0) >= TOLD_LEAST and one.kind != InteractionKind.REPOST:
            card = Card(
                one.interaction,
                one.at,
                one.followers,
                outbound=False,
                person=digest(one.author),
            )
            yield PassedOn(card, one.brands, Event(one.at, None, one.reposts or 0))


class Cascading:
    """Cascades of one brand by post: at least those in which something waits or that are loud.

    `wanted` is how far triggers want a post to go; `people` what is known of who passes on, by the
    model that is in use. `changed` are the posts of which something was
    heard or judged since this was made.
    """

    def __init__(
        self,
        growing: dict[int, Growing] | None = None,
        past: Past | None = None,
        wanted: Sequence[MayReach] = (MayReach(),),
        people: Table | None = None,
    ) -> None:
        self.growing: dict[int, Growing] = {}
        self.past = Past() if past is None else past
        self.wanted = wanted
        self._people = people
        self.changed: set[int] = set()
        self._bank = Bank()
        self._agenda: list[tuple[int, int]] = []  # a heap: end of a bucket, post that waits for it
        self._loud: set[int] = set()
        for post, one in (growing or {}).items():
            self.put(post, one)

    def put(self, post: int, one: Growing) -> None:
        """Take up what is remembered of a post."""
        self.growing[post] = one
        if _may_be_loud(one):
            self._loud.add(post)
        self._note(post)

    def take(self, post: Card, event: Event) -> None:
        """Something was heard of a post; it waits for the end of its bucket."""
        key = post.interaction
        mine = self.growing.get(key)
        if mine is None or event.at - mine.updated_by_now > PAST:
            mine = self.growing[key] = Growing(post.at, post.followers, post.person)
            if key in self._bank:
                self._bank.forget([key])
        mine.wait(event)
        if mine.waiting[0] is event:
            self._note(key)
        self.changed.add(key)

    def advance(self, after: int, edge: int, model: SizeModel) -> list[Sound]:
        """Judge every bucket that ends after one instant up to another: what is loud."""
        found: list[Sound] = []
        at = self._next(after)
        while at is not None and at <= edge:
            ready = set()
            while self._agenda and self._agenda[0][0] <= at:
                ready.add(heappop(self._agenda)[1])
            found += self._judge(at, sorted(ready), model)
            for post in ready:
                self._note(post)
            at = self._next(at)
        return found

    def early(self, moment: int, model: SizeModel) -> list[Sound]:
        """What is loud at a moment, with all that waits; nothing of it is kept."""
        twins = {post: one.copy() for post, one in self.growing.items()}
        twin = Cascading(twins, Past(list(self.past)), self.wanted, self._people)
        return twin._judge(moment, list(twins), model)

    def restless(self, edge: int) -> list[int]:
        """Posts that have to be here when time passes on from `edge`."""
        waiting = {post for _, post in self._agenda if self.growing[post].waiting}
        loud = {post for post in self._loud if _is_loud(self.growing[post], edge + BUCKET)}
        return sorted(waiting | loud)

    def _note(self, post: int) -> None:
        """When something of it is ready."""
        waiting = self.growing[post].waiting
        if waiting:
            heappush(self._agenda, (waiting[0].at // BUCKET * BUCKET + BUCKET, post))

    def _next(self, at: int) -> int | None:
        """The end of the next bucket after which there is something to judge."""
        following = at + BUCKET
        self._loud = {post for post in self._loud if _is_loud(self.growing[post], following)}
        if self._loud:
            return following
        return max(following, self._agenda[0][0]) if self._agenda else None

    def _judge(self, edge: int, posts: Sequence[int], model: SizeModel) -> list[Sound]:
        """`posts` are those of which something may be ready."""
        ready = {post: events for post in posts if (events := self.growing[post].ready(edge))}
        self._observe(ready)
        for post, events in ready.items():
            self._settle(post, events)
        stick = self.past.yardstick(edge)
        for post, found in self._foresee(ready, edge, model):
            self.growing[post].foreseen = self._foreseen(found, self.growing[post].seen, stick)
            if _may_be_loud(self.growing[post]):
                self._loud.add(post)
        self.changed |= ready.keys()
        sounds = (
            _sound(post, self.growing[post], found, stick, edge)
            for post, found in self._foresee(self._loudest(edge), edge, model)
        )
        return [one for one in sounds if one is not None]

    def _observe(self, ready: Mapping[int, Sequence[Event]]) -> None:
        """The posts themselves where they are new, then their reposts."""
        rows: list[tuple[int, float, float, int]] = []
        for post, events in ready.items():
            mine = self._banked(post)
            if mine.is_new:
                rows.append((post, 0.0, _or_nan(mine.followers), mine.person))
            rows += [
                (post, float(max(one.at - mine.began, 0)), _or_nan(one.followers), one.person)
                for one in events
                if not one.told
            ]
        if rows:
            posts, at, followers, whose = zip(*rows, strict=True)
            known = self._people.of(whose) if self._people and len(self._people.people) else None
            self._bank.observe(posts, np.array(at), np.array(followers), known)

    def _settle(self, post: int, events: Sequence[Event]) -> None:
        mine = self.growing[post]
        mine.memory = self._bank.state(post)
        mine.told = max([mine.told, *(one.told for one in events)])
        mine.seen = max(int(mine.memory.count[0]) - 1, mine.told)
        mine.updated = max([mine.updated, *(one.at for one in events)])
        self.past.note(post, mine.began, mine.seen)

    def _foreseen(self, found: Forecast, seen: int, stick: Yardstick) -> Foreseen:
        final, lower, upper = (max(one, seen) for one in _reposts(found))
        outlook = _outlook(found, seen, stick)
        loudness = max(beside(outlook.chance(one.number), one.chance) for one in self.wanted)
        return Foreseen(final, lower, upper, loudness)

    def _loudest(self, edge: int) -> list[int]:
        loud = [(one, post) for post in self._loud if _is_loud(one := self.growing[post], edge)]
        loud.sort(key=lambda p: (-p[0].foreseen.loudness, -p[0].seen, p[0].began, p[1]))
        return [post for _, post in loud[:LOUD_MOST]]

    def _foresee(
        self, posts: Iterable[int], edge: int, model: SizeModel
    ) -> list[tuple[int, Forecast]]:
        numbers = list(posts)
        if not numbers:
            return []
        clocks = np.array([float(edge - self._banked(post).began) for post in numbers])
        sizes = self._bank.forecast(numbers, clocks, model)
        return [(post, live.first(sizes, row)) for row, post in enumerate(numbers)]

    def _banked(self, post: int) -> Growing:
        mine = self.growing[post]
        if post not in self._bank:
            self._bank.put(post, mine.memory)
        return mine


def _may_be_loud(one: Growing) -> bool:
    return one.foreseen.loudness >= LOUD


def _is_loud(one: Growing, edge: int) -> bool:
    return _may_be_loud(one) and one.updated > edge - FRESH


def _or_nan(followers: int | None) -> float:
    return math.nan if followers is None else float(followers)


def _reposts(found: Forecast) -> tuple[int, int, int]:
    """Final, lower and upper without the post itself; of hardly any nothing is foreseen."""
    if found.seen < FEWEST:
        return (0, 0, 0)
    return (found.final_size - 1, found.lower - 1, found.upper - 1)


def _outlook(found: Forecast, seen: int, stick: Yardstick) -> Outlook:
    heard = found.seen - 1
    if found.seen < FEWEST:
        return Outlook(seen, heard, stick.threshold)
    location, scale = float(found.sizes.location[0]), float(found.sizes.scale[0])
    return Outlook(seen, heard, stick.threshold, round(location, _DIGITS), round(scale, _DIGITS))


def _sound(post: int, mine: Growing, found: Forecast, stick: Yardstick, edge: int) -> Sound | None:
    """As it stands at `edge`: in silence the chance falls."""
    final = max(_reposts(found)[0], mine.seen)
    if mine.seen > found.seen - 1:
        final = max(final, mine.foreseen.final)  # the network knows of more than was heard
    elif final < STILL_GROWING * mine.seen:
        return None
    outlook = _outlook(found, mine.seen, stick)
    return Sound(
        series=SeriesKey(Dimension.POST, str(post), Measure.RESHARES),
        at=edge,
        observed=float(mine.seen),
        expected=float(stick.usual),
        score=outlook.chance(),
        window=max(BUCKET, edge - mine.began),
        onset=min(mine.began, edge),
        outlook=outlook,
    )
