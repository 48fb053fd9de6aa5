"""What an index holds of a post, so that it answers a search itself: its words, and its facts.

The words are those of `folding`, so that a search and a saved query find the same. A fact is what
never changes about the post (its channel, its author, its tags), written as a word of its own. It
begins with a colon, which no word holds. Every search that asks only for words and facts can be
answered, counted and paged by the index alone.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from firebell.core.query.conditions import backwards, host_of
from firebell.core.query.fields import HAS, OURS
from firebell.core.query.folding import UNSPACED, fold, fold_tags, fold_value
from firebell.core.query.parser import FARTHEST
from firebell.core.query.plan import BEFORE_A_TAG, TAG_SIGNS

LONGEST = 200  # characters of a word or of a fact's value; what is longer is cut
ALL = ":all"  # stands in every post
RATING_STEPS = tuple(half / 2 for half in range(2, 11))
FOLLOWER_STEPS = (0, *(step * 10**power for power in range(12) for step in (1, 2, 5)))
_MOST_LABELS = 8  # of a host
_MOST_ENDS = 12  # of one handle in a text: `john` and `john.doe` of @john.doe
_SPECIAL = re.compile(r"[^a-z0-9_\x80-\U0010ffff]")
_HASHTAG = re.compile(rf"{BEFORE_A_TAG}#([^{TAG_SIGNS}]+)")
_MENTION = re.compile(rf"{BEFORE_A_TAG}@(?=([^\s#]+))")
# Some signs are # or @ only once they are folded, as the full-width ones are.
_TAGGED = re.compile("[#@＃＠﹟﹫]")
_HANDLE_END = re.compile(rf"(?=[{TAG_SIGNS}{UNSPACED}]|$)")


class Findable(NamedTuple):
    """A post as the index knows it; `media` as the bits of `HAS`, `language` as first read."""

    text: str
    author: str
    channel: str = ""
    kind: str = ""
    language: str = ""
    url: str = ""
    rating: float | None = None
    followers: int | None = None
    media: int = 0
    ours: bool = False


def words(text: str) -> list[str]:
    """The words of a text in order.

    >>> words("Żółw's FLIGHT №7 👍")
    ['zolw', 's', 'flight', 'no7', '👍']
    """
    return column(text).split()


def column(text: str) -> str:
    """The words of a text, parted by single spaces."""
    folded = fold(text)
    if len(folded) <= LONGEST:
        return folded
    return " ".join([word[:LONGEST] for word in folded.split(" ")])


def together(text: str, author: str) -> str:
    """Text and author as one text to test, as the index holds them: nothing, however near, runs
    from one into the other."""
    return f"{text}\n{'_ ' * (FARTHEST + 1)}{author}"


@lru_cache(maxsize=20_000)
def fact(name: str, value: str) -> str:
    """The word for a fact; of two values of a name, one begins the other just as their words do.

    >>> fact("author", "john.doe")
    ':author:john:2edoe'
    """
    return f":{name}:{_SPECIAL.sub(_escaped, value[:LONGEST])}"


def _escaped(found: re.Match[str]) -> str:
    return f":{ord(found[0]):02x}"


def facts(post: Findable) -> list[str]:
    """Everything that can be asked of a post besides its words; each once."""
    found = [*_of_the_kind(post.channel, post.kind, post.language, post.media, post.ours)]
    if post.author:
        found.append(fact("author", fold_value(post.author)))
    if post.url:
        found += (fact("site", host) for host in _hosts(post.url))
    if post.rating is not None:
        found += step_of("rating", post.rating, RATING_STEPS)
    if post.followers is not None:
        found += step_of("followers", post.followers, FOLLOWER_STEPS)
    if _TAGGED.search(post.text):
        found += tags(post.text)
    return list(dict.fromkeys(found))


@lru_cache(maxsize=2_000)
def _of_the_kind(channel: str, kind: str, language: str, media: int, ours: bool) -> tuple[str, ...]:
    """What many posts have in common, worked out once."""
    found = [ALL, *(fact("has", name) for bit, name in enumerate(HAS) if media >> bit & 1)]
    if kind:
        found.append(fact("is", kind))
    if ours:
        found.append(fact("is", OURS))
    if channel:
        found.append(fact("channel", fold_value(channel)))
    found += (fact("lang", code) for code in _languages(language))
    return tuple(found)


def tags(text: str) -> Iterator[str]:
    """The facts for the hashtags and mentions of a text."""
    folded = fold_tags(text)
    if "#" in folded:
        for found in _HASHTAG.finditer(folded):
            yield fact("hashtag", found[1])
    for found in _MENTION.finditer(folded) if "@" in folded else ():
        run = found[1]
        if run.isalnum() and run.isascii():  # nearly always
            yield fact("mention", run)
            continue
        ends = (end.start() for end in _HANDLE_END.finditer(run, 1))
        for _nth, end in zip(range(_MOST_ENDS), ends, strict=False):
            yield fact("mention", run[:end])


def step_of(name: str, value: float | None, steps: Sequence[float]) -> Iterator[str]:
    """The fact for a number: the step of the ladder that it stands on, or is next above."""
    if value is None or not math.isfinite(value):
        return
    place = bisect_right(steps, value) - 1
    yield under(name) if place < 0 else rung(name, steps[place], over=value > steps[place])


def rung(name: str, step: float, *, over: bool) -> str:
    """The word for "exactly this step", or for "over it and below the next"."""
    return fact(name, f"{step:g} over" if over else f"{step:g}")


def under(name: str) -> str:
    """The word for "below the lowest step"."""
    return fact(name, "under")


def _languages(code: str) -> Iterator[str]:
    parts = code.lower().split("-") if code and code != "und" else []
    for number in range(1, len(parts) + 1):
        yield "-".join(parts[:number])


def _hosts(url: str) -> Iterator[str]:
    """The host of an address and those that it lies below: www.example.com, example.com."""
    labels = backwards(host_of(url)).split(".") if url else []
    for number in range(2, min(len(labels), _MOST_LABELS) + 1):
        yield ".".join(reversed(labels[:number]))
