"""Goodwill: given at a case within one's authority, or by a lead's word; and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from msgspec import Meta

from firebell.accounts.enums import ANSWERING, LEADING
from firebell.api.endpoints.case_shapes import person_shown
from firebell.api.endpoints.finding import case_of
from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.paging import by_id
from firebell.api.problems import not_found, not_valid
from firebell.api.shapes import (
    SAID,
    CaseNumber,
    Currency,
    Id,
    In,
    Instant,
    Named,
    Out,
    Page,
    Paged,
    Person,
)
from firebell.improve import actions, models, queries

resource = Resource("goodwill", "What was given to whom, by whose word.", (actions.Refused,))
READ, WRITE = Scope.IMPROVE_READ, Scope.GOODWILL_WRITE

StateName = Literal["asked", "refused", "granted", "accepted", "declined"]
Value = Annotated[
    int, Meta(ge=1, le=2**31 - 1, description="In whole units of the currency", examples=[20])
]
Reason = Annotated[
    str, Meta(min_length=1, max_length=500, pattern=SAID, examples=["A lost parcel"])
]


class GoodwillFilter(Paged):
    """Which goodwill; what is not given filters nothing."""

    state: Annotated[
        Literal["any", "asked", "refused", "granted", "accepted", "declined"],
        Meta(description="`asked` is what waits for a lead"),
    ] = "any"
    case: CaseNumber | None = None


class NewGoodwill(In):
    """An offer of the catalogue for the person of a case."""

    offer: Id
    value: Value
    reason: Reason


class WhyNot(In):
    """Why it is not granted."""

    why: Annotated[str, Meta(min_length=1, max_length=500, pattern=SAID, examples=["Too much"])]


class GoodwillOutcome(In):
    """What came of it; either may be said by itself, null says nothing."""

    accepted: Annotated[
        bool | None, Meta(description="Did the person take it?", examples=[True])
    ] = None
    kept: Annotated[bool | None, Meta(description="Did they stay?")] = None


class Goodwill(Out):
    """An offer for the person of a case: asked for, granted, and what came of it."""

    id: Id
    case: CaseNumber
    offer: Named
    value: Value
    currency: Currency
    reason: Reason
    state: Annotated[StateName, Meta(examples=["granted"])]
    by: Person | None
    at: Instant
    decided_by: Person | None
    decided_at: Instant | None
    why_not: str
    kept: Annotated[bool | None, Meta(description="They stayed; null: nobody knows")]


@resource.get("goodwill", READ)
def listed(call: Call, query: GoodwillFilter) -> Page[Goodwill]:
    """What was asked for and given, the newest first."""
    found = queries.goodwill(call.workspace.pk)
    if query.state != "any":
        found = found.filter(state=query.state)
    if query.case is not None:
        found = found.filter(case__number=query.case)
    return by_id(call, query, found, _shown, newest_first=True)


@resource.get("goodwill/<int:goodwill>", READ)
def one(call: Call, goodwill: int) -> Goodwill:
    """One of them."""
    return _shown([_goodwill_of(call, goodwill)])[0]


@resource.post("cases/<int:number>/goodwill", WRITE, ANSWERING, status=201)
def give(call: Call, number: int, body: NewGoodwill) -> Goodwill:
    """Give it: `granted` at once up to what the person's role may give alone, above that `asked`
    of a lead. 409 above what anybody may give. Nothing is sent: tell the person in an answer."""
    case = case_of(call, number)
    offer = queries.offer(call.workspace.pk, body.offer)
    if offer is None:
        raise not_valid("/offer", "there is no such offer in this workspace")
    given = actions.offer_goodwill(case, offer, body.value, body.reason, call.user, call.role)
    return one(call, given.pk)


@resource.post("goodwill/<int:goodwill>/grant", WRITE, LEADING)
def grant(call: Call, goodwill: int) -> Goodwill:
    """Grant what was asked. 409 for who asked, and above what one's role may give alone."""
    kept = _goodwill_of(call, goodwill)
    actions.decide_goodwill(kept, call.user, call.role, grant=True)
    return one(call, goodwill)


@resource.post("goodwill/<int:goodwill>/refuse", WRITE, LEADING)
def refuse(call: Call, goodwill: int, body: WhyNot) -> Goodwill:
    """Do not grant what was asked."""
    kept = _goodwill_of(call, goodwill)
    actions.decide_goodwill(kept, call.user, call.role, grant=False, why_not=body.why)
    return one(call, goodwill)


@resource.post("goodwill/<int:goodwill>/outcome", WRITE, ANSWERING)
def outcome(call: Call, goodwill: int, body: GoodwillOutcome) -> Goodwill:
    """Note what came of it."""
    if body.accepted is None and body.kept is None:
        raise not_valid("", "say whether it was accepted, or whether they stayed")
    kept = _goodwill_of(call, goodwill)
    actions.note_outcome(kept, call.user, accepted=body.accepted, kept=body.kept)
    return one(call, goodwill)


def _goodwill_of(call: Call, key: int) -> models.Goodwill:
    found = queries.goodwill_row(call.workspace.pk, key)
    if found is None:
        raise not_found("goodwill")
    return found


def _shown(rows: Sequence[models.Goodwill]) -> list[Goodwill]:
    return [
        Goodwill(
            id=one.pk,
            case=one.case.number,
            offer=Named(id=one.offer.pk, name=one.offer.name),
            value=one.value,
            currency=one.currency,
            reason=one.reason,
            state=one.state,  # type: ignore[arg-type]
            by=person_shown(one.by),
            at=one.at,
            decided_by=person_shown(one.decided_by),
            decided_at=one.decided_at,
            why_not=one.why_not,
            kept=one.kept,
        )
        for one in rows
    ]
