"""Take it for at least so severe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from firebell.core.triggers.rules.fields import Field, FieldType


@dataclass(frozen=True, slots=True)
class LeastSeverity:
    """Its alerts are of `severity` (1 to 10) or more, whatever the numbers say."""

    severity: int = 5

    name: ClassVar[str] = "least_severity"
    fields: ClassVar[tuple[Field, ...]] = (Field("severity", FieldType.WHOLE, 5, least=1, most=10),)
