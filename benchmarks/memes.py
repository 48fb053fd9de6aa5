"""What spreads: false rings promised and given, delay beside a plain rule, posts a second.

The plain rule rings when a mark's hour is above the mean of its hours before by k standard
deviations, at least eight posts; its k is chosen so that it rings for nothing as often as we do on
the same streams. Null streams have hashtags of Zipf's law, copies in heavy-tailed chains, links, a
daily rhythm, and no meme. Then memes are planted into them. With data: tweets about four brands
(sanders) and to airlines, as they are, and with memes planted.
"""

from __future__ import annotations

import csv
import math
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from firebell.core.text.simhash import fingerprints
from firebell.core.triggers.memes.marks import written_marks
from firebell.core.triggers.memes.storing import dump
from firebell.core.triggers.memes.stream import LEAST, Moment, Spreading
from firebell.core.triggers.said import Said

HOUR, DAY, WEEK = 3_600, 86_400, 604_800
MIDNIGHT = 1_700_006_400
HOLD_OFF = DAY  # a brand's next ring
PROMISED = (1.0, 4.0, 13.0)  # weeks between two false rings of a brand
STREAMS = {
    # posts an hour, share of posts that begin or continue a chain of copies, tail of chains
    "small": (5.0, 0.15, 1.5),
    "middling": (40.0, 0.3, 1.5),
    "heavy chains": (40.0, 0.6, 1.2),
    "busy": (100.0, 0.3, 1.5),
}
WEEKS, SEEDS = 4, 5
SIZES = (15, 30, 60)  # people of a planted meme
KS = (3, 4, 5, 6, 8, 10, 14, 20, 30, 50, 100, 200, 400, 800, 1600, 3200)
_WORDS = [f"w{n:x}" for n in range(4_000)]

Post = tuple[int, str, str]  # seconds since 1970, author, text


def run(data: Path | None) -> dict[str, object]:
    """See the module; without data only the generated streams are judged."""
    found: dict[str, object] = {
        "benchmark": "memes",
        "false_rings_a_week": {name: _null(name) for name in STREAMS},
        "planted": {name: _planted(name) for name in ("small", "middling")},
        "speed": _speed(),
    }
    if data is not None:
        found["real"] = {
            name: _real(posts) for name, posts in (_sanders(data) | _airlines(data)).items()
        }
    return found


@cache
def stream(name: str, seed: int, weeks: float = WEEKS) -> list[Post]:
    """Posts of one brand without a meme."""
    hourly, copied, tail = STREAMS[name]
    rng = random.Random(f"{name} {seed}")
    posts: list[Post] = []
    at, end = float(MIDNIGHT), MIDNIGHT + weeks * WEEK
    mean_chain = min(tail / (tail - 1), 4.0)
    while at < end:
        rhythm = math.exp(0.8 * math.sin(2 * math.pi * ((at - MIDNIGHT) / DAY - 0.4)))
        begun = hourly * (1 - copied + copied / mean_chain) * rhythm
        at += rng.expovariate(begun / HOUR)
        text, who = _text(rng), f"p{int(rng.paretovariate(0.7)) % 9_000}"
        posts.append((int(at), who, text))
        if rng.random() < copied / mean_chain:
            posts += _chain(rng, int(at), text, min(int(rng.paretovariate(tail)), 400))
    return sorted(post for post in posts if post[0] < end)


def _text(rng: random.Random) -> str:
    text = " ".join(rng.choices(_WORDS, k=12))
    if rng.random() < 0.3:
        text += f" #tag{int(rng.paretovariate(1.0))}"
    if rng.random() < 0.2:
        text += f" https://example.org/{int(rng.paretovariate(0.8))}"
    return text


def _chain(rng: random.Random, at: int, text: str, size: int) -> list[Post]:
    """Copies that come quick at first and slower later."""
    return [
        (at + int(60 * rng.paretovariate(0.6)), f"c{rng.randrange(20_000)}", "RT @x: " + text)
        for _ in range(size)
    ]


def meme(begin: int, people: int, seed: int, minutes: float = 60) -> list[Post]:
    """Many take up a hashtag in their own words, quicker and quicker for an hour."""
    rng = random.Random(f"meme {seed}")
    instants = sorted(math.sqrt(rng.random()) for _ in range(people))
    return [
        (begin + int(60 * minutes * x), f"m{seed} {n}", f"{_text(rng)} #planted")
        for n, x in enumerate(instants)
    ]


def as_said(posts: Sequence[Post]) -> list[Said]:
    prints: list[int] = []
    for start in range(0, len(posts), 1_000):
        prints += fingerprints([text for *_, text in posts[start : start + 1_000]]).tolist()
    return [
        Said(n, (1,), (), "x", str(n), "post", who, 50, "", at, text, "en", 0.1, None, fingerprint)
        for n, ((at, who, text), fingerprint) in enumerate(zip(posts, prints, strict=True))
    ]


def judged(posts: Sequence[Post]) -> list[Moment]:
    """Every moment that was loud."""
    state = Spreading()
    found: list[Moment] = []
    said = as_said(posts)
    for start in range(0, len(said), 500):
        state.take(said[start : start + 500])
        found += [one for one in state.loud if not found or one.at > found[-1].at]
    return found


def plain(posts: Sequence[Post]) -> list[tuple[int, str, float]]:
    """(end of an hour, mark, deviations above its mean) of marks with eight posts in an hour; a
    copy is known by the words it begins with."""
    hours: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    first = posts[0][0] // HOUR
    for at, _, text in posts:
        words = text.removeprefix("RT @x: ")
        for mark in (*written_marks(text), words[:60]):
            hours[mark][at // HOUR] += 1
    found = []
    for mark, counts in hours.items():
        for hour, count in counts.items():
            before = [n for h, n in counts.items() if h < hour]
            if count < LEAST or hour - first < 48:
                continue
            span = hour - first
            mean = sum(before) / span
            deviation = math.sqrt(max(sum(n * n for n in before) / span - mean * mean, 0.0))
            found.append(((hour + 1) * HOUR, mark, (count - mean) / max(deviation, 0.1)))
    return sorted(found)


def rings(instants: Sequence[int]) -> list[int]:
    """One ring a day of trouble."""
    found: list[int] = []
    for at in sorted(instants):
        if not found or at - found[-1] > HOLD_OFF:
            found.append(at)
    return found


@cache
def _null(name: str) -> dict[str, float]:
    """Given, a week, for what is promised; the first two days only learn."""
    heard = [judged(stream(name, seed)) for seed in range(SEEDS)]
    weeks = SEEDS * (WEEKS - 2 / 7)
    return {
        f"promised {1 / promise:.2f}": round(
            sum(len(rings([o.at for o in one if o.return_weeks >= promise])) for one in heard)
            / weeks,
            2,
        )
        for promise in PROMISED
    }


def _fair_k(name: str, allowed: float) -> float:
    """The smallest k with which the plain rule rings for nothing no oftener than allowed."""
    found = [plain(stream(name, seed)) for seed in range(SEEDS)]
    weeks = SEEDS * (WEEKS - 2 / 7)
    for k in KS:
        if sum(len(rings([at for at, _, z in one if z >= k])) for one in found) <= allowed * weeks:
            return k
    return math.inf


def _planted(name: str, promise: float = 4.0) -> dict[str, Any]:
    """By people of the meme: found within two hours of its start, and minutes until (median)."""
    given = max(_null(name)[f"promised {1 / promise:.2f}"], 1 / promise)
    k = _fair_k(name, given)
    result: dict[str, Any] = {"plain rule's k": k}
    for people in SIZES:
        delays: dict[str, list[float]] = defaultdict(list)
        for seed in range(SEEDS):
            begin = MIDNIGHT + 2 * WEEK + random.Random(seed).randrange(3 * DAY)
            posts = sorted(stream(name, seed % SEEDS, 2.6) + meme(begin, people, seed))
            ours = [o.at for o in judged(posts)
                    if o.mark == "#planted" and o.return_weeks >= promise]  # fmt: skip
            theirs = [at for at, mark, z in plain(posts) if mark == "#planted" and z >= k]
            delays["firebell"].append(_delay(ours, begin))
            delays["plain rule"].append(_delay(theirs, begin))
        result[f"{people} people"] = {rule: _told(found) for rule, found in delays.items()}
    return result


def _delay(instants: Sequence[int], begin: int) -> float:
    hit = [at for at in instants if begin < at <= begin + 2 * HOUR]
    return (min(hit) - begin) / 60 if hit else math.inf


def _told(delays: Sequence[float]) -> dict[str, float | None]:
    middle = float(np.median(delays))
    return {
        "found": round(sum(map(math.isfinite, delays)) / len(delays), 2),
        "median_minutes": round(middle, 0) if math.isfinite(middle) else None,
    }


def _speed() -> dict[str, float]:
    """Microseconds of processor time a post, and a batch of 1,000 stored; a thousand posts/s."""
    said = as_said(stream("busy", 1, 0.4))
    packed = [
        Said(**{f: getattr(o, f) for f in o.__slots__} | {"at": MIDNIGHT + n // 1_000})
        for n, o in enumerate(said)
    ]
    found = {}
    for label, words in (("as they came", said), ("1,000 posts/s", packed)):
        state, begun, stored = Spreading(), time.process_time(), 0.0
        for start in range(0, len(words), 1_000):
            state.take(words[start : start + 1_000])
            before = time.process_time()
            dump(state)
            stored += time.process_time() - before
        taken = time.process_time() - begun - stored
        found[f"{label}: microseconds a post"] = round(1e6 * taken / len(words), 1)
        found[f"{label}: microseconds a post, stored"] = round(1e6 * stored / len(words), 1)
    return found


def _sanders(data: Path) -> dict[str, list[Post]]:
    with (data / "sanders" / "full-corpus.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found: dict[str, list[Post]] = defaultdict(list)
    for row in rows:
        at = int(datetime.strptime(row["TweetDate"], "%a %b %d %H:%M:%S %z %Y").timestamp())
        # Who wrote is not in the set; every tweet is taken for another person's.
        found[row["Topic"]].append((at, row["TweetId"], row["TweetText"]))
    return {name: sorted(posts) for name, posts in found.items()}


def _airlines(data: Path) -> dict[str, list[Post]]:
    with (data / "airline" / "Tweets.csv").open(encoding="utf-8", newline="") as file:
        rows = list({row["tweet_id"]: row for row in csv.DictReader(file)}.values())
    found: dict[str, list[Post]] = defaultdict(list)
    for row in rows:
        at = int(datetime.strptime(row["tweet_created"], "%Y-%m-%d %H:%M:%S %z").timestamp())
        found[row["airline"]].append((at, row["name"], row["text"]))
    return {name: sorted(posts) for name, posts in found.items()}


def _real(posts: list[Post]) -> dict[str, Any]:
    """What rings as it is, at four weeks' return; how soon a meme in its last third is found."""
    loud = [one for one in judged(posts) if one.return_weeks >= 4.0]
    days = (posts[-1][0] - posts[0][0]) / DAY
    begin = int(posts[0][0] + (posts[-1][0] - posts[0][0]) * 0.7)
    result: dict[str, Any] = {
        "posts": len(posts),
        "days": round(days, 1),
        "rang": sorted(
            {(one.mark, time.strftime("%d %b %H", time.gmtime(one.at))) for one in loud}
        )[:8],
        "rings": len(rings([one.at for one in loud])),
    }
    for people in SIZES:
        found = judged(sorted(posts + meme(begin, people, 1)))
        delay = _delay(
            [o.at for o in found if o.mark == "#planted" and o.return_weeks >= 4.0], begin
        )
        result[f"{people} people: minutes"] = round(delay) if math.isfinite(delay) else None
    return result
