"""The departments of the house, and which cases come to each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from firebell.accounts.access import allow
from firebell.accounts.enums import LEADING
from firebell.core.desk.given import SettingError
from firebell.desk import actions, queries
from firebell.desk.actions import Refused
from firebell.desk.department_form import DepartmentForm
from firebell.desk.wording import setting_told


@allow(LEADING)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any) -> HttpResponse:
    return _shown(request, None)


@allow(LEADING)
@require_http_methods(["GET", "HEAD", "POST"])
def department(request: Any, queue: int) -> HttpResponse:
    settings = queries.triage_of(request.workspace.pk)
    known = queries.departments(request.workspace.pk, settings)
    found = next((one for one in known if one.queue.pk == queue), None)
    if found is None:
        raise Http404
    return _shown(request, found)


def _shown(request: Any, known: queries.Department | None) -> HttpResponse:
    """What it is called, and which cases come to it."""
    workspace = request.workspace
    form = DepartmentForm(
        request.POST or None,
        queue=known.queue if known is not None else None,
        team=known.team if known is not None else None,
        topics=queries.topic_names(workspace.pk),
    )
    if request.method == "POST" and form.is_valid() and _kept(request, form):
        messages.success(request, _("Kept. New cases come to it by this from now on."))
        return redirect("desk-team", workspace.slug)
    context = {"form": form, "known": known, "tab": "team"}
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/department.html", context, status=status)


def _kept(request: Any, form: DepartmentForm) -> bool:
    data = form.cleaned_data
    try:
        actions.set_department(
            request.workspace, form.queue, data["name"], form.skills, data["languages"],
            request.user,
        )  # fmt: skip
    except Refused as refused:
        form.add_error("name", str(refused))
    except SettingError as error:
        form.add_error(None, setting_told(error))
    return form.is_valid()
