"""How unusual is so much of a mark in an hour, for itself and among all marks of the brand?

A mark's own past gives a share of what is said about the brand; times what is said in this hour, it
gives what is expected of the mark, as a Gamma-Poisson count (Greenwood and Yule 1920). A mark is
*known* if that is at least one person, else it is *new*. The size of a known one is the logarithm
of how many times the upper end of its expectation it reaches, the size of a new one that of its
people. How often marks of the brand get so large, their habit says, for new and known ones apart.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import NamedTuple

from firebell.core.triggers.memes.habit import Habit
from firebell.core.triggers.memes.track import Track

FEWEST = 3  # people in an hour
UNREST = 0.3  # relative variance of a mark's share from hour to hour
UPPER = 2.33  # standard deviations: 99 % lie below
BELIEF = 0.5  # voices that a mark is taken to have had before
BOTH = 2  # habits that are asked, so each gets half of what may ring for nothing
NEW_INDEX, KNOWN_INDEX = 1.5, 2.0  # of the tails before anything is known of a brand
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
    """How large a mark is in an hour, as a logarithm above 0, among the new ones or the known."""

    is_known: bool
    log: float


@dataclass(slots=True)
class Habits:
    new: Habit = field(default_factory=Habit)
    known: Habit = field(default_factory=Habit)

    def pass_time(self, seconds: float) -> None:
        self.new.pass_time(seconds)
        self.known.pass_time(seconds)

    def add(self, size: Size) -> None:
        (self.known if size.is_known else self.new).add(size.log)

    def return_weeks(self, size: Size) -> float:
        """Once in how many weeks any mark of the brand gets so large for nothing."""
        if size.is_known:
            rate = self.known.a_week(size.log, KNOWN_FLOOR, KNOWN_INDEX)
        else:
            rate = self.new.a_week(size.log, NEW_FLOOR, NEW_INDEX)
        return 1.0 / (BOTH * rate)


def expected(track: Track, brand: Track, edge: int) -> Expected:
    """What the days before say of the hour before `edge`."""
    posts, voices = track.slow(edge)
    _, all_voices = brand.slow(edge)
    heard, all_heard = track.hours_before(edge), brand.hours_before(edge)
    if not heard or not all_heard or not all_voices:
        return Expected(0.0, 0.0, 1.0)
    # Only what was said of the brand since the mark is known can have held it.
    share = voices / max(all_voices * heard / all_heard, voices)
    people = share * brand.people_within(edge)
    relative = 1.0 / (voices + BELIEF) + UNREST
    upper = people + UPPER * math.sqrt(people + relative * people * people)
    return Expected(people * posts / max(voices, 1.0), people, max(upper, 1.0))


def size_of(people: int, usual: Expected) -> Size | None:
    """None for what is not even remembered as small."""
    if people < FEWEST:
        return None
    if not usual.is_known:
        return Size(False, math.log(people))
    times = math.log(people / usual.upper)
    return Size(True, times) if times >= KNOWN_FLOOR else None
