"""Streams of one brand for tests: what many say every day, and a meme among it."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from firebell.core.text.simhash import fingerprints
from firebell.core.triggers.memes.stream import Moment, Spreading
from firebell.core.triggers.said import Said

MIDNIGHT = 1_700_006_400
HOUR, DAY = 3_600, 86_400
_LETTERS = random.Random(0)
# Words that have no letters in common: texts of "word1 word2" are alike by their letters.
WORDS = ["".join(_LETTERS.choices("abcdefghijklmnoprstuvwz", k=6)) for _ in range(2_000)]

Post = tuple[int, str, str]


def chatter(days: float, hourly: float = 20.0, seed: int = 1) -> list[Post]:
    """Hashtags of Zipf's law, links, and chains of copies with a heavy tail; no meme."""
    rng, posts, at = random.Random(seed), [], float(MIDNIGHT)
    while at < MIDNIGHT + days * DAY:
        rhythm = math.exp(0.8 * math.sin(2 * math.pi * (at - MIDNIGHT) / DAY))
        at += rng.expovariate(hourly * rhythm / HOUR)
        text = " ".join(rng.choices(WORDS, k=12))
        text += f" #tag{int(rng.paretovariate(1.0))}" if rng.random() < 0.3 else ""
        text += f" https://example.org/{int(rng.paretovariate(0.8))}" if rng.random() < 0.2 else ""
        posts.append((int(at), f"p{rng.randrange(3_000)}", text))
        if rng.random() < 0.2:
            posts += [
                (int(at + 60 * rng.paretovariate(0.6)), f"p{rng.randrange(3_000)}", "RT @a " + text)
                for _ in range(min(int(rng.paretovariate(1.4)), 200))
            ]
    return sorted(post for post in posts if post[0] < MIDNIGHT + days * DAY)


def in_own_words(rng: random.Random) -> str:
    return " ".join(rng.choices(WORDS, k=8))


def taken_up(begin: int, people: int, tag: str = "#enough", minutes: float = 60) -> list[Post]:
    """Many in their own words."""
    rng = random.Random(begin)
    return [
        (begin + int(rng.random() * minutes * 60), f"m{n}", f"{in_own_words(rng)} {tag}")
        for n in range(people)
    ]


def copied(begin: int, people: int, text: str, minutes: float = 60) -> list[Post]:
    """Many in one person's words."""
    rng = random.Random(begin)
    return [
        (begin + int(rng.random() * minutes * 60), f"c{n}", f"RT @someone: {text}")
        for n in range(people)
    ]


def said(posts: Sequence[Post]) -> list[Said]:
    prints = fingerprints([text for *_, text in posts]).tolist()
    return [
        Said(n, (1,), (), "x", str(n), "post", who, 80, "", at, text, "en", 0.1, None, fingerprint)
        for n, ((at, who, text), fingerprint) in enumerate(zip(posts, prints, strict=True))
    ]


def played(posts: Sequence[Post]) -> tuple[Spreading, list[Moment]]:
    """The state at the end and every moment that was loud."""
    state = Spreading()
    found: dict[tuple[str, int], Moment] = {}
    words = said(posts)
    for start in range(0, len(words), 400):
        state.take(words[start : start + 400])
        found |= {(one.mark, one.at): one for one in state.loud}
    return state, sorted(found.values(), key=lambda one: (one.at, one.mark))
