"""One word that people said about brands, as far as what spreads or goes viral needs it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

MOST_BRANDS = 4  # of one word; who names more of them is a list


@dataclass(frozen=True, slots=True)
class Said:
    """`at` in seconds since 1970; `negative` a probability; `interaction` the store's own id.

    `in_reply_to` is the external id that it answers or, for a repost, passes on. `reposts` is how
    often its network said that it had been passed on when it was heard.
    """

    interaction: int
    brands: tuple[int, ...]
    topics: tuple[str, ...]
    channel: str
    external_id: str
    kind: str  # schema.InteractionKind
    author: str
    followers: int | None
    in_reply_to: str
    at: int
    text: str
    language: str
    negative: float
    reposts: int | None = None
    fingerprint: int | None = None  # of its text, where that is long enough for one
    pictures: str = ""  # as in schema.INTERACTION


def by_brand(said: Iterable[Said]) -> dict[int, list[Said]]:
    """Brand -> what was said about it, in the given order."""
    found: dict[int, list[Said]] = defaultdict(list)
    for one in said:
        if len(one.brands) <= MOST_BRANDS:
            for brand in one.brands:
                found[brand].append(one)
    return found
