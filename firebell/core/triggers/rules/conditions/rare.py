"""Rarer than the budget of false alerts allows: by this a trigger keeps its promise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firebell.core.triggers.alerts import Sound
from firebell.core.triggers.rules.conditions.contract import OverSounds
from firebell.core.triggers.rules.conditions.scale import on_common_scale
from firebell.core.triggers.rules.fields import Field
from firebell.core.triggers.rules.scene import Scene


@dataclass(frozen=True, slots=True)
class Rare(OverSounds):
    """Rings where so much is seen for nothing no oftener than the trigger's budget allows.

    It is a matter of degree: `score` says how far it holds, so that what
    rings and what lasts are decided as for every alert.
    """

    name: ClassVar[str] = "rare"
    fields: ClassVar[tuple[Field, ...]] = ()

    def holds(self, sound: Sound, scene: Scene, part: float = 1.0) -> bool:
        return sound.score > 0

    def score(self, sound: Sound, weeks: float, tuned: float, hold: float) -> float:
        """0 to 1; from a half on it rings, from `OFF` on it lasts.

        With a return period of r weeks it is r / (r + weeks): a half exactly where r reaches what
        the budget demands. A sound of which no return period is known keeps its own score, whose
        odds are divided by what people's answers made of the threshold.
        """
        if sound.return_weeks is not None:
            own = sound.return_weeks / (sound.return_weeks + weeks)
        elif tuned > 1 and sound.score > 0:
            own = sound.score / (sound.score + (1 - sound.score) * tuned)
        else:
            own = sound.score
        return on_common_scale(own, hold)
