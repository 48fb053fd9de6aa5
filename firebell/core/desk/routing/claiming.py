"""One case, one answer: whoever opens a case to answer it holds it for a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from firebell.core.desk.routing.rules import Rules


@dataclass(frozen=True, slots=True)
class Claim:
    person: int
    until: datetime

    def holds(self, now: datetime) -> bool:
        return now < self.until


class ClaimedError(Exception):
    """Somebody else holds it, until when."""

    def __init__(self, claim: Claim) -> None:
        self.claim = claim
        super().__init__(f"held by {claim.person} until {claim.until:%H:%M} UTC")


def claim(current: Claim | None, person: int, now: datetime, rules: Rules) -> Claim:
    """The claim that holds from now on: taken, or renewed by who has it. Raises ClaimedError."""
    if current is not None and current.person != person and current.holds(now):
        raise ClaimedError(current)
    return Claim(person, now + rules.claim)
