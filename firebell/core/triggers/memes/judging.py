"""How unusual is so much of a mark in an hour, for itself and among all marks of the brand?

A mark's own past gives its people an hour, and its share of what is said about the brand, to be
laid to what else is said in this hour. The larger of both is expected, as a Gamma-Poisson count
(Greenwood and Yule 1920). A mark is *known* if that is at least one person, else it is *new*. The
size of a known one is the logarithm of how many times the upper end of its expectation it reaches,
the size of a new one that of its people. How often marks of the brand get so large, the habit of
their sort says: copies run in long chains, what people take up in their own words does not.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import NamedTuple

from firebell.core.triggers.memes.habit import Habit
from firebell.core.triggers.memes.marks import Carrier, carrier_of
from firebell.core.triggers.memes.track import Track

FEWEST = 3  # people in an hour
UNREST = 0.3  # relative variance of a mark's share from hour to hour
UPPER = 2.33  # standard deviations: 99 % lie below
BELIEF = 0.5  # voices that were there before any were heard
MOST_SHARE = 0.95  # of a brand's people that a mark may be expected to have
SORTS = 4  # of marks; each sort gets its part of what may ring for nothing
NEW_INDEX, KNOWN_INDEX = 1.5, 4.0  # of the tails before anything is known of a brand
NEW_FLOOR, KNOWN_FLOOR = math.log(FEWEST), 0.125


@dataclass(frozen=True, slots=True)
class Expected:
    """Of one mark in one hour: posts, people, and the upper end of the people."""

    posts: float
    people: float
    upper: float

    @property
    def is_known(self) -> bool:
        return self.people >= 1.0


class Size(NamedTuple):
    """How large a mark is in an hour, as a logarithm above 0, among the marks of its sort: `copied`
    or taken up in people's own words, `known` or new."""

    copied: bool
    known: bool
    log: float

    @property
    def sort(self) -> int:
        return 2 * self.copied + self.known


@dataclass(slots=True)
class Habits:
    """``sorts``: how large marks of each sort get, by `Size.sort`."""

    sorts: list[Habit] = field(default_factory=lambda: [Habit() for _ in range(SORTS)])

    def pass_time(self, seconds: float) -> None:
        for habit in self.sorts:
            habit.pass_time(seconds)

    def add(self, sort: int, log: float) -> None:
        self.sorts[sort].add(log)

    def return_weeks(self, size: Size) -> float:
        """Once in how many weeks any mark of the brand gets so large for nothing."""
        floor, index = (KNOWN_FLOOR, KNOWN_INDEX) if size.known else (NEW_FLOOR, NEW_INDEX)
        return 1.0 / (SORTS * self.sorts[size.sort].a_week(size.log, floor, index))


def expected(track: Track, brand: Track, edge: int) -> Expected:
    """What the days before say of the hour before `edge`."""
    posts, voices = track.slow(edge)
    _, all_voices = brand.slow(edge)
    heard, all_heard = track.hours_before(edge), brand.hours_before(edge)
    if not heard or not all_heard or not all_voices:
        return Expected(0.0, 0.0, 1.0)
    # Only what was said of the brand since the mark is known can have held it.
    share = voices / max(all_voices * heard / all_heard, voices)
    # Measured by what else is said in this hour: its own surge must not make itself usual.
    others = max(brand.people_within(edge) - track.people_within(edge), 0)
    by_share = min(share, MOST_SHARE) / (1.0 - min(share, MOST_SHARE)) * (others + BELIEF)
    # Some marks keep the brand's hours and some their own: whichever expects more.
    people = max(by_share, voices / heard)
    relative = 1.0 / (voices + BELIEF) + UNREST
    upper = people + UPPER * math.sqrt(people + relative * people * people)
    return Expected(people * posts / max(voices, 1.0), people, max(upper, 1.0))


def size_of(mark: str, people: int, usual: Expected) -> Size | None:
    """None for what is not even remembered as small."""
    copied = carrier_of(mark) in (Carrier.TEXT, Carrier.PICTURE)
    if people < FEWEST:
        return None
    if not usual.is_known:
        return Size(copied, False, math.log(people))
    times = math.log(people / usual.upper)
    return Size(copied, True, times) if times >= KNOWN_FLOOR else None
