"""What a trigger makes of a sound that it matched."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """`trigger` is the store's id; `sector` the other brands for which the same rings now."""

    trigger: int
    least_severity: int = 1
    lowered: int = 0  # steps of severity taken off, since the whole sector has it
    cool_down: int | None = None  # seconds; None: as the rules of all alerts say
    sector: tuple[int, ...] = ()
