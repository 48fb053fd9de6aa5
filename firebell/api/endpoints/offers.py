"""Offers: the catalogue of what may be given, by whom alone, and what came of it."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from firebell.accounts.enums import LEADING
from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.problems import not_found, not_valid
from firebell.api.shapes import SAID, Currency, Id, In, Instant, Out
from firebell.improve import actions, models, queries
from firebell.improve.actions.offers import Terms

resource = Resource(
    "offers", "What may be given to somebody whom you let down.", (actions.Refused,)
)
READ, WRITE = Scope.IMPROVE_READ, Scope.GOODWILL_WRITE

Kind = Literal["voucher", "refund", "discount", "upgrade", "gift", "other"]
Alone = Annotated[int, Meta(ge=0, le=2**31 - 1)]
Name = Annotated[str, Meta(min_length=1, max_length=120, pattern=SAID, examples=["Voucher"])]
Value = Annotated[
    int,
    Meta(
        ge=1,
        le=2**31 - 1,
        description="The usual one, in whole units of the currency",
        examples=[10],
    ),
]
Most = Annotated[
    int, Meta(ge=1, le=2**31 - 1, description="At most, whoever gives it", examples=[50])
]
Eligibility = Annotated[
    str,
    Meta(
        max_length=2_000,
        description="Who may get it, and when",
        examples=["Whoever waited for a week"],
    ),
]


class Limits(In):
    """What each role may give alone; above it a lead is asked. 0: nothing."""

    agent: Annotated[Alone, Meta(examples=[20])] = 0
    lead: Annotated[Alone, Meta(examples=[50])] = 0
    communications: Alone = 0
    volunteer: Alone = 0
    administrator: Alone = 0


class NewOffer(In):
    """An offer of the catalogue."""

    name: Name
    kind: Kind
    value: Value
    most: Most
    currency: Currency
    limits: Limits
    eligibility: Eligibility = ""


class Offer(Out):
    """An offer of the catalogue."""

    id: Id
    name: Name
    kind: Kind
    value: Value
    most: Most
    currency: Currency
    eligibility: Eligibility
    limits: Limits
    retired_at: Annotated[Instant | None, Meta(description="Since then it is given no more")]


class OfferCounted(Offer):
    """An offer and what came of it; `kept` and `lost` are customers of whom somebody said."""

    given: Annotated[int, Meta(description="How often", examples=[12])]
    accepted: Annotated[int, Meta(examples=[9])]
    kept: Annotated[int, Meta(examples=[6])]
    lost: Annotated[int, Meta(examples=[2])]


class Offers(Out):
    """The whole catalogue, what is retired last; 500 at most."""

    items: list[OfferCounted]


@resource.get("offers", READ)
def listed(call: Call) -> Offers:
    """What may be given, by whom, and whether it kept the customer."""
    rows = queries.offers_with_results(call.workspace.pk)
    return Offers(items=[_counted(row) for row in rows])


@resource.post("offers", WRITE, LEADING, status=201)
def add(call: Call, body: NewOffer) -> Offer:
    """A new offer."""
    return _shown(actions.save_offer(call.workspace, _terms(body), call.user))


@resource.put("offers/<int:offer>", WRITE, LEADING)
def change(call: Call, offer: int, body: NewOffer) -> Offer:
    """Other terms from now on; what was given keeps what it was."""
    kept = _offer_of(call, offer)
    return _shown(actions.save_offer(call.workspace, _terms(body), call.user, offer=kept))


@resource.post("offers/<int:offer>/retire", WRITE, LEADING)
def retire(call: Call, offer: int) -> Offer:
    """Out of the catalogue."""
    return _shown(actions.retire_offer(_offer_of(call, offer), call.user))


@resource.post("offers/<int:offer>/revive", WRITE, LEADING)
def revive(call: Call, offer: int) -> Offer:
    """Back into the catalogue."""
    return _shown(actions.revive_offer(_offer_of(call, offer), call.user))


def _offer_of(call: Call, key: int) -> models.Offer:
    found = queries.offer(call.workspace.pk, key)
    if found is None:
        raise not_found("offer")
    return found


def _terms(body: NewOffer) -> Terms:
    if body.most < body.value:
        raise not_valid("/most", "the usual value is above this")
    limits = {role: getattr(body.limits, role) for role in Limits.__struct_fields__}
    return Terms(
        name=" ".join(body.name.split()),
        kind=body.kind,
        value=body.value,
        most=body.most,
        currency=body.currency,
        eligibility=body.eligibility.strip(),
        limits={role: limit for role, limit in limits.items() if limit},
    )


def _shown(one: models.Offer) -> Offer:
    return Offer(**_told(one))


def _counted(row: queries.OfferRow) -> OfferCounted:
    results = {name: getattr(row, name) for name in ("given", "accepted", "kept", "lost")}
    return OfferCounted(**_told(row.offer), **results)


def _told(one: models.Offer) -> dict[str, object]:
    return {
        "id": one.pk,
        "name": one.name,
        "kind": one.kind,
        "value": one.value,
        "most": one.most,
        "currency": one.currency,
        "eligibility": one.eligibility,
        "limits": Limits(
            **{role: one.terms.limits.get(role, 0) for role in Limits.__struct_fields__}
        ),
        "retired_at": one.retired_at,
    }
