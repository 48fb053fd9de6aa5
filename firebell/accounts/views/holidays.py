"""Days that a workspace keeps like Sundays: its country's public holidays, and its own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from firebell.accounts import actions, public_holidays, queries
from firebell.accounts.access import allow
from firebell.accounts.enums import ADMINISTERING
from firebell.accounts.forms import CountryForm, HolidayForm
from firebell.common import clock

AHEAD = timedelta(days=365)


@allow(ADMINISTERING)
@require_http_methods(["GET", "HEAD", "POST"])
def holidays(request: Any) -> HttpResponse:
    workspace = request.workspace
    form = CountryForm(request.POST or None, initial={"country": workspace.country})
    if request.method == "POST" and form.is_valid():
        actions.keep_holidays_of(workspace, form.cleaned_data["country"], by=request.user)
        messages.success(request, _("Saved."))
        return redirect("holidays", workspace.slug)
    return _page(request, form, HolidayForm(prefix="new"))


def _page(request: Any, form: CountryForm, own: HolidayForm) -> HttpResponse:
    workspace, language = request.workspace, get_language() or "en"
    today = timezone.localdate(clock.now())
    context = {
        "form": form,
        "own": own,
        "country": public_holidays.country_name(workspace.country, language),
        "public": public_holidays.named(workspace.country, today, today + AHEAD, language),
        "holidays": list(queries.own_holidays(workspace.pk)[:500]),
    }
    status = 422 if form.errors or own.errors else 200
    return render(request, "accounts/holidays.html", context, status=status)


@allow(ADMINISTERING)
@require_POST
def add(request: Any) -> HttpResponse:
    workspace = request.workspace
    own = HolidayForm(request.POST, prefix="new")
    if own.is_valid():
        try:
            actions.add_holiday(workspace, **own.cleaned_data, by=request.user)
        except ValidationError as error:
            own.add_error(None, error)
    if own.errors:
        return _page(request, CountryForm(initial={"country": workspace.country}), own)
    messages.success(request, _("Added: %s") % own.cleaned_data["name"])
    return redirect("holidays", workspace.slug)


@allow(ADMINISTERING)
@require_POST
def remove(request: Any, holiday: int) -> HttpResponse:
    chosen = get_object_or_404(queries.own_holidays(request.workspace.pk), pk=holiday)
    actions.remove_holiday(chosen, by=request.user)
    messages.success(request, _("Removed: %s") % chosen.name)
    return redirect("holidays", request.workspace.slug)
