"""When is a post viral? From a size on that the firm names, or else far beyond what is usual."""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class Yardstick:
    """Of one brand, in reposts."""

    usual: float
    threshold: int


def yardstick(past: Sequence[int], given: int | None = None) -> Yardstick:
    """`past`: what the brand's cascades that are over came to; `given`: the firm's own threshold.

    >>> yardstick([4] * 20), yardstick([30] * 20)
    (Yardstick(usual=4, threshold=100), Yardstick(usual=30, threshold=300))
    >>> yardstick([30] * 20, given=50)
    Yardstick(usual=30, threshold=50)
    """
    known = len(past) >= ENOUGH
    usual = statistics.median_low(past) if known else (given or LEAST) / TIMES
    return Yardstick(usual, given or max(LEAST, round(TIMES * usual)))


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

    def yardstick(self, at: int, given: int | None = None) -> Yardstick:
        """By those that are over at an instant; `given`: the firm's own threshold."""
        start, end = self._over(at)
        return yardstick([self._seen[post] for _, post in self._written[start:end]], given)

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
