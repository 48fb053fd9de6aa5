"""How urgent a case is: a sum of weighted facts, cut into five priorities. All of it is visible.

Each fact becomes a share from 0 to 1 that never falls as the fact grows worse, and counts that part
of its weight. The sum is the score, in points; `cuts` are the points from which priorities 1 to 4
hold, 5 is below them all. A weight of 0 leaves its fact out.

Followers count by their logarithm, since ten times as many are one step louder: nothing up to
`reach_from`, all at `reach_full`. Time waited counts evenly until `waited_full` hours.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from itertools import pairwise
from typing import Any

from firebell.core.desk.given import SettingError, listing, mapping, number
from firebell.core.desk.triage.facts import Facts
from firebell.core.schema import Intent

# How grave what a word wants is, whatever its tone.
GRAVITY: Mapping[str, float] = {
    Intent.NOISE: 0.0,
    Intent.PRAISE: 0.0,
    Intent.SUGGESTION: 0.1,
    Intent.OTHER: 0.2,
    Intent.QUESTION: 0.3,
    Intent.COMPLAINT: 0.5,
    Intent.COMPENSATION: 0.6,
    Intent.CANCELLATION: 0.8,
    Intent.PRESS_THREAT: 1.0,
    Intent.LEGAL_THREAT: 1.0,
}
MOST_POINTS, MOST_HOURS, MOST_FOLLOWERS = 1_000.0, 8_784.0, 1e10
_SCALES = ("cuts", "waited_full", "reach_from", "reach_full")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Points for each fact at its worst. `waited_full` is in hours, `reach_...` in followers.

    Raises SettingError for a weight that is negative or no number, cuts that do not fall, and
    weights that are all 0.
    """

    negative: float = 30.0
    toxicity: float = 5.0
    intent: float = 20.0
    sensitive: float = 50.0
    value: float = 15.0
    reach: float = 20.0
    influence: float = 20.0
    virality: float = 25.0
    waited: float = 15.0
    failed_elsewhere: float = 10.0
    cuts: tuple[float, float, float, float] = (65.0, 50.0, 25.0, 10.0)
    waited_full: float = 24.0
    reach_from: float = 1e3
    reach_full: float = 1e7

    def __post_init__(self) -> None:
        for name in FACTS:
            number(f"weights.{name}", getattr(self, name), 0, MOST_POINTS)
        number("weights.waited_full", self.waited_full, 1 / 60, MOST_HOURS)
        number("weights.reach_from", self.reach_from, 1, MOST_FOLLOWERS)
        number("weights.reach_full", self.reach_full, 2 * self.reach_from, MOST_FOLLOWERS)
        if len(self.cuts) != 4:
            raise SettingError("weights.cuts", "list", len(self.cuts))
        for at, cut in enumerate(self.cuts):
            number(f"weights.cuts[{at}]", cut, 1e-9, 10 * MOST_POINTS)
        for at, (one, other) in enumerate(pairwise(self.cuts), 1):
            if not other < one:
                raise SettingError(f"weights.cuts[{at}]", "most", one)
        if not any(getattr(self, name) for name in FACTS):
            raise SettingError("weights", "nothing")


FACTS = tuple(one.name for one in fields(Weights) if one.name not in _SCALES)


@dataclass(frozen=True, slots=True)
class Part:
    """What one fact counted: `share` of its `weight`, in points."""

    fact: str
    share: float
    weight: float
    points: float


@dataclass(frozen=True, slots=True)
class Score:
    """`priority` is 1 to 5. `parts` are those that counted, in the order of `Weights`; their points
    add up to `points`."""

    priority: int
    points: float
    parts: tuple[Part, ...]


def score(facts: Facts, weights: Weights) -> Score:
    """How urgent the facts are, and why."""
    shares = _shares(facts, weights)
    parts = tuple(
        Part(name, shares[name], weight, shares[name] * weight)
        for name in FACTS
        if (weight := getattr(weights, name)) and shares[name]
    )
    points = math.fsum(part.points for part in parts)
    return Score(1 + sum(points < cut for cut in weights.cuts), points, parts)


def to_json(weights: Weights) -> dict[str, Any]:
    """Plain data that `from_json` reads back as the same weights."""
    data = {one.name: getattr(weights, one.name) for one in fields(Weights)}
    return data | {"cuts": list(weights.cuts)}


def from_json(data: Any) -> Weights:
    """Weights as stored or typed; what is left out is as usual. Raises SettingError."""
    given = dict(mapping("weights", data, [one.name for one in fields(Weights)]))
    if "cuts" in given:
        given["cuts"] = tuple(listing("weights.cuts", given["cuts"]))
    return Weights(**given)


def _shares(facts: Facts, weights: Weights) -> dict[str, float]:
    return {
        "negative": facts.negative,
        "toxicity": facts.toxicity,
        "intent": GRAVITY[facts.intent],
        "sensitive": 1.0 if facts.sensitive else 0.0,
        "value": facts.value or 0.0,
        "reach": _reach(facts.followers or 0, weights),
        "influence": facts.influence or 0.0,
        "virality": facts.virality or 0.0,
        "waited": min(1.0, facts.waited / timedelta(hours=weights.waited_full)),
        "failed_elsewhere": 1.0 if facts.failed_elsewhere else 0.0,
    }


def _reach(followers: int, weights: Weights) -> float:
    louder = math.log(max(followers / weights.reach_from, 1.0))
    return min(1.0, louder / math.log(weights.reach_full / weights.reach_from))
