"""Who is told when it rings."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from firebell.accounts.access import allow
from firebell.accounts.enums import ADMINISTERING
from firebell.triggers import actions, queries
from firebell.triggers.forms import TargetForm
from firebell.triggers.models import NotificationTarget


@allow(ADMINISTERING)
@require_http_methods(["GET", "HEAD", "POST"])
def notifications(request: Any, target: int | None = None) -> HttpResponse:
    """Whom to tell when it rings: all targets, and a form for a new one or for `target`."""
    workspace_id = request.workspace.pk
    chosen = (
        get_object_or_404(NotificationTarget, workspace=request.workspace, pk=target)
        if target
        else None
    )
    form = TargetForm(request.POST or None, instance=chosen, workspace_id=workspace_id)
    if form.is_valid():
        actions.save_target(form.save(commit=False), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("notifications", request.workspace.slug)
    context = {
        "form": form,
        "chosen": chosen,
        "targets": list(queries.targets_of(workspace_id)[:200]),
    }
    status = 422 if form.errors else 200
    return render(request, "triggers/notifications.html", context, status=status)
