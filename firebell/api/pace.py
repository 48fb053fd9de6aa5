"""How often one may call: the generic cell rate algorithm (ITU-T I.371), in memory.

Each process of the web server counts for itself, so with several of them the limit is as many
times higher. It holds down a program that has run wild, not an attacker: who has no token gets
nothing, however often they ask.
"""

from __future__ import annotations

import threading
from collections.abc import Hashable
from functools import lru_cache

BURST_SECONDS = 10.0  # of calls may come at once
MOST_CALLERS = 10_000


class Pace:
    """`a_minute` calls for each caller, evenly, or in bursts of ten seconds' worth."""

    def __init__(self, a_minute: float) -> None:
        self._each = 60 / a_minute  # seconds that one call uses up
        self._ahead = max(BURST_SECONDS, self._each)
        self._used_until: dict[Hashable, float] = {}
        self._lock = threading.Lock()

    def wait(self, caller: Hashable, now: float) -> float:
        """0.0 if the call may be made now, which counts it; else how many seconds to wait. `now` is
        in seconds of any clock that does not go back."""
        with self._lock:
            until = max(self._used_until.get(caller, now), now) + self._each
            if until - now > self._ahead:
                return until - now - self._ahead
            if len(self._used_until) >= MOST_CALLERS:
                self._forget(now)
            self._used_until[caller] = until
            return 0.0

    def _forget(self, now: float) -> None:
        kept = {one: until for one, until in self._used_until.items() if until > now}
        self._used_until = kept if len(kept) < MOST_CALLERS else {}


@lru_cache(maxsize=8)
def pace(what: str, a_minute: float) -> Pace:
    """The one pace of this process for `what`."""
    return Pace(a_minute)
