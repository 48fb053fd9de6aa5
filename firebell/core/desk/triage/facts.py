"""What triage decides by: plain facts about a word, its author, and what the house has at hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from enum import StrEnum
from typing import Any

from firebell.core.desk.given import SettingError, mapping
from firebell.core.schema import Intent
from firebell.core.understanding.attacker import AttackerType

COMPLEXITIES = ("low", "moderate", "high")
STANCES = ("help", "attack", "neither")


class Venue(StrEnum):
    """Where one talks: before everybody, in a private message, by phone, by mail."""

    PUBLIC = "public"
    PRIVATE = "private"
    PHONE = "phone"
    MAIL = "mail"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Shares and probabilities are 0 to 1; None: not known, which counts for nothing.

    Raises ValueError where one is out of its bounds.
    """

    # The reading.
    negative: float = 0.0
    toxicity: float = 0.0
    intent: str = Intent.OTHER
    stance: str = "neither"
    complexity: str = "low"
    sensitive: tuple[str, ...] = ()
    personal_data: bool = False
    language: str = ""
    topics: tuple[str, ...] = ()
    attacker: str | None = None
    # The person.
    value: float | None = None  # the share of the house's customers who are worth less
    followers: int | None = None
    influence: float | None = None  # on this topic, from 0 to the most influential
    # The word.
    # How near it is to what the house calls viral, a half where that is just met.
    virality: float | None = None
    waited: timedelta = timedelta(0)
    # Seen already: channels on which the same person brought it up before, whether it is still
    # open there or was left without an answer, and how many others say the same now.
    elsewhere: tuple[str, ...] = ()
    failed_elsewhere: bool = False
    open_elsewhere: bool = False
    same_matter: int = 0
    # Where it was said, and where the person could be answered.
    channel: str = ""
    said_in: Venue = Venue.PUBLIC
    venues: frozenset[Venue] = frozenset({Venue.PUBLIC})
    # What is at hand: how well the best article fits (`core.knowledge.ranking.Fit.share`), the
    # channel's gate, people certified for it.
    knowledge: float | None = None
    gate_open: bool = True
    certified_on_duty: bool = True

    def __post_init__(self) -> None:
        for name in ("negative", "toxicity", "value", "influence", "virality", "knowledge"):
            share = getattr(self, name)
            if share is not None and not 0 <= share <= 1:
                raise ValueError(f"{name} is a share, 0 to 1, not {share}")
        if self.complexity not in COMPLEXITIES or self.stance not in STANCES:
            raise ValueError(f"unknown complexity or stance: {self.complexity}, {self.stance}")
        if (self.followers or 0) < 0 or self.same_matter < 0 or self.waited < timedelta(0):
            raise ValueError("followers, others and time waited cannot be negative")
        Intent(self.intent)
        if self.attacker is not None:
            AttackerType(self.attacker)


def to_json(facts: Facts) -> dict[str, Any]:
    """What differs from a fact that is not known, as plain data; `waited` in seconds."""
    usual = Facts()
    kept = {}
    for one in fields(Facts):
        value = getattr(facts, one.name)
        if value != getattr(usual, one.name):
            kept[one.name] = _plain(value)
    return kept


def from_json(data: Any) -> Facts:
    """What `to_json` kept; SettingError for a fact that there is not, or that cannot be."""
    given: Mapping[str, Any] = mapping("facts", data, [one.name for one in fields(Facts)])
    values = {name: _read(name, value) for name, value in given.items()}
    try:
        return Facts(**values)
    except (TypeError, ValueError) as wrong:
        raise SettingError("facts", "unknown", str(wrong)) from None


def _plain(value: Any) -> Any:
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, frozenset | tuple):
        return sorted(value) if isinstance(value, frozenset) else list(value)
    return value.value if isinstance(value, StrEnum) else value


def _read(name: str, value: Any) -> Any:
    try:
        if name == "waited":
            return timedelta(seconds=value)
        if name == "said_in":
            return Venue(value)
        if name == "venues":
            return frozenset(Venue(one) for one in value)
    except (TypeError, ValueError):
        raise SettingError(f"facts.{name}", "unknown", value) from None
    return tuple(value) if isinstance(value, list) else value
