"""What makes it ring: read by everybody, changed by leads and administrators."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from firebell.accounts.access import allow
from firebell.accounts.enums import EVERYONE, LEADING, Role
from firebell.common import clock
from firebell.core.triggers.rules.conditions import MayReach
from firebell.triggers import actions, queries
from firebell.triggers.cascade_models import InUse, in_use
from firebell.triggers.editing import Editing
from firebell.triggers.enums import TriggerKind
from firebell.triggers.models import Trigger
from firebell.triggers.rows import as_trigger
from firebell.triggers.wording import sentence

LATELY = timedelta(days=30)


@allow(EVERYONE)
@require_safe
def triggers(request: Any) -> HttpResponse:
    """Each in a sentence, its switch, and how often it rang of late."""
    workspace_id = request.workspace.pk
    brands, targets = queries.brand_names(workspace_id), queries.target_names(workspace_id)
    rows = list(queries.triggers_of(workspace_id, since=clock.now() - LATELY)[:200])
    context = {
        "triggers": [(row, sentence(as_trigger(row), brands, targets)) for row in rows],
        "may_change": request.role in LEADING,
        "administers": request.role == Role.ADMINISTRATOR,
        "days": LATELY.days,
    }
    return render(request, "triggers/triggers.html", context)


@allow(LEADING)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any) -> HttpResponse:
    """A trigger of our own, over what is heard or, with `facts`, over what happens in the house."""
    over_facts = request.GET.get("over") == "facts"
    # Facts are single events: without a severity of their own they would be the least of all.
    severe = [{"name": "least_severity"}] if over_facts else []
    row = Trigger(
        workspace=request.workspace,
        kind=TriggerKind.FACT if over_facts else TriggerKind.OWN,
        scope={"brands": "all"},
        conditions=[{"name": "fact"}] if over_facts else [{"name": "listens"}, {"name": "rare"}],
        effects=[{"name": "ring"}, *severe, {"name": "notify"}],
    )
    return _edited(request, row)


@allow(EVERYONE)
@require_safe
def read(request: Any, trigger: int) -> HttpResponse:
    """What it does, for those who may not change it."""
    row = _found(request, trigger)
    context = {
        "row": row,
        "said": _said(row),
        "may_change": request.role in LEADING,
        "model": _model(row),
    }
    return render(request, "triggers/trigger_read.html", context)


@allow(LEADING)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Any, trigger: int) -> HttpResponse:
    return _edited(request, _found(request, trigger))


def _edited(request: Any, row: Trigger) -> HttpResponse:
    """The form as stored or as sent; the buttons "add" and "remove" change its rows, "save" keeps
    it, and whatever else was sent only says in words what it would be."""
    editing = Editing(row, request.POST if request.method == "POST" else None)
    if "save" in request.POST and editing.save(by=request.user):
        messages.success(request, _("Saved."))
        return redirect("triggers", request.workspace.slug)
    context = {"row": row, "editing": editing, "said": editing.said(), "model": _model(row)}
    status = 422 if "save" in request.POST else 200
    return render(request, "triggers/trigger.html", context, status=status)


def _model(row: Trigger) -> InUse | None:
    """By which it is foreseen how far a post will go, where the trigger asks for that."""
    asks = any(one.get("name") == MayReach.name for one in row.conditions)
    return in_use(row.workspace_id) if asks else None


def _said(row: Trigger) -> str:
    workspace_id = row.workspace_id
    return sentence(
        as_trigger(row), queries.brand_names(workspace_id), queries.target_names(workspace_id)
    )


def _found(request: Any, key: int) -> Trigger:
    found = queries.trigger(request.workspace.pk, key)
    if found is None:
        raise Http404
    return found


@allow(LEADING)
@require_POST
def act(request: Any, trigger: int) -> HttpResponse:
    """On, off, a copy, back to what is shipped, answers forgotten, or deleted: by the button."""
    row, verb = _found(request, trigger), request.POST.get("act", "")
    if verb in ("on", "off"):
        actions.switch_trigger(row, verb == "on", by=request.user)
        messages.success(request, _("It listens.") if row.active else _("It is off."))
    elif verb == "copy":
        copy = actions.duplicate_trigger(row, by=request.user)
        messages.success(request, _("Copied. The copy is off until you switch it on."))
        return redirect("trigger-edit", request.workspace.slug, copy.pk)
    elif verb == "reset" and actions.reset_trigger(row, by=request.user):
        messages.success(request, _("It is as it was shipped."))
    elif verb == "forget":
        actions.forget_answers(row, by=request.user)
        messages.success(request, _("The answers count no longer."))
        return redirect("trigger-edit", request.workspace.slug, row.pk)
    elif verb == "delete" and actions.delete_trigger(row, by=request.user):
        messages.success(request, _("Deleted: %s") % row)
    return redirect("triggers", request.workspace.slug)
