"""Say so in words of the house."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firebell.core.triggers.rules.fields import Field, FieldType


@dataclass(frozen=True, slots=True)
class Say:
    """These words stand with the alert and in what people are told; for a fact they are its
    headline."""

    words: str = ""

    name: ClassVar[str] = "say"
    fields: ClassVar[tuple[Field, ...]] = (Field("words", FieldType.TEXT, ""),)
