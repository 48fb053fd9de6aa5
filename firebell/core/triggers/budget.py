"""At most one false alert in so many weeks: a threshold that keeps its promise.

Return periods are anchored in what series usually are, so that the rare is told from the common
across series; a series of another kind would ring too often or too seldom for long. So the
threshold moves: up by `STEP` with each ring, down by as much, evenly, over each interval of the
budget. In the long run it then rings as often as was promised, whatever the series is: adaptive
conformal inference (Gibbs and Candes, NeurIPS 2021, equation 2), with the time between rings as
what is kept. It stays within `MOST` of where it began: in quiet times nothing small is blown up,
and a true storm does not make it deaf.

The same trouble rings once: again only where it becomes `WORSE` times rarer at once, or anew after
`HOLD_OFF` without a bucket above the threshold.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

WEEK = 7 * 24 * 3_600
STEP = 0.3  # nats, the threshold's logarithm
MOST = 1.2
WORSE = 7.4
HOLD_OFF = 12 * 3_600  # seconds
KNOWN = 0.1
FIRST_DAYS = 3 * 24 * 3_600  # seconds in which the threshold rests


@dataclass(slots=True)
class Budget:
    """Follows one series in the order of time; instants are seconds since 1970."""

    weeks: float  # the promise: at most one false alert in so many
    hold_off: int = HOLD_OFF
    offset: float = 0.0  # of the threshold's logarithm
    since: int | None = None  # where it began
    seen: int | None = None
    until: int | None = None  # what rings up to here is the same trouble
    peak: float = -math.inf  # log weeks of the trouble so far

    @property
    def threshold(self) -> float:
        """Log weeks from which on it rings."""
        return math.log(self.weeks) + self.offset

    def judge(self, end: int, log_weeks: float) -> tuple[float, bool]:
        """A score from 0 to 1, and whether the bucket that ends at `end` rings: where it scores at
        least one half. What belongs to a trouble that has rung keeps `KNOWN` of its score.

        The score of what rings is that of the threshold, or of the highest multiple of `WORSE`
        above it that is reached: where a threshold is crossed, by how little says nothing.

        >>> budget = Budget(1.0)
        >>> seen = [0.1, 0.9, -0.2, 0.4, 3.0]
        >>> [budget.judge(300 * n, weeks)[1] for n, weeks in enumerate(seen)]
        [True, False, False, False, True]
        """
        self._pass(end)
        threshold = self.threshold
        over = log_weeks - threshold
        score = 1.0 / (1.0 + math.exp(-over))
        fresh = self.until is None or end > self.until
        if over < 0:
            return (score if fresh else KNOWN * score), False
        if fresh:
            self.offset = min(MOST, self.offset + STEP)
        news = fresh or log_weeks >= self.peak + math.log(WORSE)
        self.peak = log_weeks if fresh else max(self.peak, log_weeks)
        self.until = end + self.hold_off
        score = 1.0 / (1.0 + WORSE ** -(over // math.log(WORSE)))
        return (score if news else KNOWN * score), news

    def _pass(self, end: int) -> None:
        if self.since is None:
            self.since = end
        elif self.seen is not None and end - self.since > FIRST_DAYS:
            passed = (end - self.seen) / (self.weeks * WEEK)
            self.offset = max(-MOST, self.offset - STEP * passed)
        self.seen = end
