"""Triage: what is to become of a word that needs an answer, decided and explained."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from firebell.core.desk.triage.attackers import (
    USUAL_POLICIES,
    Answering,
    Offers,
    Policies,
    policy_of,
)
from firebell.core.desk.triage.facts import Facts, Venue
from firebell.core.desk.triage.questions import (
    Limits,
    Readiness,
    Reason,
    Seen,
    Why,
    fit_for_public,
    readiness,
    seen,
    venue,
    whether,
)
from firebell.core.desk.triage.teams import Team, needed_skills, team
from firebell.core.desk.triage.weights import Score, Weights, score


class Question(StrEnum):
    """In the order in which they are asked and shown."""

    WHETHER = "whether"
    FIT = "fit"
    VENUE = "venue"
    FIRST = "first"
    READY = "ready"
    SEEN = "seen"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a house may set about triage."""

    weights: Weights = field(default_factory=Weights)
    limits: Limits = field(default_factory=Limits)
    attackers: Policies = field(default_factory=lambda: USUAL_POLICIES)
    teams: tuple[Team, ...] = ()


@dataclass(frozen=True, slots=True)
class Triage:
    """The decisions; `why` has the reasons of each question, in order.

    `senior`: only a senior person answers. `meet`: they are offered to talk about their cause.
    `skills` are needed, the most important first.
    """

    answer: Answering
    fit_for_public: bool
    venue: Venue
    say_so_in_public: bool
    score: Score
    readiness: Readiness
    seen: Seen
    team: str
    skills: tuple[str, ...]
    senior: bool
    offers: Offers
    meet: bool
    why: dict[Question, Why]

    @property
    def priority(self) -> int:
        return self.score.priority


def triage(facts: Facts, settings: Settings) -> Triage:
    """Every decision on these facts. The same facts and settings always give the same."""
    policy = policy_of(facts.attacker, settings.attackers)
    answer, why_answer = whether(facts, policy, settings.limits)
    fit, why_fit = fit_for_public(facts, policy, settings.limits)
    place = venue(facts, policy, settings.limits)
    ready, why_ready = readiness(facts, settings.limits)
    known, why_seen = seen(facts, settings.limits)
    name, why_team = team(facts, settings.teams)
    urgency = score(facts, settings.weights)
    if policy.senior:
        why_team = (*why_team, Reason("senior", facts.attacker))
    return Triage(
        answer=answer,
        fit_for_public=fit,
        venue=place.venue,
        say_so_in_public=place.say_so_in_public,
        score=urgency,
        readiness=ready,
        seen=known,
        team=name,
        skills=needed_skills(facts),
        senior=policy.senior,
        offers=policy.offers,
        meet=policy.meet,
        why={
            Question.WHETHER: why_answer,
            Question.FIT: why_fit,
            Question.VENUE: place.why,
            Question.FIRST: tuple(Reason(part.fact, part.points) for part in urgency.parts),
            Question.READY: why_ready,
            Question.SEEN: why_seen,
            Question.TEAM: why_team,
        },
    )


def as_data(found: Triage) -> dict[str, Any]:
    """The decisions and their reasons as JSON can hold them."""
    data = asdict(found)
    data["score"]["parts"] = list(data["score"]["parts"])
    data["skills"] = list(found.skills)
    data["why"] = {
        question.value: [{"code": one.code, "value": _plain(one.value)} for one in why]
        for question, why in found.why.items()
    }
    return {name: _plain(value) for name, value in data.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.value if isinstance(value, StrEnum) else value
