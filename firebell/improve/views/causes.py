"""Root causes: which come back, what they cost, and the list itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from firebell.accounts.access import allow
from firebell.accounts.enums import EVERYONE, LEADING
from firebell.common import clock
from firebell.improve import actions, queries
from firebell.improve.actions import Refused
from firebell.improve.forms import RegisterForm
from firebell.improve.models import RootCause

THIRD = 3  # time that it comes back: what the shipped trigger rings for


@allow(EVERYONE)
@require_safe
def causes(request: Any) -> HttpResponse:
    return _shown(request)


def _shown(request: Any, form: RegisterForm | None = None) -> HttpResponse:
    kept = queries.register(request.workspace.pk)
    since = clock.now() - timedelta(days=kept.recurrence_days)
    context = {
        "causes": queries.causes(request.workspace.pk, since),
        "days": kept.recurrence_days,
        "third": THIRD,
        "may_change": request.role in LEADING,
        "form": form or RegisterForm(instance=kept),
    }
    status = 422 if form is not None else 200
    return render(request, "improve/causes.html", context, status=status)


@allow(LEADING)
@require_POST
def add(request: Any) -> HttpResponse:
    try:
        actions.add_cause(request.workspace, request.POST.get("name", ""), request.user)
        messages.success(request, _("Added."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("causes", request.workspace.slug)


@allow(LEADING)
@require_POST
def change(request: Any, cause: int) -> HttpResponse:
    """A better name, or out of the list, by the button."""
    found = RootCause.objects.filter(workspace=request.workspace, pk=cause)
    kept = found.first() if cause < 2**62 else None
    if kept is None:
        raise Http404
    try:
        if "retire" in request.POST:
            actions.retire_cause(kept, request.user)
            messages.success(request, _("Retired. Complaints that name it keep it."))
        else:
            actions.rename_cause(kept, request.POST.get("name", ""), request.user)
            messages.success(request, _("Renamed."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("causes", request.workspace.slug)


@allow(LEADING)
@require_POST
def keep(request: Any) -> HttpResponse:
    form = RegisterForm(request.POST, instance=queries.register(request.workspace.pk))
    if not form.is_valid():
        return _shown(request, form)
    actions.keep_register(request.workspace, form.cleaned_data, request.user)
    messages.success(request, _("Saved."))
    return redirect("causes", request.workspace.slug)
