"""What people talk about that nobody defined: groups of posts that are near each other, named by
the words that set them apart, with their growth. Deterministic; nothing is learnt or kept."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from firebell.core.text.embedding import UNIT, StaticEmbedding
from firebell.core.text.tokens import is_word, normal_form, split_tokens

NEAR = 0.55  # cosine from which a post belongs to a group
FEWEST = 5  # posts of a group worth telling
ROUNDS = 4
NAMED_BY = 3
AT_ONCE = 256
FAINTEST = 10  # times as much says the first word as the last one that is told
FULL = 6_000.0  # length of the vector of a word that says much
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Found:
    """A group: the words that name it, its posts now and before, places of its posts of now (the
    most typical first), and the growth with an interval of 90 %, as ratios (2.0: doubled)."""

    words: tuple[str, ...]
    now: int
    before: int
    posts: tuple[int, ...]
    growth: float
    at_least: float
    at_most: float


def discover(
    embedding: StaticEmbedding, now: Sequence[str], before: Sequence[str], most: int = 10
) -> list[Found]:
    """Groups among the posts of ``now``, those that surely grew most first; ``before`` are the
    posts of the window of the same length that went before."""
    here, there = (embedding.embed(texts).astype(np.float64) / UNIT for texts in (now, before))
    middles, owner = _groups(here)
    said = [_words(text) for text in now]
    rarity = _rarity(said)
    earlier = Counter(_nearest(there, middles).tolist())
    found = []
    for group in range(len(middles)):
        posts = np.flatnonzero(owner == group)
        if len(posts) < FEWEST:
            continue
        typical = posts[np.argsort(-(here[posts] @ middles[group]), kind="stable")]
        words = _names([said[post] for post in posts.tolist()], rarity, embedding)
        grown = growth(len(posts), earlier[group], len(now), len(before))
        found.append(Found(words, len(posts), earlier[group], tuple(typical.tolist()), *grown))
    found.sort(key=lambda one: (-one.at_least, -one.now, one.posts))
    return found[:most]


def growth(now: int, before: int, all_now: int, all_before: int) -> tuple[float, float, float]:
    """Ratio of the shares and its 90 % interval; half a post is added to each count, so that
    nothing before is no infinity (the logarithm of a ratio of counts is nearly normal)."""
    ratio = math.log((now + 0.5) / (before + 0.5)) - math.log(
        max(all_now, 1) / max(all_before, 1) if all_before else 1.0
    )
    spread = 1.645 * math.sqrt(1 / (now + 0.5) + 1 / (before + 0.5))
    return math.exp(ratio), math.exp(ratio - spread), math.exp(ratio + spread)


def _groups(points: Floats) -> tuple[Floats, NDArray[np.int64]]:
    """Leaders in the order of the posts, then spherical k-means from their groups."""
    middles = _leaders(points)
    owner = _nearest(points, middles)
    for _ in range(ROUNDS):
        sums = np.zeros_like(middles)
        np.add.at(sums, owner[owner >= 0], points[owner >= 0])
        kept = np.bincount(owner[owner >= 0], minlength=len(middles)) >= 2
        middles = sums[kept] / np.linalg.norm(sums[kept], axis=1, keepdims=True)
        owner = _nearest(points, middles)
    return middles, owner


def _leaders(points: Floats) -> Floats:
    """Each post that is not near to one before it that was chosen. Many are compared at once with
    those that were chosen before; products of whole numbers are exact, so that says the same."""
    leaders, number = np.empty_like(points), 0
    for start in range(0, len(points), AT_ONCE):
        some, known = points[start : start + AT_ONCE], number
        new = some[(_nearest(some, leaders[:known]) < 0) & some.any(axis=1)]
        for point in new:
            fresh = leaders[known:number]
            if not len(fresh) or (fresh @ point).max() < NEAR:
                leaders[number] = point
                number += 1
    return leaders[:number]


def _nearest(points: Floats, middles: Floats) -> NDArray[np.int64]:
    """The group of each post, -1 where none is near."""
    if not len(middles) or not len(points):
        return np.full(len(points), -1, np.int64)
    near = points @ middles.T
    return np.where(near.max(axis=1) >= NEAR, near.argmax(axis=1), -1)


def _words(text: str) -> set[str]:
    words = [normal_form(token) for token in split_tokens(text) if is_word(token)]
    return {*words, *(f"{one} {two}" for one, two in pairwise(words))}


def _rarity(said: Sequence[set[str]]) -> dict[str, float]:
    counts = Counter(word for words in said for word in words)
    return {word: math.log((1 + len(said)) / count) for word, count in counts.items()}


def _names(
    said: Sequence[set[str]], rarity: dict[str, float], embedding: StaticEmbedding
) -> tuple[str, ...]:
    """Class-based TF-IDF: words and pairs that many in the group say, and few elsewhere, weighed by
    how much they say at all. A word is left out where a pair that holds it names the group already.
    """
    counts = Counter(word for words in said for word in words)
    often = sorted(word for word, count in counts.items() if count >= max(2, len(said) // 5))
    # Words of one or two letters say nothing.
    often = [word for word in often if max(map(len, word.split())) > 2]
    worth = {
        word: counts[word] * rarity[word] ** 2 * weight
        for word, weight in zip(often, _weights(often, embedding), strict=True)
    }
    chosen: list[str] = []
    for word in sorted(worth, key=lambda word: (-worth[word], word)):
        if chosen and worth[word] * FAINTEST < worth[chosen[0]]:
            break
        if not any(set(word.split()) & set(other.split()) for other in chosen):
            chosen.append(word)
        if len(chosen) == NAMED_BY:
            break
    return tuple(chosen)


def _weights(names: Sequence[str], embedding: StaticEmbedding) -> list[float]:
    """How much words and pairs say: the square of the length of a word's vector; a pair that of
    the one of its words that says less, and something for being a pair."""
    single = list(dict.fromkeys(word for name in names for word in name.split()))
    vectors = embedding.of_tokens(single).astype(np.float64) / FULL
    says = dict(zip(single, np.minimum((vectors * vectors).sum(axis=1), 1.0).tolist(), strict=True))
    return [
        min(says[word] for word in name.split()) * (1.5 if " " in name else 1.0) for name in names
    ]
