"""The go-live gate of a source, and how the workspace sends."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from firebell.accounts.access import allow
from firebell.accounts.enums import ADMINISTERING, LISTENING
from firebell.channels import queries as channels
from firebell.channels.models import Source
from firebell.channels.registry import network
from firebell.outbound import actions, queries
from firebell.outbound import gate as going_live
from firebell.outbound.actions import Refused
from firebell.outbound.forms import GraceForm, PolicyForm
from firebell.outbound.models import GoLiveGate


@allow(LISTENING)
@require_safe
def gate(request: Any, source: int) -> HttpResponse:
    return _page(request, _found(request, source))


def _found(request: Any, source_id: int) -> Source:
    source = channels.source(request.workspace, source_id) if source_id < 2**31 else None
    if source is None:
        raise Http404
    return source


def _page(
    request: Any, source: Source, form: PolicyForm | None = None, status: int = 200
) -> HttpResponse:
    stored = GoLiveGate.objects.filter(source=source).first() or GoLiveGate(source=source)
    found = going_live.requirements(source, stored)
    context = {
        "source": source,
        "gate": stored,
        "requirements": found,
        "missing": len(going_live.unmet(found)),
        "can_send": going_live.can_send(source),
        "capabilities": network(source.network).capabilities,
        "form": form or PolicyForm(initial={"policy": stored.policy}),
        "may_change": request.role in ADMINISTERING,
        "grace": int(queries.grace(request.workspace.pk).total_seconds()),
    }
    return render(request, "outbound/gate.html", context, status=status)


def _policy(request: Any, source: Source) -> str:
    form = PolicyForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Write down how you answer here."))
    actions.write_policy(source, form.cleaned_data["policy"], request.user)
    return _("Written down.")


def _look(request: Any, source: Source) -> str:
    found = actions.look(source, request.user).findings
    fine = all(one["fine"] for one in found)
    return _("Asked: everything is fine.") if fine else _("Asked: see what is not fine below.")


def _open(request: Any, source: Source) -> str:
    actions.open_gate(source, request.user)
    return _("Open: answers leave through this source from now on.")


def _close(request: Any, source: Source) -> str:
    actions.close_gate(source, request.user)
    return _("Closed: nothing leaves through this source any more.")


VERBS = {"policy": _policy, "look": _look, "open": _open, "close": _close}


@allow(ADMINISTERING)
@require_POST
def change(request: Any, source: int, verb: str) -> HttpResponse:
    """Everything that can be done with a gate, by the name of the verb."""
    if verb not in VERBS:
        raise Http404
    found = _found(request, source)
    try:
        messages.success(request, VERBS[verb](request, found))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("source-gate", request.workspace.slug, found.pk)


@allow(ADMINISTERING)
@require_http_methods(["GET", "HEAD", "POST"])
def sending(request: Any) -> HttpResponse:
    """The grace time, and which sources may send."""
    seconds = int(queries.grace(request.workspace.pk).total_seconds())
    form = GraceForm(request.POST or None, initial={"grace_seconds": seconds})
    if form.is_valid():
        actions.change_grace(request.workspace, form.cleaned_data["grace_seconds"], request.user)
        messages.success(request, _("Saved."))
        return redirect("sending", request.workspace.slug)
    sources = [one for one in channels.sources(request.workspace) if going_live.can_send(one)]
    context = {"form": form, "sources": sources}
    return render(request, "outbound/sending.html", context, status=422 if form.errors else 200)
