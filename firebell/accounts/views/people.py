"""Who is on duty: now, and as planned."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from firebell.accounts import actions, queries
from firebell.accounts.access import allow
from firebell.accounts.enums import ANSWERING, EVERYONE, LEADING
from firebell.accounts.forms import PlanForm
from firebell.accounts.models import DutySpan, User
from firebell.common import clock


@allow(EVERYONE)
@require_safe
def people(request: Any) -> HttpResponse:
    return _page(request, PlanForm(workspace_id=request.workspace.pk))


def _page(request: Any, form: PlanForm, status: int = 200) -> HttpResponse:
    workspace, now = request.workspace, clock.now()
    spans = list(queries.duty_plan(workspace.pk, now)[:200])
    current = [span for span in spans if span.starts_at <= now]
    context = {
        "form": form,
        "current": current,
        "planned": [span for span in spans if span.starts_at > now],
        "mine": any(span.user_id == request.user.pk for span in current),
        "may_serve": request.role in ANSWERING,
        "may_plan": request.role in LEADING,
        "members": list(queries.members(workspace.pk)[:500]),
        "on_duty_ids": {span.user_id for span in current},
    }
    return render(request, "accounts/people.html", context, status=status)


@allow(ANSWERING)
@require_POST
def duty(request: Any) -> HttpResponse:
    """Oneself on or off duty; a lead may take anybody off who forgot to."""
    person = _whom(request)
    if request.POST.get("on") == "1":
        actions.go_on_duty(request.workspace, person, by=request.user)
        messages.success(request, _("On duty: %s") % person)
    else:
        actions.go_off_duty(request.workspace, person, by=request.user)
        messages.success(request, _("Off duty: %s") % person)
    return redirect("people", request.workspace.slug)


def _whom(request: Any) -> User:
    chosen = request.POST.get("person", "")
    if request.role not in LEADING or not chosen.isdecimal():
        return request.user
    return get_object_or_404(User, memberships__workspace=request.workspace, pk=chosen[:18])


@allow(LEADING)
@require_POST
def plan(request: Any) -> HttpResponse:
    form = PlanForm(request.POST, workspace_id=request.workspace.pk)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.plan_duty(
                request.workspace,
                data["person"],
                data["starts_at"],
                data["ends_at"],
                by=request.user,
            )
            messages.success(request, _("Planned."))
            return redirect("people", request.workspace.slug)
        except ValidationError as error:
            form.add_error(None, error)
    return _page(request, form, status=422)


@allow(LEADING)
@require_POST
def cancel(request: Any, span: int) -> HttpResponse:
    planned = get_object_or_404(DutySpan, workspace=request.workspace, pk=span)
    actions.cancel_duty(request.workspace, planned, by=request.user)
    messages.success(request, _("Removed from the plan."))
    return redirect("people", request.workspace.slug)
