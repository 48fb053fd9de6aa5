from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from firebell.improve.enums import GoodwillState
from firebell.improve.models import Goodwill, Offer


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An offer and what came of it. `kept` and `lost`: of the customers of whom it is known."""

    offer: Offer
    given: int
    accepted: int
    kept: int
    lost: int

    @property
    def kept_share(self) -> float | None:
        known = self.kept + self.lost
        return self.kept / known if known else None


def offer(workspace_id: int, key: int) -> Offer | None:
    found = Offer.objects.filter(workspace_id=workspace_id, pk=key) if key < 2**62 else None
    return found.first() if found is not None else None


def catalogue(workspace_id: int) -> QuerySet[Offer]:
    """What may be given now."""
    found = Offer.objects.filter(workspace_id=workspace_id, retired_at__isnull=True)
    return found.order_by("name")


def offers_with_results(workspace_id: int) -> list[OfferRow]:
    """The whole catalogue, what is retired last."""
    granted = ~Q(given__state__in=(GoodwillState.ASKED, GoodwillState.REFUSED))
    rows = (
        Offer.objects.filter(workspace_id=workspace_id)
        .annotate(
            number=Count("given", filter=granted & Q(given__isnull=False)),
            taken=Count("given", filter=Q(given__state=GoodwillState.ACCEPTED)),
            kept=Count("given", filter=Q(given__kept=True)),
            lost=Count("given", filter=Q(given__kept=False)),
        )
        .order_by(F("retired_at").asc(nulls_first=True), "name")
    )
    return [OfferRow(one, one.number, one.taken, one.kept, one.lost) for one in rows[:500]]


def goodwill(workspace_id: int) -> QuerySet[Goodwill]:
    """The newest first, with all that a row shows."""
    return (
        Goodwill.objects.filter(workspace_id=workspace_id)
        .select_related("offer", "case__profile", "by", "decided_by")
        .order_by("-at", "-pk")
    )


def goodwill_row(workspace_id: int, key: int) -> Goodwill | None:
    return goodwill(workspace_id).filter(pk=key).first() if key < 2**62 else None


def waiting_goodwill(workspace_id: int) -> QuerySet[Goodwill]:
    """What a lead is asked for, the oldest first."""
    return goodwill(workspace_id).filter(state=GoodwillState.ASKED).order_by("at", "pk")


def goodwill_of(cases: Collection[int]) -> list[Goodwill]:
    """Of these cases, the oldest first."""
    found = Goodwill.objects.filter(case__in=cases)
    found = found.select_related("offer", "by", "decided_by", "case")
    return list(found.order_by("at", "pk"))
