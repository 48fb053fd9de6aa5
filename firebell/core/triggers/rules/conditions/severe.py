"""At least so severe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firebell.core.triggers.alerts import Sound, severity
from firebell.core.triggers.rules.conditions.contract import OverSounds
from firebell.core.triggers.rules.fields import Field, FieldType
from firebell.core.triggers.rules.scene import Scene


@dataclass(frozen=True, slots=True)
class Severe(OverSounds):
    """Of severity `severity` (1 to 10) or more, as every alert is graded."""

    severity: int

    name: ClassVar[str] = "severe"
    fields: ClassVar[tuple[Field, ...]] = (Field("severity", FieldType.WHOLE, 4, least=1, most=10),)

    def holds(self, sound: Sound, scene: Scene, part: float = 1.0) -> bool:
        return severity(sound.observed, sound.expected) >= round(part * self.severity)
