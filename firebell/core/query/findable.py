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
    return [word[:LONGEST] for word in fold(text).split()]


def together(text: str, author: str) -> str:
    """Text and author as one text to test, as the index holds them: nothing, however near, runs
    from one into the other."""
    return f"{text}\n{'_ ' * (FARTHEST + 1)}{author}"


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
    found = [ALL, *(fact("has", name) for bit, name in enumerate(HAS) if post.media >> bit & 1)]
    if post.kind:
        found.append(fact("is", post.kind))
    if post.ours:
        found.append(fact("is", OURS))
    if post.channel:
        found.append(fact("channel", fold_value(post.channel)))
    if post.author:
        found.append(fact("author", fold_value(post.author)))
    found += (fact("lang", code) for code in _languages(post.language))
    found += (fact("site", host) for host in _hosts(post.url))
    found += step_of("rating", post.rating, RATING_STEPS)
    found += step_of("followers", post.followers, FOLLOWER_STEPS)
    found += tags(post.text) if "#" in post.text or "@" in post.text else _signed_oddly(post.text)
    return list(dict.fromkeys(found))


def _signed_oddly(text: str) -> Iterator[str]:
    """Signs that are # or @ only once they are folded, as the full-width ones are."""
    if not text.isascii() and any(sign in text for sign in "＃＠﹟﹫"):
        yield from tags(text)


def tags(text: str) -> Iterator[str]:
    """The facts for the hashtags and mentions of a text."""
    folded = fold_tags(text)
    for found in _HASHTAG.finditer(folded):
        yield fact("hashtag", found[1])
    for found in _MENTION.finditer(folded):
        ends = (end.start() for end in _HANDLE_END.finditer(found[1], 1))
        for _nth, end in zip(range(_MOST_ENDS), ends, strict=False):
            yield fact("mention", found[1][:end])


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
