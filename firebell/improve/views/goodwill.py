"""Giving from the catalogue: at a case, by a lead's word, and what came of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from firebell.accounts.access import allow
from firebell.accounts.enums import ANSWERING, EVERYONE, LEADING
from firebell.core.improve.authority import may_grant
from firebell.desk import queries as desk
from firebell.desk.models import Case
from firebell.improve import actions, queries
from firebell.improve.actions import Refused
from firebell.improve.enums import GoodwillState
from firebell.improve.forms import GoodwillForm
from firebell.improve.models import Goodwill

PAGE_SIZE = 25


@allow(EVERYONE)
@require_safe
def goodwill(request: Any) -> HttpResponse:
    """What a lead is asked for, then what was given, the newest first."""
    rows = queries.goodwill(request.workspace.pk).exclude(state=GoodwillState.ASKED)
    waiting = list(queries.waiting_goodwill(request.workspace.pk)[:100])
    context = {
        "waiting": [(one, _may_grant(request, one)) for one in waiting],
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "may_decide": request.role in LEADING,
        "may_note": request.role in ANSWERING,
    }
    return render(request, "improve/goodwill.html", context)


def _may_grant(request: Any, one: Goodwill) -> bool:
    own = one.by_id == request.user.pk
    return may_grant(one.offer.terms, request.role, one.value, asked_by_oneself=own)


@allow(ANSWERING)
@require_POST
def give(request: Any, number: int) -> HttpResponse:
    """At a case: within one's authority at once, above it by asking a lead."""
    case = case_of(request, number)
    form = GoodwillForm(request.POST, workspace_id=request.workspace.pk)
    try:
        if not form.is_valid():
            raise Refused(_("Choose an offer, a value and a reason."))
        data = form.cleaned_data
        what = (data["offer"], data["value"], data["reason"])
        given = actions.offer_goodwill(case, *what, request.user, request.role)
        if given.state == GoodwillState.GRANTED:
            messages.success(request, _("Granted. Tell the person in your answer."))
        else:
            messages.success(request, _("That is above what you may give alone. A lead is asked."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("case", request.workspace.slug, case.number)


def case_of(request: Any, number: int) -> Case:
    found = Case.objects.filter(workspace=request.workspace, number=number)
    case = found.first() if number < 2**31 else None
    if case is None:
        raise Http404
    return case


def _found(request: Any, key: int) -> Goodwill:
    kept = queries.goodwill_row(request.workspace.pk, key)
    if kept is None:
        raise Http404
    return kept


@allow(LEADING)
@require_POST
def decide(request: Any, goodwill: int) -> HttpResponse:
    kept, grant = _found(request, goodwill), request.POST.get("verb") == "grant"
    why_not = request.POST.get("why", "")
    try:
        actions.decide_goodwill(kept, request.user, request.role, grant=grant, why_not=why_not)
        messages.success(request, _("Granted.") if grant else _("Not granted."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("goodwill", request.workspace.slug)


OUTCOMES: dict[str, dict[str, bool]] = {
    "accepted": {"accepted": True},
    "declined": {"accepted": False},
    "kept": {"kept": True},
    "lost": {"kept": False},
}


@allow(ANSWERING)
@require_POST
def outcome(request: Any, goodwill: int) -> HttpResponse:
    kept, said = _found(request, goodwill), OUTCOMES.get(request.POST.get("outcome", ""))
    if said is None:
        raise Http404
    try:
        actions.note_outcome(kept, request.user, **said)
        messages.success(request, _("Noted."))
    except Refused as refused:
        messages.error(request, str(refused))
    if "case" in request.POST:
        return redirect("case", request.workspace.slug, desk.remaining(kept.case).number)
    return redirect("goodwill", request.workspace.slug)
