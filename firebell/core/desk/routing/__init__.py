"""To whom a case goes, who gives it back, and who holds it meanwhile."""

from firebell.core.desk.routing.claiming import Claim, ClaimedError, claim
from firebell.core.desk.routing.handing_over import (
    Custody,
    HandOver,
    NothingToHandBackError,
    hand_back,
    hand_over,
)
from firebell.core.desk.routing.people import Needs, Person, needs_of
from firebell.core.desk.routing.releasing import Owned, Released, back_at, to_release
from firebell.core.desk.routing.route import Refusal, Routing, fits, may_take, route
from firebell.core.desk.routing.rules import Rules, Volunteers, from_json, to_json

__all__ = [
    "Claim",
    "ClaimedError",
    "Custody",
    "HandOver",
    "Needs",
    "NothingToHandBackError",
    "Owned",
    "Person",
    "Refusal",
    "Released",
    "Routing",
    "Rules",
    "Volunteers",
    "back_at",
    "claim",
    "fits",
    "from_json",
    "hand_back",
    "hand_over",
    "may_take",
    "needs_of",
    "route",
    "to_json",
    "to_release",
]
