"""Not when the sector has it too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firebell.core.triggers.alerts import Sound
from firebell.core.triggers.rules.conditions.contract import OverSounds
from firebell.core.triggers.rules.fields import Field
from firebell.core.triggers.rules.scene import Scene
from firebell.core.triggers.rules.sector import sector


@dataclass(frozen=True, slots=True)
class NotSector(OverSounds):
    """It does not ring for most of the other brands, or of the competitors, at the same time."""

    name: ClassVar[str] = "not_sector"
    looks_beyond: ClassVar[bool] = True
    fields: ClassVar[tuple[Field, ...]] = ()

    def holds(self, sound: Sound, scene: Scene, part: float = 1.0) -> bool:
        return not sector(sound, scene.brand, scene.elsewhere).also
