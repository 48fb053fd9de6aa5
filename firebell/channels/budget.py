"""How many calls may still be made: a bucket of tokens for every rate limit of a network.

Half of a limit is kept as burst and half is refilled evenly, so that together they let at most
`calls` through in any `per`. What the network says itself counts more than our own sums.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from firebell.channels.contract import Budget, RateLimit

NOW = timedelta(0)


@dataclass(slots=True)
class _Tokens:
    limit: RateLimit
    left: float
    at: float  # seconds of the clock when `left` was right
    closed_until: float = 0.0  # the network said that nothing is left until then

    @property
    def burst(self) -> float:
        return max(1.0, self.limit.calls / 2)

    @property
    def rate(self) -> float:
        """Tokens a second."""
        refill = self.limit.calls - self.burst if self.limit.calls > 1 else 1.0
        return refill / self.limit.per.total_seconds()

    def fill(self, now: float) -> None:
        self.left = min(self.burst, self.left + max(0.0, now - self.at) * self.rate)
        self.at = now


class Bucket:
    """Ask `wait_for` before a call, say `spent` after it, and `heard` what the network tells.

    Safe to share between threads. `tick` gives seconds that only grow. A kind of call without a
    limit may always be made.
    """

    def __init__(
        self, limits: Sequence[RateLimit], tick: Callable[[], float] = time.monotonic
    ) -> None:
        self._tick = tick
        self._lock = threading.Lock()
        now = tick()
        self._kinds: dict[str, list[_Tokens]] = {}
        for limit in limits:
            tokens = _Tokens(limit, 0.0, now)
            tokens.left = tokens.burst
            self._kinds.setdefault(limit.what, []).append(tokens)

    def wait_for(self, what: str) -> timedelta:
        """How long to wait before a call of this kind; 0 if it may go now."""
        with self._lock:
            now = self._tick()
            seconds = 0.0
            for tokens in self._kinds.get(what, ()):
                tokens.fill(now)
                missing = max(0.0, 1.0 - tokens.left) / tokens.rate
                seconds = max(seconds, missing, tokens.closed_until - now)
            return timedelta(seconds=seconds) if seconds > 1e-6 else NOW

    def spent(self, what: str, calls: int = 1) -> None:
        """So many calls were made."""
        with self._lock:
            now = self._tick()
            for tokens in self._kinds.get(what, ()):
                tokens.fill(now)
                tokens.left -= calls

    def heard(self, budget: Budget) -> None:
        """What the network says is left: never more than that is spent."""
        with self._lock:
            now = self._tick()
            for tokens in self._kinds.get(budget.what, ()):
                tokens.fill(now)
                tokens.left = min(tokens.left, float(budget.left))
                if budget.left <= 0 and budget.resets_at is not None:
                    wait = (budget.resets_at - datetime.now(UTC)).total_seconds()
                    tokens.closed_until = now + max(0.0, wait)

    def left(self) -> tuple[Budget, ...]:
        """What is left of each limit, for people to see."""
        with self._lock:
            now = self._tick()
            for tokens in self._all():
                tokens.fill(now)
            return tuple(
                Budget(one.limit.what, max(0, int(one.left)), int(one.burst)) for one in self._all()
            )

    def _all(self) -> list[_Tokens]:
        return [tokens for kind in self._kinds.values() for tokens in kind]
