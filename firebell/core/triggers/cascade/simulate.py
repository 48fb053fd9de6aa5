"""Made-up cascades with widely different lives, to learn from what nobody's data is needed for.

Marked self-exciting processes with a power law for memory (Mishra et al., CIKM 2016), grown one
generation after another. Each cascade draws its own heaviness of tails, its influence by followers,
its infectiousness and how that wears off, how much is brought in from elsewhere (Rizoiu et al., WWW
2017), and which part of it is seen. Priors are wide on purpose: branching from hardly any to far
above one, reaction times from seconds to hours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from firebell.core.triggers.cascade.memory import Numbers

MOST = 60_000  # posts; what would grow beyond is given up
MANY = 200  # posts, from which on every cascade is kept
LONGEST = 60 * 24 * 3_600.0  # seconds


@dataclass(frozen=True, slots=True)
class Life:
    """What one cascade is like."""

    infectiousness: float  # reshares of an average post when it is new
    wearing: float  # seconds in which that falls to a half
    fatigue: float  # how steeply it falls after
    heaviness: float  # exponent of the power law of reaction times
    delay: float  # seconds before that power law begins
    influence: float  # power of followers
    spread: float  # of the logarithm of followers
    rhythm: float  # how much calmer nights are, 0 to 1
    elsewhere: float  # posts that others wrote of themselves, on average
    pace: float  # seconds after which half of these have come
    seen: float  # the part of the posts that is seen


@dataclass(frozen=True, slots=True)
class Cascade:
    """`at` in seconds since the first post, rising; `followers` of each."""

    at: Numbers
    followers: Numbers
    life: Life


def cascades(number: int, seed: int, least: int = 4) -> Iterator[Cascade]:
    """Cascades of at least so many posts that came to an end; the same for the same seed. Most of
    the small ones are left out: they are many, and teach little."""
    rng = np.random.default_rng(seed)
    while number:
        cascade = grow(_life(rng), rng)
        size = len(cascade.at)
        if least <= size < MOST and rng.random() < (size / MANY) ** 0.5:
            number -= 1
            yield cascade


def _life(rng: np.random.Generator) -> Life:
    return Life(
        infectiousness=float(np.exp(rng.uniform(np.log(0.2), np.log(1.6)))),
        wearing=float(np.exp(rng.uniform(np.log(600), np.log(10 * 24 * 3_600)))),
        fatigue=float(rng.uniform(0.3, 3.0)),
        heaviness=float(np.exp(rng.uniform(np.log(0.12), np.log(0.8)))),
        delay=float(np.exp(rng.uniform(np.log(10), np.log(1_800)))),
        influence=float(rng.uniform(0.0, 1.0)),
        spread=float(rng.uniform(0.5, 2.0)),
        rhythm=float(rng.uniform(0.0, 0.8)),
        elsewhere=float(rng.choice([0.0, np.exp(rng.uniform(0.0, np.log(30)))])),
        pace=float(np.exp(rng.uniform(np.log(60), np.log(10 * 24 * 3_600)))),
        seen=float(rng.choice([1.0, rng.uniform(0.2, 1.0)])),
    )


def grow(life: Life, rng: np.random.Generator) -> Cascade:
    """One cascade, generation by generation. The first post is always seen."""
    brought = rng.poisson(life.elsewhere)
    at = np.concatenate(
        [[0.0], np.minimum(life.pace * np.exp(rng.normal(0, 1.5, brought)), LONGEST)]
    )
    followers = _followers(life, rng, len(at))
    followers[0] *= np.exp(abs(rng.normal(0, 1.5)))
    times, marks = [at], [followers]
    total, morning = len(at), rng.uniform(0, 24)
    mean = np.exp(0.5 * (life.influence * life.spread) ** 2)
    while len(at) and total < MOST:
        pull = (followers / 200.0) ** life.influence / mean
        fresh = (1 + at / life.wearing) ** -life.fatigue
        children = rng.poisson(np.minimum(life.infectiousness * pull * fresh, 5_000.0))
        at = np.repeat(at, children)[: MOST - total]
        at = at + life.delay * (rng.random(len(at)) ** (-1 / life.heaviness) - 1)
        at = at[at < LONGEST]
        at = at[rng.random(len(at)) >= life.rhythm * _night(morning + at / 3_600)]
        followers = _followers(life, rng, len(at))
        times.append(at)
        marks.append(followers)
        total += len(at)
    if total >= MOST:
        return Cascade(np.zeros(0), np.zeros(0), life)
    return _as_seen(np.concatenate(times), np.concatenate(marks), life, rng)


def _night(hour: Numbers) -> Numbers:
    calm: Numbers = 0.5 - 0.5 * np.sin(2 * np.pi * (hour - 9) / 24)
    return calm


def _followers(life: Life, rng: np.random.Generator, number: int) -> Numbers:
    many: Numbers = np.floor(200.0 * np.exp(rng.normal(0, life.spread, number)))
    return many


def _as_seen(at: Numbers, followers: Numbers, life: Life, rng: np.random.Generator) -> Cascade:
    """In the order of time, by the second, and only the part that is seen."""
    kept = rng.random(len(at)) < life.seen
    kept[0] = True
    order = np.argsort(at[kept], kind="stable")
    return Cascade(np.floor(at[kept][order]), followers[kept][order], life)
