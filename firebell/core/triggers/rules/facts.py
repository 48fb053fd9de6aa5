"""A fact of the ledger, as far as a trigger looks at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Happened:
    """`at` in seconds since 1970; `brand` and `own` where the fact is about a brand."""

    kind: str
    at: int
    data: Mapping[str, Any] = field(default_factory=dict)
    brand: int | None = None
    own: bool = True
    channel: str = ""
