"""The workspace: its name and time zone, its people and their roles."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from firebell.accounts import actions, queries
from firebell.accounts.access import allow
from firebell.accounts.enums import ADMINISTERING, Role
from firebell.accounts.forms import PersonForm, RoleForm, WorkspaceForm
from firebell.accounts.models import Membership


@allow(ADMINISTERING)
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: Any) -> HttpResponse:
    workspace = request.workspace
    initial = {"name": workspace.name, "time_zone": workspace.time_zone}
    form = WorkspaceForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.change_workspace(workspace, **form.cleaned_data, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("settings", workspace.slug)
    return _page(request, form, PersonForm(initial={"role": Role.AGENT}, prefix="new"))


def _page(request: Any, form: WorkspaceForm, person: PersonForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "person": person,
        "members": list(queries.members(request.workspace.pk)[:500]),
        "roles": Role.choices,
    }
    return render(request, "accounts/settings.html", context, status=status)


@allow(ADMINISTERING)
@sensitive_post_parameters()
@require_POST
def add(request: Any) -> HttpResponse:
    form = PersonForm(request.POST, prefix="new")
    workspace = request.workspace
    if not form.is_valid():
        initial = {"name": workspace.name, "time_zone": workspace.time_zone}
        return _page(request, WorkspaceForm(initial=initial), form, status=422)
    data = form.cleaned_data | {"password": form.cleaned_data["password"] or None}
    person = actions.add_person(workspace, **data, by=request.user)
    messages.success(request, _("Added: %s") % person)
    return redirect("settings", workspace.slug)


@allow(ADMINISTERING)
@require_POST
def role(request: Any, member: int) -> HttpResponse:
    """Another role, or out of the workspace."""
    membership = get_object_or_404(
        Membership.objects.select_related("user"), workspace=request.workspace, pk=member
    )
    form = RoleForm(request.POST, instance=membership)
    try:
        if "leave" in request.POST:
            actions.leave(request.workspace, membership.user, by=request.user)
        elif form.is_valid():
            new = form.cleaned_data["role"]
            actions.join(request.workspace, membership.user, new, by=request.user)
        messages.success(request, _("Saved."))
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
    return redirect("settings", request.workspace.slug)
