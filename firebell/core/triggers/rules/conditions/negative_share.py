"""At least such a share of the posts is negative."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firebell.core.triggers.alerts import Sound
from firebell.core.triggers.rules.conditions.contract import OverSounds
from firebell.core.triggers.rules.fields import Field, FieldType
from firebell.core.triggers.rules.scene import Scene
from firebell.core.triggers.series import Dimension


@dataclass(frozen=True, slots=True)
class NegativeShare(OverSounds):
    """Of all posts of the same window and series, `share` (0 to 1) or more are negative.

    A post counts for the probability that it is negative. Where posts are not counted by this
    series (a single post, a phrase) the brand's are looked at; where nothing was counted it does
    not hold.
    """

    share: float

    name: ClassVar[str] = "negative_share"
    looks_beyond: ClassVar[bool] = True
    fields: ClassVar[tuple[Field, ...]] = (
        Field("share", FieldType.PERCENT, 0.5, least=0.01, most=1),
    )

    def holds(self, sound: Sound, scene: Scene, part: float = 1.0) -> bool:
        dimension, key, _measure = sound.series
        cell = scene.counted(dimension, key, sound.at, sound.window)
        cell = cell or scene.counted(Dimension.BRAND, "", sound.at, sound.window)
        return (
            cell is not None and cell.total > 0 and cell.negative >= part * self.share * cell.total
        )
