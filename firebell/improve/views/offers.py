"""The catalogue of what may be given, with what came of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from firebell.accounts.access import allow
from firebell.accounts.enums import EVERYONE, LEADING, Role
from firebell.improve import actions, queries
from firebell.improve.actions import Refused
from firebell.improve.forms import OfferForm, offer_initial
from firebell.improve.models import Offer
from firebell.improve.queries import OfferRow


@allow(EVERYONE)
@require_safe
def offers(request: Any) -> HttpResponse:
    rows = queries.offers_with_results(request.workspace.pk)
    context = {
        "rows": [(row, limits_of(row)) for row in rows],
        "may_change": request.role in LEADING,
    }
    return render(request, "improve/offers.html", context)


def limits_of(row: OfferRow) -> list[tuple[str, int]]:
    """(role in words, what it may give alone), for roles that may give anything."""
    terms = row.offer.terms
    return [(str(role.label), terms.limit(role)) for role in Role if terms.limit(role)]


@allow(LEADING)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Any, offer: int | None = None) -> HttpResponse:
    kept = _found(request, offer) if offer else None
    register = queries.register(request.workspace.pk)
    form = OfferForm(
        request.POST or None,
        initial=offer_initial(kept, register),
        workspace_id=request.workspace.pk,
        offer=kept,
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_offer(request.workspace, form.terms(), request.user, offer=kept)
            messages.success(request, _("Saved."))
            return redirect("offers", request.workspace.slug)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {"form": form, "offer": kept}
    return render(request, "improve/offer.html", context, status=422 if form.errors else 200)


@allow(LEADING)
@require_POST
def retire(request: Any, offer: int) -> HttpResponse:
    """Out of the catalogue, or back into it."""
    kept = _found(request, offer)
    turn = actions.retire_offer if kept.retired_at is None else actions.revive_offer
    changed = turn(kept, request.user)
    told = _("Out of the catalogue.") if changed.retired_at else _("Back in the catalogue.")
    messages.success(request, told)
    return redirect("offers", request.workspace.slug)


def _found(request: Any, key: int) -> Offer:
    kept = queries.offer(request.workspace.pk, key)
    if kept is None:
        raise Http404
    return kept
