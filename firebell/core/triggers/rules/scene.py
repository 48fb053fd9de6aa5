"""What a condition may look at beside the sound that it judges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from firebell.core.triggers.alerts import AlertRules, Sound
from firebell.core.triggers.rules.sector import NOWHERE, Elsewhere
from firebell.core.triggers.series import Cell, Dimension

# What was counted of a dimension's key in the window (seconds) before an instant (since 1970).
Counted = Callable[[str, str, int, int], Cell | None]
CARRIES = AlertRules().carries
HOUR = 3_600


def not_counted(dimension: str, key: str, at: int, window: int) -> Cell | None:
    """Where nobody can say what was counted."""
    return None


@dataclass(slots=True)
class Scene:
    """One brand, and all that is heard of it and of the others."""

    brand: int
    own: bool
    heard: Sequence[Sound] = ()
    elsewhere: Elsewhere = NOWHERE
    counted: Counted = not_counted
    _at: dict[int, list[Sound]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        by_instant: dict[int, list[Sound]] = defaultdict(list)
        for sound in self.heard:
            by_instant[sound.at].append(sound)
        self._at = by_instant

    def beside(self, sound: Sound, dimension: str) -> list[Sound]:
        """Sounds of a dimension at the same instant, of the same measure and window; where there
        are none of that window, those of the hour."""
        parts = [
            one
            for one in self._at.get(sound.at, ())
            if one.series.dimension == dimension and one.series.measure == sound.series.measure
        ]
        alike = [one for one in parts if one.window == sound.window]
        return alike or [one for one in parts if one.window == HOUR]

    def concerns(self, sound: Sound, dimension: Dimension, keys: Sequence[str]) -> bool:
        """Is it about one of these channels, topics or languages: itself, or by most of it?"""
        if sound.series.dimension == dimension:
            return sound.series.key in keys
        parts = self.beside(sound, dimension)
        carried = sum(one.excess for one in parts if one.series.key in keys)
        return carried > 0 and carried >= CARRIES * sound.excess
