"""How long to wait before a network is tried again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from random import Random

FIRST = timedelta(seconds=1)
LONGEST = timedelta(minutes=15)


@dataclass(slots=True)
class Patience:
    """Waits twice as long after each failure, from 1 s to 15 min, and begins anew on success.

    Half of each wait is chance, so that those who failed together do not come back together. What
    the other side asks for is the least that it gets.
    """

    random: Random
    failures: int = 0

    def succeeded(self) -> None:
        self.failures = 0

    def failed(self, asked_for: timedelta | None = None) -> timedelta:
        """Note a failure; how long to wait now."""
        whole = min(LONGEST, FIRST * 2 ** min(self.failures, 20))
        self.failures += 1
        wait: timedelta = whole / 2 + whole / 2 * self.random.random()
        return max(wait, asked_for or wait)
