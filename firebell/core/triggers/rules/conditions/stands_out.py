"""It stands out among its like: one site against its own past and the other sites."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firebell.core.triggers.alerts import Sound
from firebell.core.triggers.rules.conditions.contract import OverSounds
from firebell.core.triggers.rules.fields import Field, FieldType
from firebell.core.triggers.rules.scene import Scene
from firebell.core.triggers.rules.sector import times
from firebell.core.triggers.series import Dimension


@dataclass(frozen=True, slots=True)
class StandsOut(OverSounds):
    """It carries `times` its usual share of the brand's posts, or more.

    Its share is its count over the brand's, so it has grown as many times as its own count has
    grown more than the brand's. Where the brand as a whole is as usual it is not heard at all, and
    what is unusual here has come from this part alone.
    """

    times: float

    name: ClassVar[str] = "stands_out"
    fields: ClassVar[tuple[Field, ...]] = (
        Field("times", FieldType.NUMBER, 1.5, least=1, most=100),
    )

    def holds(self, sound: Sound, scene: Scene, part: float = 1.0) -> bool:
        if sound.series.dimension == Dimension.BRAND:
            return False
        whole = max(map(times, scene.beside(sound, Dimension.BRAND)), default=1.0)
        return times(sound) >= part * self.times * max(whole, 1.0)
