"""Ring an alert."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firebell.core.triggers.rules.fields import Field


@dataclass(frozen=True, slots=True)
class Ring:
    """An alert opens. A trigger without this effect opens none: what it hears only joins, and keeps
    going, an alert that another one opened."""

    name: ClassVar[str] = "ring"
    fields: ClassVar[tuple[Field, ...]] = ()
