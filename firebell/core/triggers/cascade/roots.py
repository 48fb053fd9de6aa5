"""Which post is it that a repost passes on? Through reposts of reposts, a few of them.

A repost counts if the post that it names was heard before it, and so on down the chain: whatever
comes later changes nothing, so it does not matter in how many pieces a stream is heard.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

CHAIN = 3  # reposts of reposts are followed this far

Post = tuple[str, str]  # channel, external id


@dataclass(frozen=True, slots=True)
class Card:
    """What has to be known of a post that may be passed on.

    `interaction` is the store's own id, `at` in seconds since 1970. `passes_on` is the external id
    of what it passes on itself, if it is a repost, over so many `hops`. `place` orders posts as
    they were heard; None comes before all others. `person` is as in `growing.Event`.
    """

    interaction: int
    at: int
    followers: int | None
    outbound: bool
    passes_on: str = ""
    hops: int = 1
    place: Any = None
    person: int = 0


class Root(NamedTuple):
    """A post, and over how many hops it is passed on."""

    post: Post
    card: Card
    hops: int


def root_of(cards: Mapping[Post, Card], named: Post, place: Any = None) -> Root | None:
    """What a repost passes on that names `named` and was heard at `place` (None: in no order).

    >>> cards = {("x", "a"): Card(1, 0, None, False), ("x", "b"): Card(2, 9, None, False, "a")}
    >>> root_of(cards, ("x", "b")).card.interaction, root_of(cards, ("x", "c"))
    (1, None)
    """
    hops = 1
    while hops <= CHAIN:
        card = cards.get(named)
        if card is None or not _heard_before(card.place, place):
            return None
        if not card.passes_on:
            return Root(named, card, hops)
        named, place, hops = (named[0], card.passes_on), card.place, hops + card.hops
    return None


def _heard_before(place: Any, later: Any) -> bool:
    return place is None or later is None or place < later
