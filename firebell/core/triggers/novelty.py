"""When is what is rare also news? The same trouble rings once.

Rarity is cut into levels, each e squared (7.4) times rarer than the one below; the level at which
a budget begins is 0. A bucket is news where its level is above every level of the `HOLD_OFF` before
it: so a trouble rings when it begins, again where it becomes much rarer still, and not while it
lasts, whatever threshold one looks at.
"""

from __future__ import annotations

import math
from collections import deque

HOLD_OFF = 12 * 3_600  # seconds
WIDTH = 2.0  # of a level, in nats
HIGHEST = 2  # levels above the budget; what is rarer still is no more news


class Novelty:
    """Follows one series; feed it in the order of time."""

    def __init__(self, budget_weeks: float, hold_off: int = HOLD_OFF) -> None:
        self._budget, self._hold_off = math.log(budget_weeks), hold_off
        self._recent: deque[tuple[int, int]] = deque()  # (until, level), levels falling

    def is_news(self, end: int, log_weeks: float) -> bool:
        """Is the bucket that ends at `end` (seconds since 1970) rarer than all of the hold-off?

        >>> novelty = Novelty(1.0)
        >>> [novelty.is_news(300 * n, weeks) for n, weeks in enumerate([0.1, 0.9, 0.2, 2.2, 2.5])]
        [True, False, False, True, False]
        """
        level = min(HIGHEST, math.floor((log_weeks - self._budget) / WIDTH))
        recent = self._recent
        while recent and recent[0][0] < end:
            recent.popleft()
        news = not recent or recent[0][1] < level
        while recent and recent[-1][1] <= level:
            recent.pop()
        recent.append((end + self._hold_off, level))
        return news
