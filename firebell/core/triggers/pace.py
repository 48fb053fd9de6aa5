"""How often a brand rings, beside what was promised: its return periods are put right by that.

What a brand rings by is many series, which hang together in a way that nobody knows beforehand,
and return periods that are anchored in what series usually are. So a brand that rings more often
than promised has its return periods shortened, and one that rings less often has them lengthened:
by `STEP` for each alert, and by as much back, evenly, over each interval of the promise (as in
`budget`). In the long run the promise is kept. An alert that somebody found useful was none too
many, and is taken back.

All of it moves at midnight (UTC), so that it does not matter in how many pieces a day is judged.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from firebell.core.triggers.alerts import Sound
from firebell.core.triggers.budget import MOST, STEP
from firebell.core.triggers.series import BUDGET_WEEKS

DAY = 86_400  # seconds
REST = 7  # days after the first, in which nothing moves: so little says nothing of how often


@dataclass(frozen=True, slots=True)
class Pace:
    """`offset` in nats of return period, of `day` (days since 1970); `rang` alerts in that day.
    `first` is the day of the first post that was counted; before, nothing moves."""

    offset: float = 0.0
    first: int | None = None
    day: int | None = None
    rang: int = 0

    def beginning(self, day: int) -> Pace:
        """With its first day, if it has none yet."""
        return self if self.first is not None else replace(self, first=day, day=day)

    def to(self, day: int, weeks: float) -> Pace:
        """As it stands on a later day, with a promise of one false alert in `weeks`.

        >>> quiet = Pace().beginning(0).to(21, 1.0)
        >>> round(quiet.offset, 2), Pace(rang=1, first=0, day=30).to(31, 1.0).offset > 0
        (-0.6, True)
        """
        if self.first is None or self.day is None:
            return self
        offset, rang = self.offset, self.rang
        for now in range(max(self.day, self.first + REST), day):
            offset += STEP * (rang if now == self.day else 0) - STEP / (7 * weeks)
            offset = min(MOST, max(-MOST, offset))
            if offset == -MOST:
                break
        return replace(self, offset=offset, day=day, rang=0 if day > self.day else rang)

    def counting(self, alerts: int) -> Pace:
        """With so many alerts more in its day."""
        return replace(self, rang=self.rang + alerts)

    def taking_back(self, alerts: int) -> Pace:
        """Without so many alerts that counted before; negative: they count after all."""
        return replace(self, offset=min(MOST, max(-MOST, self.offset - STEP * alerts)))

    def of(self, sounds: Iterable[Sound]) -> list[Sound]:
        """Sounds of its day, their return periods put right."""
        if not self.offset:
            return list(sounds)
        times = math.exp(-self.offset)
        return [sound if sound.return_weeks is None else _times(sound, times) for sound in sounds]


def _times(sound: Sound, times: float) -> Sound:
    weeks = (sound.return_weeks or 0.0) * times
    return replace(sound, return_weeks=weeks, score=weeks / (weeks + BUDGET_WEEKS))


def by_day(sounds: Iterable[Sound]) -> Iterator[tuple[int, list[Sound]]]:
    """(day since 1970, its sounds in the order of time), for each day in which there are any."""
    ordered = sorted(sounds, key=lambda sound: sound.at)
    # What ends at midnight belongs to the day before.
    for day, those in groupby(ordered, key=lambda sound: (sound.at - 1) // DAY):
        yield day, list(those)
