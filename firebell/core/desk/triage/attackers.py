"""What each type of attacker is met with: policy as data, which a house may change.

The types and their remedies are Gillin's (Paul Gillin with Greg Gianforte, "Attack of the
Customers", 2012). Complainers are listened to and answered, without overspending. Extortionists are
dealt with one by one and never get more than anybody would, since they tell others. Crusaders have
a cause and want change, not money: to be met, by somebody who can show it. Indignant influencers
feel disrespected before a large audience: a senior person, fast and in person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from firebell.core.desk.given import SettingError, choice, listing, mapping
from firebell.core.desk.triage.facts import Venue
from firebell.core.understanding.attacker import AttackerType


class Answering(StrEnum):
    YES = "yes"
    LEAD = "lead"  # a lead decides whether
    NO = "no"


class Offers(StrEnum):
    """What may be offered: as anybody would get, the same with a lead's approval, or nothing."""

    USUAL = "usual"
    APPROVED = "approved"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class AttackerPolicy:
    """`venues`: where to talk rather than in public, the best first; empty: as for anybody.

    `senior`: only a senior person answers. `meet`: they are offered to talk about their cause.
    """

    answer: Answering = Answering.YES
    senior: bool = False
    offers: Offers = Offers.USUAL
    venues: tuple[Venue, ...] = ()
    meet: bool = False


Policies = Mapping[AttackerType, AttackerPolicy]
ANYBODY = AttackerPolicy()
USUAL_POLICIES: Policies = {
    AttackerType.CASUAL_COMPLAINER: ANYBODY,
    AttackerType.EXTORTIONIST: AttackerPolicy(
        offers=Offers.APPROVED, venues=(Venue.PRIVATE, Venue.MAIL, Venue.PHONE)
    ),
    AttackerType.COMMITTED_CRUSADER: AttackerPolicy(
        answer=Answering.LEAD, senior=True, offers=Offers.NONE, meet=True
    ),
    AttackerType.INDIGNANT_INFLUENCER: AttackerPolicy(
        senior=True, venues=(Venue.PHONE, Venue.PRIVATE, Venue.MAIL)
    ),
}
_PARTS = ("answer", "senior", "offers", "venues", "meet")


def policy_of(attacker: str | None, policies: Policies) -> AttackerPolicy:
    """The policy for a type; whoever has none is like anybody."""
    return policies.get(AttackerType(attacker), ANYBODY) if attacker else ANYBODY


def to_json(policies: Policies) -> dict[str, Any]:
    return {
        kind.value: {
            "answer": one.answer.value,
            "senior": one.senior,
            "offers": one.offers.value,
            "venues": [venue.value for venue in one.venues],
            "meet": one.meet,
        }
        for kind, one in policies.items()
    }


def from_json(data: Any) -> dict[AttackerType, AttackerPolicy]:
    """Policies as stored or typed, by type; raises SettingError."""
    given = mapping("attackers", data)
    return {
        choice(f"attackers.{kind}", kind, AttackerType): _policy(f"attackers.{kind}", one)
        for kind, one in given.items()
    }


def _policy(place: str, data: Any) -> AttackerPolicy:
    given, usual = mapping(place, data, _PARTS), ANYBODY
    venues = listing(f"{place}.venues", given.get("venues", ()))
    found = tuple(choice(f"{place}.venues", one, Venue) for one in venues)
    if Venue.PUBLIC in found or len(set(found)) < len(found):
        raise SettingError(f"{place}.venues", "unknown", list(venues))
    return AttackerPolicy(
        choice(f"{place}.answer", given.get("answer", usual.answer), Answering),
        _truth(f"{place}.senior", given.get("senior", usual.senior)),
        choice(f"{place}.offers", given.get("offers", usual.offers), Offers),
        found,
        _truth(f"{place}.meet", given.get("meet", usual.meet)),
    )


def _truth(place: str, given: Any) -> bool:
    if not isinstance(given, bool):
        raise SettingError(place, "unknown", given)
    return given
