"""At least so many, in the window that was heard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firebell.core.triggers.alerts import Sound
from firebell.core.triggers.rules.conditions.contract import OverSounds
from firebell.core.triggers.rules.fields import Field, FieldType
from firebell.core.triggers.rules.scene import Scene


@dataclass(frozen=True, slots=True)
class AtLeast(OverSounds):
    """`number` posts (complaints, reposts: whatever is counted) or more."""

    number: int

    name: ClassVar[str] = "at_least"
    fields: ClassVar[tuple[Field, ...]] = (
        Field("number", FieldType.WHOLE, 20, least=1, most=10_000_000),
    )

    def holds(self, sound: Sound, scene: Scene, part: float = 1.0) -> bool:
        return sound.observed >= part * self.number
