"""Does passing it on look coordinated? Evidence in numbers beside what chance would give.

Never a verdict: fans of one club also post in the same minute. Each sign has the probability with
which chance alone gives so much; it looks coordinated when at least two signs are improbable.

- *Same minute*: the fullest minute beside an even spread within its five minutes (binomial).
- *Regular gaps*: of two gaps in a row, the first's share of both is uniform if people post
  independently, however the rate drifts; a machine's is near a half (after the local variation of
  Shinomoto, Shima and Tanji, Neural Computation 15, 2003).
- *Few followers* and *not heard before*: the share among its people beside the brand's (binomial).
- *The same people* pass on another mark, too: the overlap beside that of two random groups
  (hypergeometric, by its binomial bound); after Pacheco et al., "Uncovering coordinated networks
  on social media", ICWSM 2021.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from firebell.core.triggers.memes.people import HOUR, Acquaintances
from firebell.core.triggers.memes.track import STEP, Track

IMPROBABLE = 1e-3
SIGNS = 2  # of which so many make it look coordinated
FEWEST = 8  # people; fewer say nothing
MINUTE = 60  # seconds


@dataclass(frozen=True, slots=True)
class Sign:
    """`seen` of `of` have it, where chance gives `usual`, and so many with probability `chance`."""

    name: str
    seen: int
    of: int
    usual: float
    chance: float
    about: str = ""  # the other mark, where there is one


def signs(
    track: Track, brand: Track, others: Iterable[Track], known: Acquaintances, edge: int
) -> list[Sign]:
    """The improbable ones, the most improbable first."""
    people = {p: at for p, at in track.people.last.items() if edge - HOUR <= at <= edge}
    if len(people) < FEWEST:
        return []
    found = [
        same_minute(people.values()),
        regular_gaps(people.values()) if not track.people.level else None,
        few_followers(track, brand),
        not_heard_before(track, brand, people, known),
        same_people(track, others, known),
    ]
    kept = [sign for sign in found if sign is not None and sign.chance <= IMPROBABLE]
    return sorted(kept, key=lambda sign: (sign.chance, sign.name))


def looks_coordinated(found: Iterable[Sign]) -> bool:
    return len(list(found)) >= SIGNS


def same_minute(instants: Iterable[int]) -> Sign | None:
    minutes = Counter(at // MINUTE for at in instants)
    buckets: Counter[int] = Counter()
    for minute, number in minutes.items():
        buckets[minute * MINUTE // STEP] += number
    part = MINUTE / STEP
    best: Sign | None = None
    for minute, number in sorted(minutes.items()):
        around = buckets[minute * MINUTE // STEP]
        # Whichever minute is the fullest, of all that were looked at.
        chance = min(1.0, len(buckets) / part * binomial_tail(number, around, part))
        if best is None or chance < best.chance:
            best = Sign("same_minute", number, around, around * part, chance)
    return best


def regular_gaps(instants: Iterable[int]) -> Sign | None:
    """Pairs of gaps that do not overlap, so that they are independent."""
    gaps = [later - earlier for earlier, later in pairwise(sorted(instants))]
    pairs = [(a, b) for a, b in zip(gaps[::2], gaps[1::2], strict=False) if a + b]
    even = sum(0.4 < a / (a + b) < 0.6 for a, b in pairs)
    # Seconds are coarse: gaps of a few of them are even by rounding.
    if len(pairs) < FEWEST // 2 or sum(gaps) < 20 * len(gaps):
        return None
    return Sign(
        "regular_gaps", even, len(pairs), 0.2 * len(pairs), binomial_tail(even, len(pairs), 0.2)
    )


def few_followers(track: Track, brand: Track) -> Sign | None:
    seen, of = track.followed_by_few, track.followers_known
    rest, rest_of = brand.followed_by_few - seen, brand.followers_known - of
    return _share("few_followers", seen, of, rest, rest_of)


def not_heard_before(
    track: Track, brand: Track, people: dict[int, int], known: Acquaintances
) -> Sign | None:
    """People first heard of the brand with this, beside the others of the hour."""
    ours = [known.first[person] for person in people if person in known.first]
    others = [
        known.first[person]
        for person, at in brand.people.last.items()
        if person in known.first and person not in people and at >= track.first_at
    ]
    new, other_new = (sum(at >= track.first_at for at in one) for one in (ours, others))
    return _share("not_heard_before", new, len(ours), other_new, len(others))


def same_people(track: Track, others: Iterable[Track], known: Acquaintances) -> Sign | None:
    """The other mark with the most improbable overlap; which is nothing if it is mostly in the same
    posts, so only those that began at another hour count."""
    best: Sign | None = None
    looked_at = 0
    for other in others:
        if other.mark == track.mark or abs(other.first_at - track.first_at) < HOUR:
            continue
        rest = (1 << max(track.people.level, other.people.level, known.level)) - 1
        ours, theirs, all_ = (
            {person for person in group if not person & rest}
            for group in (track.people.last, other.people.last, known.first)
        )
        if len(ours) < FEWEST or len(theirs) < FEWEST:
            continue
        looked_at += 1
        part = min(1.0, len(theirs) / max(len(all_ | ours | theirs), 1))
        both = len(ours & theirs)
        chance = binomial_tail(both, len(ours), part)
        if best is None or chance < best.chance:
            best = Sign("same_people", both, len(ours), len(ours) * part, chance, other.mark)
    if best is None:
        return None
    corrected = min(1.0, best.chance * looked_at)
    return Sign(best.name, best.seen, best.of, best.usual, corrected, best.about)


def _share(name: str, seen: int, of: int, rest: int, rest_of: int) -> Sign | None:
    """A share beside that of the rest, which is not known better than it was counted."""
    if of < FEWEST or rest_of < FEWEST:
        return None
    usual = (rest + 1) / (rest_of + 2)
    usual = min(1.0, usual + 2 * math.sqrt(usual * (1 - usual) / rest_of))
    return Sign(name, seen, of, of * usual, binomial_tail(seen, of, usual))


def binomial_tail(k: int, n: int, part: float) -> float:
    """P(X >= k) of n with probability `part`.

    >>> round(binomial_tail(9, 10, 0.5), 4)
    0.0107
    """
    if k <= 0:
        return 1.0
    if part <= 0.0 or part >= 1.0:
        return float(part >= 1.0)
    logs = (
        math.lgamma(n + 1) - math.lgamma(j + 1) - math.lgamma(n - j + 1)
        + j * math.log(part) + (n - j) * math.log1p(-part)
        for j in range(k, n + 1)
    )  # fmt: skip
    return min(1.0, math.fsum(math.exp(log) for log in logs))
