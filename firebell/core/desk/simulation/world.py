"""The month: what people write, when, and how long an answer takes. It is the same for any policy.

Drawn from one seed. Nothing of it depends on what the desk does but whether a follow-up is written
at all: that takes an answer.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from firebell.core.desk.clocks import Policy, usual_policy
from firebell.core.desk.routing import Needs, needs_of
from firebell.core.desk.simulation.scenario import CHANNELS, LANGUAGES, TOPICS, Scenario
from firebell.core.desk.simulation.staff import Staff, bounds, office, staff
from firebell.core.desk.triage import Facts, Settings, Team, Venue, triage
from firebell.core.schema import Intent, Sensitive
from firebell.core.understanding.attacker import AttackerType

Value = TypeVar("Value")

TRIAGE = Settings(
    teams=(
        Team("safety", frozenset(Sensitive)),
        Team("billing", frozenset({"refunds", "invoice"})),
        Team("technology", frozenset({"login", "outage"})),
        Team("front"),
    )
)
# Share of a day's words by hour of the local clock, and of a week's by day, Monday first.
_HOURS = (2, 1, 1, 1, 1, 2, 4, 7, 10, 12, 12, 11, 11, 11, 10, 10, 10, 10, 10, 11, 11, 9, 6, 4)
_DAYS = (1.15, 1.1, 1.05, 1.05, 1.0, 0.85, 0.8)
_INTENTS = {
    Intent.COMPLAINT: 0.4,
    Intent.QUESTION: 0.36,
    Intent.SUGGESTION: 0.06,
    Intent.OTHER: 0.06,
    Intent.CANCELLATION: 0.05,
    Intent.COMPENSATION: 0.05,
    Intent.LEGAL_THREAT: 0.01,
    Intent.PRESS_THREAT: 0.01,
}
_COMPLEXITIES = {"low": 0.6, "moderate": 0.3, "high": 0.1}
_ATTACKERS = {
    None: 0.965,
    AttackerType.CASUAL_COMPLAINER: 0.02,
    AttackerType.EXTORTIONIST: 0.005,
    AttackerType.COMMITTED_CRUSADER: 0.003,
    AttackerType.INDIGNANT_INFLUENCER: 0.007,
}
# Minutes of work: the median of a log-normal law.
_EFFORT = {"low": 2.5, "moderate": 5.0, "high": 12.0}
_EFFORT_SPREAD, STORM_EFFORT = 0.5, 1.5
_WRITES_AGAIN_AFTER, _WRITES_AGAIN_SPREAD = 90.0, 1.2  # minutes
MOST_FOLLOW_UPS = 3
STORM_HALF_LIFE = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Answer:
    """The work of one answer; `next_word` is how long after it the person writes again, if so."""

    effort: timedelta
    next_word: timedelta | None


@dataclass(frozen=True, slots=True)
class Matter:
    """One person's matter: its first word, what triage makes of it, and how it goes on."""

    at: datetime
    channel: str
    priority: int
    needs: Needs
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class World:
    """`silent`: interactions that need no answer; they are counted and do nothing."""

    scenario: Scenario
    matters: tuple[Matter, ...]
    silent: int
    staff: Staff
    promises: Policy
    start: datetime
    end: datetime

    @property
    def interactions(self) -> int:
        return self.silent + sum(len(one.answers) for one in self.matters)


def world(scenario: Scenario) -> World:
    """A whole month, drawn from the scenario's seed."""
    rng = random.Random(scenario.seed)
    people = staff(scenario, rng)
    start, end = bounds(scenario)
    ordinary = scenario.interactions - scenario.storm_interactions
    usual = [
        _matter(at, rng, scenario, storm=False)
        for at in _ordinary_times(round(ordinary * scenario.needs_answer), scenario, rng)
    ]
    stormy = [
        _matter(at, rng, scenario, storm=True) for at in _storm_times(scenario, rng) if at < end
    ]
    matters = tuple(sorted([*usual, *stormy], key=lambda one: one.at))
    spoken = sum(len(one.answers) for one in matters)
    silent = scenario.interactions - spoken
    return World(scenario, matters, silent, people, usual_policy(office(scenario)), start, end)


def _ordinary_times(number: int, scenario: Scenario, rng: random.Random) -> list[datetime]:
    start, end = bounds(scenario)
    zone, hours = ZoneInfo(scenario.zone), int((end - start) / timedelta(hours=1))
    slots = [start + timedelta(hours=hour) for hour in range(hours)]
    local = [slot.astimezone(zone) for slot in slots]
    weights = [_HOURS[one.hour] * _DAYS[one.weekday()] for one in local]
    found = rng.choices(slots, weights, k=number)
    return [slot + timedelta(hours=rng.random()) for slot in found]


def _storm_times(scenario: Scenario, rng: random.Random) -> list[datetime]:
    """All at once, then dying away."""
    start, _end = bounds(scenario)
    begins = start + timedelta(days=scenario.storm_day - 1, hours=scenario.storm_hour)
    number = round(scenario.storm_interactions * scenario.storm_needs_answer)
    rate = 0.693 / (STORM_HALF_LIFE / timedelta(hours=1))
    return [begins + timedelta(hours=rng.expovariate(rate)) for _ in range(number)]


def _matter(at: datetime, rng: random.Random, scenario: Scenario, *, storm: bool) -> Matter:
    facts = _storm_facts(rng) if storm else _facts(rng)
    found = triage(facts, TRIAGE)
    effort = STORM_EFFORT if storm else _EFFORT[facts.complexity]
    answers = _answers(effort, rng, scenario)
    return Matter(at, facts.channel, found.priority, needs_of(facts, found), answers)


def _answers(effort: float, rng: random.Random, scenario: Scenario) -> tuple[Answer, ...]:
    answers: list[Answer] = []
    again = True
    while again:
        work = timedelta(minutes=effort * rng.lognormvariate(0, _EFFORT_SPREAD))
        again = len(answers) < MOST_FOLLOW_UPS and rng.random() < scenario.writes_again
        delay = _WRITES_AGAIN_AFTER * rng.lognormvariate(0, _WRITES_AGAIN_SPREAD)
        answers.append(Answer(work, timedelta(minutes=delay) if again else None))
    return tuple(answers)


def _facts(rng: random.Random) -> Facts:
    intent = _one(_INTENTS, rng)
    channel, public = _channel(rng)
    topic = _one(TOPICS, rng)
    angry = intent not in (Intent.QUESTION, Intent.SUGGESTION, Intent.OTHER)
    return Facts(
        negative=rng.betavariate(5, 2) if angry else rng.betavariate(2, 5),
        toxicity=rng.betavariate(1, 8),
        intent=intent,
        complexity=_one(_COMPLEXITIES, rng),
        sensitive=(rng.choice(list(Sensitive)),) if rng.random() < 0.01 else (),
        personal_data=rng.random() < 0.1,
        language=_one(LANGUAGES, rng),
        topics=(topic,) if topic else (),
        attacker=_one(_ATTACKERS, rng),
        value=rng.random(),
        followers=int(rng.lognormvariate(5, 2)),
        influence=rng.betavariate(1, 12),
        virality=rng.random() if rng.random() < 0.02 else None,
        failed_elsewhere=rng.random() < 0.05,
        channel=channel,
        said_in=public,
        venues=_venues(public, rng),
        knowledge=rng.random(),
    )


def _storm_facts(rng: random.Random) -> Facts:
    """Everybody says the same, in public."""
    return Facts(
        negative=rng.betavariate(7, 2),
        intent=Intent.COMPLAINT,
        language=_one(LANGUAGES, rng),
        topics=("outage",),
        value=rng.random(),
        followers=int(rng.lognormvariate(5, 2)),
        virality=rng.random() if rng.random() < 0.05 else None,
        same_matter=1_000,
        channel=rng.choice(("mastodon", "bluesky")),
        venues=frozenset({Venue.PUBLIC, Venue.PRIVATE}),
        knowledge=0.9,
    )


def _channel(rng: random.Random) -> tuple[str, Venue]:
    channel = _one({name: share for name, (share, _public) in CHANNELS.items()}, rng)
    if CHANNELS[channel][1]:
        return channel, Venue.PUBLIC
    return channel, Venue.MAIL if channel == "email" else Venue.PRIVATE


def _venues(said_in: Venue, rng: random.Random) -> frozenset[Venue]:
    phone = {Venue.PHONE} if rng.random() < 0.3 else set()
    here = {Venue.PUBLIC, Venue.PRIVATE} if said_in == Venue.PUBLIC else {said_in}
    return frozenset(here | phone)


def _one(shares: Mapping[Value, float], rng: random.Random) -> Value:
    values: Sequence[Value] = list(shares)
    return rng.choices(values, list(shares.values()))[0]
