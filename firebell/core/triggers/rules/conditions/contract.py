"""What every condition keeps."""

from __future__ import annotations

from typing import ClassVar, Protocol

from firebell.core.triggers.alerts import Sound
from firebell.core.triggers.rules.facts import Happened
from firebell.core.triggers.rules.fields import Field
from firebell.core.triggers.rules.scene import Scene


class Condition(Protocol):
    """A frozen dataclass whose attributes are its `fields`; pure, and the same answer each time."""

    name: ClassVar[str]
    fields: ClassVar[tuple[Field, ...]]
    # Does it look at more than what is heard of the brand: at other brands, at what was counted?
    looks_beyond: ClassVar[bool]

    def holds(self, sound: Sound, scene: Scene, part: float = 1.0) -> bool:
        """Does it hold of this sound, or, where it sets a number, of `part` (0 to 1) of it?

        Where it holds of a part only, an alert that rings already lasts; none is opened.
        """
        ...

    def holds_of(self, fact: Happened) -> bool:
        """Does it hold of a fact of the ledger?"""
        ...


class OverSounds:
    """A condition that looks at sounds only; no fact fulfils it."""

    __slots__ = ()
    looks_beyond: ClassVar[bool] = False

    def holds_of(self, fact: Happened) -> bool:
        return False
