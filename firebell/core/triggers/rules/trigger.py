"""A trigger: what it hears, on what conditions it rings, what then happens, and how often."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from firebell.core.triggers.rules.conditions import Condition, Fact
from firebell.core.triggers.rules.effects import Effect
from firebell.core.triggers.rules.fields import RuleError

HOUR, DAY = 3_600, 24 * 3_600
LEAST_BUDGET, MOST_BUDGET = 1 / 52, 50.0  # false alerts a week
LEAST_HOLD, MOST_HOLD = 0.2, 0.95
LONGEST_COOL_DOWN = 14 * DAY  # seconds
LONGEST_FREQUENCY = 1_000


class Brands(StrEnum):
    """Which brands a trigger hears."""

    ALL = "all"
    OWN = "own"
    COMPETITORS = "competitors"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a trigger listens; an empty part leaves nothing out."""

    brands: Brands = Brands.ALL
    chosen: frozenset[int] = frozenset()  # brands by id
    channels: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def has(self, brand: int, own: bool) -> bool:
        if self.brands == Brands.CHOSEN:
            return brand in self.chosen
        return self.brands == Brands.ALL or (self.brands == Brands.OWN) == own


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in which nobody is told, by the clock of `zone`; over midnight if `until` is earlier.

    From `severity` on they do not hold.
    """

    since: time
    until: time
    zone: str = "UTC"
    severity: int = 8


@dataclass(frozen=True, slots=True)
class Frequency:
    """A target is told of at most `most` alerts of a trigger in `seconds`; the rest in one line."""

    most: int
    seconds: int = HOUR


@dataclass(frozen=True, slots=True)
class Trigger:
    """Conditions and effects over sounds and facts. `budget` is in false alerts a week."""

    id: int
    kind: str
    conditions: tuple[Condition, ...]
    effects: tuple[Effect, ...]
    scope: Scope = Scope()
    active: bool = True
    budget: float = 1.0
    hold: float = 2 / 3  # it lasts while it is at least this part of what made it ring
    cool_down: int = DAY  # seconds
    quiet: Quiet | None = None
    frequency: Frequency | None = None
    tuned: float = 1.0  # what people's answers made of the threshold, 1 or more

    @property
    def weeks(self) -> float:
        """It rings for what is seen for nothing no oftener than once in so many weeks."""
        return self.tuned / self.budget

    @property
    def hears_facts(self) -> bool:
        return any(isinstance(one, Fact) for one in self.conditions)

    def effects_named(self, name: str) -> Sequence[Effect]:
        return [one for one in self.effects if one.name == name]


def checked(trigger: Trigger) -> Trigger:
    """The same trigger; RuleError says what cannot be."""
    if not trigger.conditions:
        raise RuleError("trigger", "conditions", "nothing")
    if not trigger.effects:
        raise RuleError("trigger", "effects", "nothing")
    if len({isinstance(one, Fact) for one in trigger.conditions}) > 1:
        raise RuleError("trigger", "conditions", "mixed")
    _within("budget", trigger.budget, LEAST_BUDGET, MOST_BUDGET)
    _within("hold", trigger.hold, LEAST_HOLD, MOST_HOLD)
    _within("cool_down", trigger.cool_down, 0, LONGEST_COOL_DOWN)
    if trigger.frequency:
        _within("frequency", trigger.frequency.most, 1, LONGEST_FREQUENCY)
    if trigger.quiet and trigger.quiet.since == trigger.quiet.until:
        raise RuleError("trigger", "quiet", "nothing")
    return trigger


def _within(field: str, value: float, least: float, most: float) -> None:
    if not value >= least:
        raise RuleError("trigger", field, "least", least)
    if value > most:
        raise RuleError("trigger", field, "most", most)
