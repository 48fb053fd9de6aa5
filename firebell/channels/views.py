from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from firebell.accounts.access import allow
from firebell.accounts.enums import LEADING, LISTENING
from firebell.channels import actions, queries, registry
from firebell.channels.contract import ChannelError, Listening, Network
from firebell.channels.models import RejectedRow, Source
from firebell.common.streaming import download

REJECTS_A_PAGE = 50


def _configurable() -> list[Network]:
    asked = (Listening.ASKED, Listening.PUSHED)
    return [one for one in registry.networks() if one.form and one.capabilities.listen in asked]


@allow(LISTENING)
@require_safe
def sources(request: Any) -> HttpResponse:
    labels = {one.name: one.label for one in registry.networks()}
    context = {
        "sources": [
            (one, labels.get(one.network, one.network))
            for one in queries.sources(request.workspace)[:500]
        ],
        "networks": _configurable(),
        "may_change": request.role in LEADING,
    }
    return render(request, "channels/sources.html", context)


@allow(LISTENING)
@require_safe
def source(request: Any, source: int) -> HttpResponse:
    found = _source(request, source)
    before = request.GET.get("before", "")
    rejects = queries.rejects(found)
    if before.isdecimal():
        rejects = rejects.filter(pk__lt=int(before[:18]))
    page = list(rejects.defer("raw", "context")[: REJECTS_A_PAGE + 1])
    context = {
        "source": found,
        "network": _label(found.network),
        "rejects": page[:REJECTS_A_PAGE],
        "older": page[REJECTS_A_PAGE - 1].pk if len(page) > REJECTS_A_PAGE else None,
        "may_change": request.role in LEADING,
    }
    return render(request, "channels/source.html", context)


def _source(request: Any, key: int) -> Source:
    found = queries.source(request.workspace, key)
    if found is None:
        raise Http404
    return found


def _label(name: str) -> Any:
    known = {one.name: one.label for one in registry.networks()}
    return known.get(name, name)


@allow(LEADING)
@require_POST
def state(request: Any, source: int) -> HttpResponse:
    found = _source(request, source)
    if request.POST.get("listen") == "1":
        actions.resume(found, by=request.user)
        messages.success(request, _("Listening again: %s") % found.name)
    else:
        actions.pause(found, by=request.user)
        messages.success(request, _("Paused: %s. What arrives meanwhile is read later.") % found)
    return redirect("source", request.workspace.slug, found.pk)


@allow(LISTENING)
@require_safe
def rejects(request: Any, source: int) -> StreamingHttpResponse:
    """All rows that could not be taken in, as JSON Lines with the reason and the bytes."""
    found = _source(request, source)
    name, kind = f"rejects-{found.pk}.jsonl", "application/x-ndjson"
    return download(request, _lines(found), name=name, content_type=kind)


def _lines(source: Source) -> Iterator[str]:
    for row in queries.rejects(source).iterator(chunk_size=200):
        yield json.dumps(_as_data(row), ensure_ascii=False) + "\n"


def _as_data(row: RejectedRow) -> dict[str, Any]:
    raw = bytes(row.raw)
    return {
        "place": row.place,
        "reason": row.reason,
        "at": row.at.isoformat(),
        "size": row.raw_size,
        "raw_base64": base64.b64encode(raw).decode("ascii"),
    }


class NameForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of the source"), max_length=120)


@allow(LEADING)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any, network: str) -> HttpResponse:
    """A new source, by the form of its network."""
    found = {one.name: one for one in _configurable()}.get(network)
    if found is None or found.form is None:
        raise Http404
    naming = NameForm(request.POST or None)
    form = import_string(found.form)(request.POST or None)
    if naming.is_valid() and form.is_valid():
        made = _made(request, found, naming, form)
        if made:
            messages.success(request, _("Listening: %s") % made)
            return redirect("source", request.workspace.slug, made.pk)
    context = {"network": found, "naming": naming, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "channels/new.html", context, status=status)


def _made(request: Any, network: Network, naming: forms.Form, form: Any) -> Source | None:
    name = naming.cleaned_data["name"]
    if queries.named(request.workspace, name) is not None:
        naming.add_error("name", _("There is a source with this name."))
        return None
    try:
        config = form.config()
        return actions.configure_source(
            request.workspace, network.name, name, config, by=request.user
        )
    except (ChannelError, ValidationError) as error:
        told = str(error) if isinstance(error, ChannelError) else error
        form.add_error(None, told)
        return None
