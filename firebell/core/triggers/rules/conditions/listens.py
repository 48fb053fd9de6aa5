"""What is counted, and of what: the first condition of a trigger over sounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firebell.core.triggers.alerts import Sound
from firebell.core.triggers.rules.conditions.contract import OverSounds
from firebell.core.triggers.rules.fields import Field, FieldType
from firebell.core.triggers.rules.scene import Scene

MEASURES = ("negative", "share", "total", "reshares", "spread")
DIMENSIONS = ("brand", "channel", "topic", "language", "post", "mark")


@dataclass(frozen=True, slots=True)
class Listens(OverSounds):
    """Only these series: complaints of a brand as a whole and of each of its topics, say.

    `post` and `mark` (a phrase, link, hashtag or picture) are what ears follow word by word.
    """

    measures: tuple[str, ...]
    dimensions: tuple[str, ...]

    name: ClassVar[str] = "listens"
    fields: ClassVar[tuple[Field, ...]] = (
        Field("measures", FieldType.CHOICES, ("negative",), choices=MEASURES),
        Field("dimensions", FieldType.CHOICES, ("brand",), choices=DIMENSIONS),
    )

    def holds(self, sound: Sound, scene: Scene, part: float = 1.0) -> bool:
        return sound.series.measure in self.measures and sound.series.dimension in self.dimensions
