from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from firebell.accounts.access import allow
from firebell.accounts.enums import ADMINISTERING
from firebell.api import actions, queries
from firebell.api.forms import HookForm
from firebell.api.models import Hook

CALLS_A_PAGE = 50


@allow(ADMINISTERING)
@require_http_methods(["GET", "HEAD", "POST"])
def hooks(request: Any, hook: int | None = None) -> HttpResponse:
    """All hooks, and a form for a new one or for `hook` with the calls made to it."""
    chosen = _hook(request, hook) if hook else None
    form = HookForm(request.POST or None, instance=chosen, workspace_id=request.workspace.pk)
    if form.is_valid():
        secret = form.cleaned_data["secret"] or None
        saved = actions.save_hook(form.save(commit=False), secret=secret, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("hook-settings", request.workspace.slug, saved.pk)
    context = {
        "form": form,
        "chosen": chosen,
        "hooks": list(queries.hooks_of(request.workspace.pk)[:200]),
        **(_calls(chosen, request.GET.get("before", "")) if chosen else {}),
    }
    status = 422 if form.errors else 200
    return render(request, "api/hooks.html", context, status=status)


def _calls(hook: Hook, before: str) -> dict[str, Any]:
    last = int(before[:18]) if before.isascii() and before.isdecimal() else None
    page = list(queries.calls_of(hook, last)[: CALLS_A_PAGE + 1])
    older = page[CALLS_A_PAGE - 1].pk if len(page) > CALLS_A_PAGE else None
    return {"calls": page[:CALLS_A_PAGE], "older": older}


def _hook(request: Any, key: int) -> Hook:
    found = queries.hook(request.workspace.pk, key)
    if found is None:
        raise Http404
    return found


@allow(ADMINISTERING)
@require_POST
def remove(request: Any, hook: int) -> HttpResponse:
    found = _hook(request, hook)
    actions.remove_hook(found, by=request.user)
    messages.success(request, _("Removed: %s") % found.name)
    return redirect("hooks", request.workspace.slug)


@allow(ADMINISTERING)
@require_POST
def replay(request: Any, hook: int, call: int) -> HttpResponse:
    """Tell one call again."""
    found = queries.call(_hook(request, hook), call)
    if found is None:
        raise Http404
    actions.replay(found, by=request.user, workspace=request.workspace)
    messages.success(request, _("It is told again in a moment."))
    return redirect("hook-settings", request.workspace.slug, hook)
