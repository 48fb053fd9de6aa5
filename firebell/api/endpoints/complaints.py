"""Complaints: the register, one complaint after the other, and all of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Literal

import msgspec
from django.urls import reverse
from django.utils import timezone
from msgspec import Meta

from firebell.accounts.enums import ANSWERING, LISTENING
from firebell.accounts.models import User
from firebell.api.endpoints.case_shapes import person_shown
from firebell.api.endpoints.finding import case_of, person_of
from firebell.api.enums import Scope
from firebell.api.operations import Call, Resource
from firebell.api.paging import by_id
from firebell.api.problems import not_found, not_valid
from firebell.api.shapes import (
    SAID,
    CaseNumber,
    Cost,
    Day,
    Id,
    In,
    Instant,
    Named,
    Out,
    Page,
    Paged,
    Person,
)
from firebell.core.improve.complaint_states import Verb, pressure
from firebell.improve import actions, models, queries
from firebell.improve.enums import Listed
from firebell.improve.exporting import exported, told

resource = Resource(
    "complaints",
    "The register: what somebody complained of, what was found, what was done and what it costs.",
    (actions.Refused,),
)
READ, WRITE = Scope.IMPROVE_READ, Scope.IMPROVE_WRITE

CategoryName = Literal[
    "delivery",
    "product",
    "billing",
    "conduct",
    "information",
    "privacy",
    "access",
    "handling",
    "other",
]
AnyCategory = Literal["any", CategoryName]
FindingName = Literal["upheld", "partly", "rejected"]
StateName = Literal["open", "decided", "closed"]
ViewName = Annotated[
    Literal["open", "due", "closed", "all"],
    Meta(description="As the screen has them; `due` are open ones with a deadline"),
]
Number = Annotated[int, Meta(description="The register's own", examples=[3])]
Summary = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=4_000,
        pattern=SAID,
        description="What the person complains of",
        examples=["The third parcel that was lost"],
    ),
]
Remedy = Annotated[
    str,
    Meta(
        max_length=4_000,
        description="What was done for them, and so that it does not happen again",
        examples=["A new parcel, and printed labels"],
    ),
]
Regulator = Annotated[str, Meta(max_length=120, examples=["Transport Ombudsman"])]
Deadline = Annotated[
    Day | None, Meta(description="The day by which the regulator is to be answered")
]


class ComplaintFilter(Paged):
    """Which complaints; what is not given filters nothing."""

    view: ViewName = "open"
    category: AnyCategory = "any"
    case: CaseNumber | None = None


class ExportFilter(Paged):
    """Which complaints."""

    view: ViewName = "all"
    category: AnyCategory = "any"


class ComplaintTold(In):
    """All that is known of a complaint; what is left out is not known."""

    category: CategoryName
    summary: Summary
    cause: Annotated[Id | None, Meta(description="Id of a root cause")] = None
    finding: FindingName | None = None
    remedy: Remedy = ""
    cost: Cost | None = None
    regulator: Regulator = ""
    deadline: Deadline = None
    owner: Annotated[Id | None, Meta(description="Id of a person who works here")] = None


class Complaint(Out):
    """A complaint. `pressure`: the deadline comes near, or has passed."""

    number: Number
    case: CaseNumber
    state: Annotated[StateName, Meta(examples=["decided"])]
    category: CategoryName
    summary: Summary
    cause: Named | None
    finding: Annotated[FindingName | None, Meta(examples=["upheld"])]
    remedy: Remedy
    cost: Cost | None
    regulator: Regulator
    deadline: Deadline
    pressure: Annotated[Literal["none", "near", "passed"], Meta(examples=["near"])]
    owner: Person | None
    registered_by: Person | None
    registered_at: Instant
    decided_at: Instant | None
    closed_at: Instant | None
    page: Annotated[str, Meta(examples=["/w/acme/improve/complaints/3/"])]


class ExportedComplaint(Out):
    """A complaint as the register's files have it; keys never change."""

    number: Number
    state: StateName
    category: CategoryName
    root_cause: Annotated[str | None, Meta(examples=["Labels are written by hand"])]
    summary: Summary
    finding: FindingName | None
    remedy: str | None
    cost_low: int | None
    cost_high: int | None
    currency: str | None
    regulator: str | None
    deadline: Day | None
    case: CaseNumber
    channel: Annotated[str, Meta(examples=["bluesky"])]
    brand: str | None
    handle: str | None
    owner: str | None
    registered_at: Instant
    decided_at: Instant | None
    closed_at: Instant | None


@resource.get("complaints", READ)
def listed(call: Call, query: ComplaintFilter) -> Page[Complaint]:
    """Complaints of a view, the newest first."""
    found = queries.listed(call.workspace.pk, Listed(query.view), _category(query.category))
    if query.case is not None:
        found = found.filter(case__number=query.case)
    return by_id(call, query, found, lambda rows: _shown(call, rows), newest_first=True)


@resource.get("complaints/export", READ, LISTENING)
def export(call: Call, query: ExportFilter) -> Page[ExportedComplaint]:
    """The register as its files have it, the newest first. That you took it out is written down."""
    view, category = Listed(query.view), _category(query.category)
    found = exported(call.workspace, call.user, view, category, "api")
    return by_id(call, query, found, _exported, newest_first=True)


@resource.get("complaints/<int:complaint>", READ)
def one(call: Call, complaint: int) -> Complaint:
    """One complaint, by its number."""
    return _shown(call, [_complaint_of(call, complaint)])[0]


@resource.post("cases/<int:number>/complaints", WRITE, ANSWERING, status=201)
def register(call: Call, number: int, body: ComplaintTold) -> Complaint:
    """Somebody complained in this case. A regulator's deadline is warned of from now on."""
    case = case_of(call, number)
    made = actions.register_complaint(case, _told(call, body), call.user)
    return one(call, made.number)


@resource.put("complaints/<int:complaint>", WRITE, ANSWERING)
def change(call: Call, complaint: int, body: ComplaintTold) -> Complaint:
    """What is known by now, all of it. A closed complaint is opened again first."""
    kept = _complaint_of(call, complaint)
    actions.change_complaint(kept, _told(call, body, kept), call.user)
    return one(call, complaint)


@resource.post("complaints/<int:complaint>/decide", WRITE, ANSWERING)
def decide(call: Call, complaint: int) -> Complaint:
    """The person can be told. 409 while finding or remedy are not known."""
    return _moved(call, complaint, Verb.DECIDE)


@resource.post("complaints/<int:complaint>/close", WRITE, ANSWERING)
def close(call: Call, complaint: int) -> Complaint:
    """Told and done. 409 while the root cause is not known."""
    return _moved(call, complaint, Verb.CLOSE)


@resource.post("complaints/<int:complaint>/reopen", WRITE, ANSWERING)
def reopen(call: Call, complaint: int) -> Complaint:
    """Look into it again."""
    return _moved(call, complaint, Verb.REOPEN)


def _moved(call: Call, number: int, verb: Verb) -> Complaint:
    actions.move_complaint(_complaint_of(call, number), verb, call.user)
    return one(call, number)


def _complaint_of(call: Call, number: int) -> models.Complaint:
    found = queries.complaint(call.workspace.pk, number)
    if found is None:
        raise not_found("complaint")
    return found


def _category(name: str) -> str:
    return "" if name == "any" else name


def _told(
    call: Call, body: ComplaintTold, complaint: models.Complaint | None = None
) -> actions.Told:
    cost = body.cost
    if cost is not None and cost.most < cost.least:
        raise not_valid("/cost/most", "the upper end is below the lower one")
    return actions.Told(
        category=body.category,
        summary=body.summary.strip(),
        cause=_cause(call, body.cause, complaint),
        finding=body.finding or "",
        remedy=body.remedy.strip(),
        cost_low=cost.least if cost else None,
        cost_high=cost.most if cost else None,
        currency=cost.currency if cost else "",
        regulator=body.regulator.strip(),
        deadline=body.deadline,
        owner=_owner(call, body.owner),
    )


def _cause(
    call: Call, key: int | None, complaint: models.Complaint | None
) -> models.RootCause | None:
    """A cause of the list; one that is retired only where the complaint names it already."""
    if key is None:
        return None
    found = models.RootCause.objects.filter(workspace=call.workspace, pk=key).first()
    named = complaint is not None and complaint.cause_id == key
    if found is None or (found.retired_at is not None and not named):
        raise not_valid("/cause", "there is no such root cause in this workspace")
    return found


def _owner(call: Call, key: int | None) -> User | None:
    return person_of(call, key, "/owner") if key is not None else None


def _shown(call: Call, complaints: Sequence[models.Complaint]) -> list[Complaint]:
    warn_days = queries.register(call.workspace.pk).warn_days
    today = timezone.localdate(call.now)
    return [
        Complaint(
            number=one.number,
            case=one.case.number,
            state=one.state,  # type: ignore[arg-type]
            category=one.category,  # type: ignore[arg-type]
            summary=one.summary,
            cause=Named(id=one.cause.pk, name=one.cause.name) if one.cause else None,
            finding=one.finding or None,  # type: ignore[arg-type]
            remedy=one.remedy,
            cost=_cost(one),
            regulator=one.regulator,
            deadline=one.deadline,
            pressure=_pressure(one, today, warn_days),
            owner=person_shown(one.owner),
            registered_by=person_shown(one.registered_by),
            registered_at=one.registered_at,
            decided_at=one.decided_at,
            closed_at=one.closed_at,
            page=reverse("complaint", args=[call.workspace.slug, one.number]),
        )
        for one in complaints
    ]


def _cost(one: models.Complaint) -> Cost | None:
    if one.cost_low is None or one.cost_high is None:
        return None
    return Cost(least=one.cost_low, most=one.cost_high, currency=one.currency)


def _pressure(
    one: models.Complaint, today: date, warn_days: int
) -> Literal["none", "near", "passed"]:
    """A closed one presses nobody."""
    stands = pressure(one.deadline if one.closed_at is None else None, today, warn_days)
    return str(stands) or "none"  # type: ignore[return-value]


def _exported(complaints: Sequence[models.Complaint]) -> list[ExportedComplaint]:
    return [msgspec.convert(told(one), ExportedComplaint) for one in complaints]
