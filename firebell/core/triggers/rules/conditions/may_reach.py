"""One post that may be passed on so often: the firm's own size, and the chance that is enough."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firebell.core.triggers.alerts import Sound
from firebell.core.triggers.cascade.viral import beside
from firebell.core.triggers.rules.conditions.contract import OverSounds
from firebell.core.triggers.rules.conditions.scale import on_common_scale
from firebell.core.triggers.rules.fields import Field, FieldType
from firebell.core.triggers.rules.scene import Scene


@dataclass(frozen=True, slots=True)
class MayReach(OverSounds):
    """A single post that reaches `number` reposts or more with a chance of `chance` (0 to 1).

    0 as the number stands for what is far for the post's brand: see `cascade.viral`. It is a matter
    of degree, as `Rare` is: `score` says how far it holds.
    """

    number: int = 0
    chance: float = 0.5

    name: ClassVar[str] = "may_reach"
    fields: ClassVar[tuple[Field, ...]] = (
        Field("number", FieldType.WHOLE, 0, least=0, most=10_000_000),
        Field("chance", FieldType.PERCENT, 0.5, least=0.05, most=0.95),
    )

    def holds(self, sound: Sound, scene: Scene, part: float = 1.0) -> bool:
        return sound.outlook is not None and sound.outlook.chance(self.number) > 0

    def score(self, sound: Sound, tuned: float, hold: float) -> float:
        """0 to 1; from a half on it rings: where the odds are `tuned` times those of `chance`."""
        if sound.outlook is None:
            return 0.0
        own = beside(sound.outlook.chance(self.number), self.wanted(tuned))
        return on_common_scale(own, hold)

    def wanted(self, tuned: float) -> float:
        """The chance that is enough, after what people's answers made of it.

        >>> MayReach(chance=0.5).wanted(1.0), MayReach(chance=0.5).wanted(3.0)
        (0.5, 0.75)
        """
        return tuned * self.chance / (tuned * self.chance + 1 - self.chance)
