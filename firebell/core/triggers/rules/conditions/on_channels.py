"""Only where it comes from one of these channels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firebell.core.triggers.alerts import Sound
from firebell.core.triggers.rules.conditions.contract import OverSounds
from firebell.core.triggers.rules.fields import Field, FieldType
from firebell.core.triggers.rules.scene import Scene
from firebell.core.triggers.series import Dimension


@dataclass(frozen=True, slots=True)
class OnChannels(OverSounds):
    """It is the sound of one of these channels, or at least half of its excess comes from them."""

    channels: tuple[str, ...]

    name: ClassVar[str] = "on_channels"
    fields: ClassVar[tuple[Field, ...]] = (Field("channels", FieldType.NAMES, ()),)

    def holds(self, sound: Sound, scene: Scene, part: float = 1.0) -> bool:
        return scene.concerns(sound, Dimension.CHANNEL, self.channels)
