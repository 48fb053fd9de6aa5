"""What is simulated: sizes, dates and shares, all of them assumptions that one may change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

LANGUAGES = {"nb": 0.7, "en": 0.2, "pl": 0.1}
# Channel -> its share, and whether its words are said in public.
CHANNELS = {
    "mastodon": (0.3, True),
    "bluesky": (0.25, True),
    "reviews": (0.1, True),
    "email": (0.25, False),
    "chat": (0.1, False),
}
TOPICS = {
    "delivery": 0.3,
    "refunds": 0.15,
    "invoice": 0.15,
    "login": 0.1,
    "outage": 0.05,
    "": 0.25,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """`needs_answer`: the share of interactions that open a matter; `writes_again`: how likely a
    person is to write again after an answer. The storm begins on a day of the month at an hour and
    is a part of all interactions."""

    agents: int = 40
    interactions: int = 200_000
    start: date = date(2027, 3, 1)
    days: int = 31
    zone: str = "Europe/Oslo"
    # Easter 2027; clocks change in the night to the 28th.
    holidays: tuple[date, ...] = (date(2027, 3, 25), date(2027, 3, 26), date(2027, 3, 29))
    needs_answer: float = 0.2
    writes_again: float = 0.25
    storm_interactions: int = 12_000
    storm_needs_answer: float = 0.5
    storm_day: int = 10
    storm_hour: int = 10
    sick_spells: float = 0.6  # a person a month
    on_leave: float = 0.15  # of the people, for a week
    desk: int = 1  # cases on one desk at a time
    seed: int = 1
