"""Ears beside the counted series on a shard: what spreads and what goes viral about its brands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from firebell.core.triggers.alerts import Sound
from firebell.core.triggers.cascade.growing import Growing
from firebell.core.triggers.cascade.roots import Card
from firebell.core.triggers.cascade.stream import Cascading, PassedOn, passed_on
from firebell.core.triggers.cascade.viral import DAY, PAST
from firebell.core.triggers.memes.marks import carrier_of, label_of
from firebell.core.triggers.memes.moments import Shown
from firebell.core.triggers.memes.storing import dump, load
from firebell.core.triggers.memes.stream import Spreading
from firebell.core.triggers.rules.house import HouseRules
from firebell.core.triggers.said import MOST_BRANDS, Said
from firebell.runners.cascades import load_forecaster
from firebell.runners.spark.memory import Index, Shard

Word = tuple[Said, Card | None]  # with what it passes on, if it does


@dataclass(slots=True)
class Ears:
    """Of one shard in one batch: what they remember is fetched when it is needed first, and put
    back by `keep`. Without `rules` what is far for a brand is loud."""

    shard: Shard
    rules: HouseRules | None
    _marks: dict[int, Spreading] = field(default_factory=dict, init=False)
    _cascades: dict[int, Cascading] = field(default_factory=dict, init=False)

    def take_in(self, brand: int, words: Sequence[Word]) -> None:
        """Words that are not late, in the order in which they were heard."""
        self._index(brand)
        self._marks_of(brand).take([one for one, _ in words if len(one.brands) <= MOST_BRANDS])
        for one in passed_on(words):
            self._take(brand, one)

    def sounds(self, brand: int, after: int, edge: int) -> list[Sound]:
        """What was loud about a brand after one final instant up to another."""
        index, found = self._index(brand), []
        if brand in self._marks or index.closes_until > after:
            marks = self._marks_of(brand)
            marks.close(edge)
            found += [one.sound for one in marks.heard(after, edge)]
        if brand in self._cascades or index.restless:
            cascading = self._cascades_of(brand)
            found += cascading.advance(after, edge, load_forecaster().model)
        return found

    def keep(self, through: int) -> Iterator[tuple[str, dict[str, Any]]]:
        """Put back what changed; the rows to store, each as (the kind's name, what it says)."""
        for brand, marks in self._marks.items():
            yield from (("meme", _meme(brand, one)) for one in marks.take_best())
            self.shard.marks[brand,] = dump(marks)
            self._index(brand).closes_until = marks.closes_until
        for brand, cascading in self._cascades.items():
            for post in sorted(cascading.changed):
                one = cascading.growing[post]
                self.shard.cascades[brand, post] = one.dump()
                if not one.is_new:
                    yield "cascade", _cascade(brand, post, one)
            index = self._index(brand)
            index.restless = cascading.restless(through)
            index.past.forget(through)

    def tidy(self, newest: int) -> None:
        """Once a day of the stream, let go of cascades that begin anew if somebody comes back."""
        memory = self.shard.memory
        if newest // DAY <= memory.tidied:
            return
        memory.tidied = newest // DAY
        silent = [
            key
            for key, data in self.shard.cascades.items()
            if Growing.load(data).updated_by_now < newest - PAST - DAY
        ]
        for key in silent:
            del self.shard.cascades[key]

    def _index(self, brand: int) -> Index:
        return self.shard.memory.ears.setdefault(brand, Index())

    def _marks_of(self, brand: int) -> Spreading:
        if brand not in self._marks:
            data = self.shard.marks.get((brand,))
            self._marks[brand] = load(data) if data else Spreading()
        return self._marks[brand]

    def _cascades_of(self, brand: int) -> Cascading:
        if brand not in self._cascades:
            index = self._index(brand)
            growing = {post: self._growing(brand, post) for post in index.restless}
            known = {post: one for post, one in growing.items() if one is not None}
            rules = self.rules or HouseRules()
            self._cascades[brand] = Cascading(known, index.past, rules.of(brand).wanted)
        return self._cascades[brand]

    def _growing(self, brand: int, post: int) -> Growing | None:
        data = self.shard.cascades.get((brand, post))
        return Growing.load(data) if data else None

    def _take(self, brand: int, one: PassedOn) -> None:
        cascading, post = self._cascades_of(brand), one.post.interaction
        if post not in cascading.growing and (known := self._growing(brand, post)):
            cascading.put(post, known)
        cascading.take(one.post, one.event)


def _meme(brand: int, shown: Shown) -> dict[str, Any]:
    now = shown.moment
    return {
        "brand": brand,
        "day": now.day.isoformat(),
        "mark": now.mark,
        "kind": carrier_of(now.mark),
        "label": label_of(now.mark),
        "first": now.first,
        "first_at": shown.first_at,
        "at": now.at,
        "last_at": shown.last_at,
        "posts": now.posts,
        "people": now.people,
        "expected": now.expected,
        "posts_day": shown.posts_day,
        "return_weeks": now.return_weeks,
        "evidence": shown.evidence,
    }


def _cascade(brand: int, post: int, one: Growing) -> dict[str, Any]:
    said = one.foreseen
    return {
        "brand": brand,
        "post": post,
        "began": one.began,
        "seen": one.seen,
        "told": one.told,
        "final": said.final,
        "lower": said.lower,
        "upper": said.upper,
        "loudness": said.loudness,
        "updated_at": one.updated,
    }
