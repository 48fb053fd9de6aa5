"""Who may give how much. Amounts are whole units of the offer's currency.

Two limits hold. *Authority*: what a role may give by itself; above it somebody with more authority
decides. *The most*: what anybody may give at all. People tell others what they got, so nobody gets
more than another colleague could have given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Ruling(StrEnum):
    GIVE = "give"
    ASK = "ask"  # somebody with more authority
    REFUSE = "refuse"  # above what anybody may give, or nothing at all


@dataclass(frozen=True, slots=True)
class Terms:
    """`limits`: role -> what it may give alone; a role that is not named may give nothing alone."""

    most: int
    limits: Mapping[str, int] = field(default_factory=dict)

    def limit(self, role: str) -> int:
        """What the role may give alone, never above the most.

        >>> Terms(50, {"agent": 20, "lead": 90}).limit("lead")
        50
        """
        return min(self.limits.get(role, 0), self.most)


def ruling(terms: Terms, role: str, value: int) -> Ruling:
    """May somebody of this role give this much?"""
    if not 0 < value <= terms.most:
        return Ruling.REFUSE
    return Ruling.GIVE if value <= terms.limit(role) else Ruling.ASK


def may_grant(terms: Terms, role: str, value: int, *, asked_by_oneself: bool) -> bool:
    """May this role decide what was asked? Nobody grants what they asked for themselves."""
    return not asked_by_oneself and ruling(terms, role, value) == Ruling.GIVE
