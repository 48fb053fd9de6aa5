"""When is a post viral? From a size on that the firm names, or else far beyond what is usual."""

from __future__ import annotations

import math
import statistics
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

TIMES = 10  # the median of what its brand's posts reach
LEAST = 100  # reposts; nobody is called for fewer
ENOUGH = 10  # cascades that are over, before which their median says little
DAY = 86_400  # seconds
OVER = DAY  # the age from which a cascade tells what is usual
PAST = 90 * DAY  # the age up to which it does; silence of which a cascade is forgotten
PAST_MOST = 500  # cascades a brand, the latest
_FARTHEST = 25.0  # log odds; beyond, a chance is as good as certain


@dataclass(frozen=True, slots=True)
class Yardstick:
    """Of one brand, in reposts."""

    usual: float
    threshold: int


def yardstick(past: Sequence[int]) -> Yardstick:
    """`past`: what the brand's cascades that are over came to.

    >>> yardstick([4] * 20), yardstick([30] * 20), yardstick([30])
    (Yardstick(usual=4, threshold=100), Yardstick(usual=30, threshold=300), \
Yardstick(usual=10.0, threshold=100))
    """
    known = len(past) >= ENOUGH
    usual = statistics.median_low(past) if known else LEAST / TIMES
    return Yardstick(usual, max(LEAST, round(TIMES * usual)))


@dataclass(frozen=True, slots=True)
class Outlook:
    """How far one post may be passed on, in reposts; a log-logistic forecast as in `sizes`.

    `heard`: reposts of which the times are known, from which it was made; `seen`: all that are
    known of; `far`: what is far for this brand, by its own past. `location` None: nothing is
    foreseen yet.
    """

    seen: int
    heard: int
    far: int
    location: float | None = None
    scale: float = 1.0

    def chance(self, size: int = 0) -> float:
        """That it reaches `size`, 0 to 1; 0 as the size stands for what is far for its brand.

        >>> import math
        >>> post = Outlook(seen=40, heard=40, far=100, location=math.log(59.5), scale=1.0)
        >>> post.chance(), post.chance(40), round(post.chance(400), 2)
        (0.5, 1.0, 0.14)
        """
        wanted = size or self.far
        if self.seen >= wanted:
            return 1.0
        if self.location is None:
            return 0.0
        odds = (self.location - math.log(wanted - self.heard - 0.5)) / self.scale
        return 1 / (1 + math.exp(-max(-_FARTHEST, min(_FARTHEST, odds))))


def beside(chance: float, wanted: float) -> float:
    """A chance beside the one that is wanted: their odds compared; a half where it is just met.

    >>> beside(0.3, 0.3), round(beside(0.5, 0.9), 9), beside(1.0, 0.9), beside(0.0, 0.1)
    (0.5, 0.1, 1.0, 0.0)
    """
    given, asked = chance * (1 - wanted), wanted * (1 - chance)
    return given / (given + asked)


class Past:
    """What a brand's cascades came to: post -> when it was written (seconds since 1970), and how
    often it was passed on."""

    def __init__(self, known: Iterable[tuple[int, int, int]] = ()) -> None:
        """From (post, when it was written, how often it was passed on)."""
        rows = list(known)
        self._seen = {post: seen for post, _, seen in rows}
        self._written = sorted((began, post) for post, began, _ in rows)

    def __iter__(self) -> Iterator[tuple[int, int, int]]:
        return ((post, began, self._seen[post]) for began, post in self._written)

    def note(self, post: int, began: int, seen: int) -> None:
        if post not in self._seen:
            insort(self._written, (began, post))
        self._seen[post] = seen

    def yardstick(self, at: int) -> Yardstick:
        """By those that are over at an instant."""
        start, end = self._over(at)
        return yardstick([self._seen[post] for _, post in self._written[start:end]])

    def forget(self, at: int) -> None:
        """What no yardstick from `at` on looks at."""
        start, _ = self._over(at)
        for _, post in self._written[:start]:
            del self._seen[post]
        del self._written[:start]

    def _over(self, at: int) -> tuple[int, int]:
        """The places of the latest ones that are old enough, and not too old."""
        end = bisect_left(self._written, (at - OVER + 1,))
        oldest = bisect_left(self._written, (at - PAST + 1,))
        return max(oldest, end - PAST_MOST), end
