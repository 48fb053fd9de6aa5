"""What a workspace has settled of how its brands ring, for engines that hear one brand alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from firebell.core.triggers.alerts import Sound
from firebell.core.triggers.rules.conditions import MayReach, Rare
from firebell.core.triggers.rules.matching import match_all
from firebell.core.triggers.rules.scene import Scene
from firebell.core.triggers.rules.trigger import Trigger
from firebell.core.triggers.series import BUDGET_WEEKS


@dataclass(frozen=True, slots=True)
class HouseRules:
    """`triggers` over sounds in the order in which they name an alert; `own`: brand -> is it
    ours?"""

    triggers: Sequence[Trigger] = ()
    own: Mapping[int, bool] = field(default_factory=dict)

    def of(self, brand: int) -> BrandRules:
        return BrandRules(self, brand)


class BrandRules(NamedTuple):
    """The same for one of its brands."""

    house: HouseRules
    brand: int

    @property
    def is_own(self) -> bool:
        return self.house.own.get(self.brand, True)

    @property
    def weeks(self) -> float:
        """One false alert in so many weeks is promised."""
        return promised(self.house.triggers, self.brand, self.is_own)

    @property
    def wanted(self) -> list[MayReach]:
        """How far triggers want a post to go."""
        return wanted(self.house.triggers, self.brand, self.is_own)

    def claimed(self, heard: Sequence[Sound]) -> list[Sound]:
        """Sounds of the brand, claimed by triggers and rescored. What else is loud at the time, and
        what was counted beside, is not known; triggers that ask for it claim nothing."""
        asked = [one for one in self.house.triggers if not looks_beyond(one)]
        return match_all(asked, Scene(self.brand, self.is_own, heard))


def promised(triggers: Iterable[Trigger], brand: int, own: bool) -> float:
    """The promise that is kept first: one false alert in so many weeks."""
    weeks = [
        trigger.weeks
        for trigger in triggers
        if trigger.active
        and trigger.scope.has(brand, own)
        and any(isinstance(one, Rare) for one in trigger.conditions)
    ]
    return min(weeks, default=BUDGET_WEEKS)


def wanted(triggers: Iterable[Trigger], brand: int, own: bool) -> list[MayReach]:
    """How far, and how likely, triggers want a post about a brand to go; and what is far for it."""
    return [
        MayReach(),
        *(
            one
            for trigger in triggers
            if trigger.active and trigger.scope.has(brand, own)
            for one in trigger.conditions
            if isinstance(one, MayReach)
        ),
    ]


def looks_beyond(trigger: Trigger) -> bool:
    """Has it a condition over more than one brand's sounds?"""
    return any(one.looks_beyond for one in trigger.conditions)
