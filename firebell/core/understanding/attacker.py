"""Which kind of attacker a person is, from their past with the brand, by stated rules.

The types are Gillin's (Paul Gillin with Greg Gianforte, "Attack of the Customers", 2012): the
casual complainer, the extortionist, the committed crusader and the indignant influencer; each
wants another answer. Retaliation is a motive that any of them may have. It is a hint for people
with its reasons beside it, never a verdict, and nothing is done by it alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from firebell.core.schema import Intent

NEGATIVE_FROM = 0.6
WIDE_REACH = 10_000  # followers
MANY_REPOSTS = 50
CRUSADE_POSTS = 4
CRUSADE_SPAN = timedelta(days=14)
TOGETHER = timedelta(days=7)
RETALIATES_WITHIN = timedelta(days=3)
RETALIATION_POSTS = 2


class AttackerType(StrEnum):
    CASUAL_COMPLAINER = "casual_complainer"
    EXTORTIONIST = "extortionist"
    COMMITTED_CRUSADER = "committed_crusader"
    INDIGNANT_INFLUENCER = "indignant_influencer"


@dataclass(frozen=True, slots=True)
class Past:
    """One thing that a person said to or about the brand, and what the reading says of it.

    ``refused``: afterwards the brand turned something down or closed the matter without an answer.
    """

    at: datetime
    negative: float
    intent: str = Intent.OTHER
    complaint: bool = False
    attack: bool = False
    followers: int = 0
    reposts: int = 0
    offers_asked: int = 0
    refused: bool = False

    @property
    def against(self) -> bool:
        return self.complaint or self.attack or self.negative >= NEGATIVE_FROM

    @property
    def demands(self) -> bool:
        return self.intent == Intent.COMPENSATION or self.offers_asked > 0

    @property
    def threatens(self) -> bool:
        return self.intent in (Intent.PRESS_THREAT, Intent.LEGAL_THREAT, Intent.CANCELLATION)


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that spoke, and the numbers in it; see ``in_words``."""

    rule: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Attacker:
    """``p``: how much the rules lean to this type and not to the others; no calibrated chance."""

    type: AttackerType
    p: float
    reasons: tuple[Reason, ...]
    retaliates: bool


_WORDS = {
    "complaints": "complained {0} times",
    "reach": "reaches {0} followers",
    "reposted": "was reposted {0} times",
    "demands": "asked for money or an offer {0} times",
    "threats": "threatened with law, press or leaving {0} times",
    "at_once": "demanded and threatened within a week",
    "persists": "has been against the brand for {0} days",
    "attacks": "attacked {0} times",
    "retaliates": "turned against the brand {0} times within days of a refusal",
}


def in_words(reason: Reason) -> str:
    """The reason in English, without a full stop.

    >>> in_words(Reason("demands", (3,)))
    'asked for money or an offer 3 times'
    """
    return _WORDS[reason.rule].format(*reason.numbers)


def attacker(history: Sequence[Past]) -> Attacker | None:
    """The type that a history speaks for most, in any order; None where nothing in it is against
    the brand."""
    past = sorted(history, key=lambda one: one.at)
    against = [one for one in past if one.against]
    if not against:
        return None
    spoken = {
        AttackerType.CASUAL_COMPLAINER: (1.0, [Reason("complaints", (len(against),))]),
        AttackerType.EXTORTIONIST: _extortion(past),
        AttackerType.COMMITTED_CRUSADER: _crusade(against),
        AttackerType.INDIGNANT_INFLUENCER: _influence(against),
    }
    found = max(spoken, key=lambda kind: spoken[kind][0])
    top, reasons = spoken[found]
    total = sum(math.exp(score - top) for score, _reasons in spoken.values())
    turned = _retaliations(past)
    if turned >= RETALIATION_POSTS:
        reasons = [*reasons, Reason("retaliates", (turned,))]
    return Attacker(found, 1.0 / total, tuple(reasons), turned >= RETALIATION_POSTS)


Spoken = tuple[float, list[Reason]]


def _extortion(past: Sequence[Past]) -> Spoken:
    demands = [one for one in past if one.demands]
    threats = [one for one in past if one.threatens]
    if not demands or not threats:
        return -1.0, []
    asked = sum(max(one.offers_asked, 1) for one in demands)
    reasons = [Reason("demands", (asked,)), Reason("threats", (len(threats),))]
    score = 1.5 + 0.5 * min(asked + len(threats) - 2, 6)
    if any(abs(one.at - other.at) <= TOGETHER for one in demands for other in threats):
        score += 1.0
        reasons.append(Reason("at_once"))
    return score, reasons


def _crusade(against: Sequence[Past]) -> Spoken:
    span = against[-1].at - against[0].at
    attacks = sum(one.attack for one in against)
    if len(against) < CRUSADE_POSTS or span < CRUSADE_SPAN:
        return -1.0, []
    score = 1.5 + 0.25 * min(len(against) - CRUSADE_POSTS, 8) + 0.5 * min(attacks, 4)
    reasons = [Reason("complaints", (len(against),)), Reason("persists", (span.days,))]
    return score, reasons + ([Reason("attacks", (attacks,))] if attacks else [])


def _influence(against: Sequence[Past]) -> Spoken:
    reach = max(one.followers for one in against)
    reposts = sum(one.reposts for one in against)
    if reach < WIDE_REACH:
        return -1.0, []
    reasons = [Reason("reach", (reach,))]
    score = 2.0 + math.log10(reach / WIDE_REACH)
    if reposts >= MANY_REPOSTS:
        score += 1.0
        reasons.append(Reason("reposted", (reposts,)))
    return score, reasons


def _retaliations(past: Sequence[Past]) -> int:
    """How many words against the brand came within days of something that it turned down."""
    refusals = [one.at for one in past if one.refused]
    return sum(
        one.against and any(timedelta() < one.at - at <= RETALIATES_WITHIN for at in refusals)
        for one in past
    )
