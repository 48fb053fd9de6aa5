from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, F, Max, Q, QuerySet, Sum

from firebell.improve.enums import ComplaintState, Finding, Listed
from firebell.improve.models import Complaint, Register, RootCause


@dataclass(frozen=True, slots=True)
class CauseRow:
    """A root cause, its complaints since an instant and in all, and what they cost, by currency:
    (currency, at least, at most)."""

    cause: RootCause
    lately: int
    ever: int
    last: datetime | None
    costs: list[tuple[str, int, int]] = field(default_factory=list)


def register(workspace_id: int) -> Register:
    """How the workspace keeps its complaints; not stored before somebody changes it."""
    kept = Register.objects.filter(workspace_id=workspace_id).first()
    return kept or Register(workspace_id=workspace_id)


def complaints(workspace_id: int) -> QuerySet[Complaint]:
    return Complaint.objects.filter(workspace_id=workspace_id).select_related(
        "case__profile", "case__brand", "cause", "owner", "registered_by"
    )


def complaints_of(cases: Collection[int]) -> list[Complaint]:
    """Of these cases, in the order of the register."""
    found = Complaint.objects.filter(case__in=cases).select_related("cause", "case")
    return list(found.order_by("number"))


def complaint(workspace_id: int, number: int) -> Complaint | None:
    """By the workspace's own number."""
    found = complaints(workspace_id).filter(number=number) if number < 2**31 else None
    return found.first() if found is not None else None


def listed(workspace_id: int, view: Listed, category: str = "") -> QuerySet[Complaint]:
    """A standing view: by deadline where that is what it is about, else the newest first."""
    found = complaints(workspace_id)
    if view == Listed.CLOSED:
        found = found.filter(state=ComplaintState.CLOSED)
    elif view in (Listed.OPEN, Listed.DUE):
        found = found.exclude(state=ComplaintState.CLOSED)
    if view == Listed.DUE:
        found = found.filter(deadline__isnull=False)
    if category:
        found = found.filter(category=category)
    order = "deadline" if view == Listed.DUE else "-registered_at"
    return found.order_by(order, "-pk")


def counts(workspace_id: int) -> dict[Listed, int]:
    """Of the views that call for somebody."""
    found = Complaint.objects.filter(workspace_id=workspace_id, closed_at__isnull=True)
    told = found.aggregate(number=Count("pk"), due=Count("pk", filter=Q(deadline__isnull=False)))
    return {Listed.OPEN: told["number"], Listed.DUE: told["due"]}


def with_deadline(workspace_id: int, until: date) -> QuerySet[Complaint]:
    """Open complaints with a deadline up to that day, the earliest first."""
    return (
        complaints(workspace_id)
        .filter(closed_at__isnull=True, deadline__isnull=False, deadline__lte=until)
        .order_by("deadline", "pk")
    )


def complaints_of_cause(cause: RootCause, since: datetime) -> QuerySet[Complaint]:
    """Those that name it, without those that were found not to be right."""
    return Complaint.objects.filter(cause=cause, registered_at__gte=since).exclude(
        finding=Finding.REJECTED
    )


def causes(workspace_id: int, since: datetime) -> list[CauseRow]:
    """Every root cause, those first that came back most since then; retired ones last."""
    rows = (
        RootCause.objects.filter(workspace_id=workspace_id)
        .annotate(
            lately=Count(
                "complaints",
                filter=Q(complaints__registered_at__gte=since)
                & ~Q(complaints__finding=Finding.REJECTED),
            ),
            ever=Count("complaints"),
            last=Max("complaints__registered_at"),
        )
        .order_by(F("retired_at").asc(nulls_first=True), "-lately", "-ever", "name")
    )
    costs: dict[int, list[tuple[str, int, int]]] = {}
    summed = (
        Complaint.objects.filter(workspace_id=workspace_id, cost_low__isnull=False)
        .order_by("currency")
        .values_list("cause_id", "currency")
        .annotate(Sum("cost_low"), Sum("cost_high"))
    )
    for cause, *cost in summed:
        costs.setdefault(cause, []).append(tuple(cost))
    return [
        CauseRow(row, row.lately, row.ever, row.last, costs.get(row.pk, [])) for row in rows[:500]
    ]
