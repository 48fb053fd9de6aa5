"""How long things may take on the way out, and how often they are tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Pace:
    """`lease`: longer than handing over ever takes; a worker that holds a reply for longer is
    taken to be dead. `settle`: how long a network may need until what it took can be found there.
    """

    lease: timedelta = timedelta(minutes=5)
    settle: timedelta = timedelta(seconds=30)
    first_wait: timedelta = timedelta(seconds=30)
    longest_wait: timedelta = timedelta(minutes=15)
    most_attempts: int = 8
    ask_a_person_after: timedelta = timedelta(minutes=15)
    batch: int = 10

    def wait(self, times: int, asked_for: timedelta | None = None) -> timedelta:
        """Until the next try after the `times`-th one: twice as long each time, within a bound,
        and never shorter than the network `asked_for`.

        >>> [int(Pace().wait(times).total_seconds()) for times in (1, 2, 3, 20)]
        [30, 60, 120, 900]
        """
        doubled = self.first_wait * (1 << min(max(times - 1, 0), 30))
        return max(min(doubled, self.longest_wait), asked_for or timedelta(0))


PACE = Pace()
