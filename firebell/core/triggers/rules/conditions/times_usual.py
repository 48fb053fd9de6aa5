"""At least so many times the usual."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firebell.core.triggers.alerts import Sound
from firebell.core.triggers.rules.conditions.contract import OverSounds
from firebell.core.triggers.rules.fields import Field, FieldType
from firebell.core.triggers.rules.scene import Scene


@dataclass(frozen=True, slots=True)
class TimesUsual(OverSounds):
    """`times` what is expected now; what is usually nothing counts as one."""

    times: float

    name: ClassVar[str] = "times_usual"
    fields: ClassVar[tuple[Field, ...]] = (
        Field("times", FieldType.NUMBER, 3.0, least=1, most=10_000),
    )

    def holds(self, sound: Sound, scene: Scene, part: float = 1.0) -> bool:
        return sound.observed >= part * self.times * max(sound.expected, 1.0)
