"""Tell people outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firebell.core.triggers.rules.fields import Field, FieldType


@dataclass(frozen=True, slots=True)
class Notify:
    """From `severity` (1 to 10) on these targets are told, by id; none named: all of them.

    A target that wants to hear only of more severe alerts is still left alone.
    """

    severity: int = 1
    targets: tuple[int, ...] = ()

    name: ClassVar[str] = "notify"
    fields: ClassVar[tuple[Field, ...]] = (
        Field("severity", FieldType.WHOLE, 1, least=1, most=10),
        Field("targets", FieldType.TARGETS, ()),
    )
