"""What is said of a mark at one instant: loud or not, as a sound, and as it is shown."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from firebell.core.triggers.alerts import Sound
from firebell.core.triggers.memes.coordination import Sign, looks_coordinated
from firebell.core.triggers.memes.people import HOUR
from firebell.core.triggers.series import Dimension, Measure, SeriesKey

LEAST = 8  # people in an hour; fewer never ring
QUIETEST = 0.5  # weeks; what comes back sooner is not worth a word
SELDOM = 4.0  # weeks: what is seen for nothing more seldom than this rings at the usual setting
MOST_SHOWN = 12  # of a brand and an instant


@dataclass(frozen=True, slots=True)
class Moment:
    """A mark at one instant: `posts` by `people` in the hour before. Among all marks of the brand,
    so much is seen for nothing once in `return_weeks`; 0 where it is too little to ask."""

    mark: str
    at: int
    posts: int
    people: int
    expected: float  # posts
    return_weeks: float
    onset: int
    first: int  # id of the first post

    @property
    def is_loud(self) -> bool:
        return self.people >= LEAST and self.return_weeks >= QUIETEST

    @property
    def day(self) -> date:
        """In UTC."""
        return datetime.fromtimestamp(self.at, UTC).date()

    @property
    def sound(self) -> Sound:
        return Sound(
            series=SeriesKey(Dimension.MARK, self.mark, Measure.SPREAD),
            at=self.at,
            observed=float(self.posts),
            expected=self.expected,
            score=self.return_weeks / (self.return_weeks + SELDOM),
            window=HOUR,
            onset=self.onset,
            return_weeks=self.return_weeks,
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """A mark at the end of an hour, as it then was: `posts_day` in the day before, and the signs
    that it is coordinated. Instants in seconds since 1970."""

    moment: Moment
    first_at: int
    last_at: int
    posts_day: int
    signs: tuple[Sign, ...] = ()

    @property
    def evidence(self) -> dict[str, Any]:
        """The signs, fit for JSON, where there are enough of them."""
        return {"signs": [asdict(sign) for sign in self.signs]} if self.is_coordinated else {}

    @property
    def is_coordinated(self) -> bool:
        return looks_coordinated(self.signs)


def best_of(shown: list[Moment]) -> list[Moment]:
    """Of the marks at one instant those that most people passed on."""
    return sorted(shown, key=lambda one: (-one.people, one.mark))[:MOST_SHOWN]
