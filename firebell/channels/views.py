from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from firebell.accounts.access import allow
from firebell.accounts.enums import LEADING, LISTENING
from firebell.channels import actions, health, queries, registry
from firebell.channels.contract import ChannelError, Listening, Network
from firebell.channels.models import RejectedRow, Source
from firebell.channels.quality import package_of, quality, setup_page
from firebell.channels.secrets import saved_secrets
from firebell.channels.wording import said_of_health
from firebell.common import clock
from firebell.common.streaming import download

REJECTS_A_PAGE = 50
RECONCILIATIONS = 10
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def _configurable() -> list[Network]:
    asked = (Listening.ASKED, Listening.STREAMED, Listening.PUSHED)
    return [one for one in registry.networks() if one.form and one.capabilities.listen in asked]


@allow(LISTENING)
@require_safe
def sources(request: Any) -> HttpResponse:
    labels = {one.name: one.label for one in registry.networks()}
    context = {
        "sources": [
            (one, labels.get(one.network, one.network), said_of_health(one.health_data))
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
    network = _network(found.network)
    context = {
        "source": found,
        "network": network.label if network else found.network,
        "rejects": page[:REJECTS_A_PAGE],
        "older": page[REJECTS_A_PAGE - 1].pk if len(page) > REJECTS_A_PAGE else None,
        "may_change": request.role in LEADING,
        "can_send": network is not None and network.sender is not None,
        "door": _door(request, found, network),
        "expires": _expires(found),
        "may_edit": request.role in LEADING and network in _configurable(),
        "health": said_of_health(found.health_data),
        "reconciliations": list(queries.reconciliations(found)[:RECONCILIATIONS]),
        "quality": quality(package_of(network)) if network else (),
        **_day(found),
    }
    return render(request, "channels/source.html", context)


def _door(request: Any, source: Source, network: Network | None) -> str:
    """The address that other programs call; empty for a source that nobody calls."""
    if network is None or network.door is None or not source.config.get("address"):
        return ""
    return str(request.build_absolute_uri(reverse("hook", args=[source.config["address"]])))


def _expires(source: Source) -> datetime | None:
    told = source.standing.get("token_expires_at")
    return datetime.fromisoformat(told) if told else None


def _day(source: Source) -> dict[str, Any]:
    """The last day, hour by hour: what was heard beside what is usual."""
    now = clock.now()
    known = health.known(source, now)
    rows = {row.hour: row.number for row in queries.arrivals(source, now - DAY, now)}
    hours = [now.replace(minute=0, second=0, microsecond=0) - HOUR * n for n in range(23, -1, -1)]
    if not rows:
        return {"day": []}
    usual = [
        known.habit.usual(h.timestamp(), h.timestamp() + 3_600) if known.habit else None
        for h in hours
    ]
    return {
        "day": list(zip(hours, [rows.get(hour) for hour in hours], usual, strict=True)),
        "heard_line": [rows.get(hour, 0) for hour in hours],
        "lag": known.lags[-1] if known.lags else None,
    }


def _network(name: str) -> Network | None:
    return {one.name: one for one in registry.networks()}.get(name)


def _source(request: Any, key: int) -> Source:
    found = queries.source(request.workspace, key)
    if found is None:
        raise Http404
    return found


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
    source_name = forms.CharField(label=gettext_lazy("Name of the source"), max_length=120)


class HistoryForm(forms.Form):
    take_history = forms.BooleanField(
        label=gettext_lazy("Take in what was said before as work"),
        required=False,
        help_text=gettext_lazy(
            "Otherwise it is stored and can be searched, but opens no case and rings nothing."
        ),
    )


@allow(LEADING)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any, network: str) -> HttpResponse:
    """A new source, by the form of its network."""
    found = {one.name: one for one in _configurable()}.get(network)
    if found is None or found.form is None:
        raise Http404
    naming = NameForm(request.POST or None)
    form = import_string(found.form)(request.POST or None)
    history = None if found.history_is_work else HistoryForm(request.POST or None)
    if naming.is_valid() and form.is_valid() and (history is None or history.is_valid()):
        taken = history is not None and history.cleaned_data["take_history"]
        made = _stored(request, form, lambda: _made(request, found, naming, form, taken))
        if made:
            messages.success(request, _("Listening: %s") % made)
            return redirect("source", request.workspace.slug, made.pk)
    context = {"naming": naming, "form": form, "history": history, **_about(found, form)}
    status = 422 if request.method == "POST" else 200
    return render(request, "channels/new.html", context, status=status)


@allow(LEADING)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Any, source: int) -> HttpResponse:
    """Change a source by the same form. Its saved secrets are not shown; left empty, they stay."""
    found = _source(request, source)
    network = _network(found.network)
    if network is None or network.form is None or network not in _configurable():
        raise Http404
    saved = saved_secrets(found)
    naming = NameForm(request.POST or None, initial={"source_name": found.name})
    form = import_string(network.form)(_filled(request, saved), initial={**found.config})
    _write_lists(form)
    _hide(form, network, saved)
    if naming.is_valid() and form.is_valid():
        changed = _stored(request, form, lambda: _changed(request, found, naming, form))
        if changed:
            messages.success(request, _("Saved: %s") % changed)
            return redirect("source", request.workspace.slug, changed.pk)
    context = {"source": found, "naming": naming, "form": form, **_about(network, form)}
    status = 422 if request.method == "POST" else 200
    return render(request, "channels/new.html", context, status=status)


def _about(network: Network, form: Any) -> dict[str, Any]:
    package = package_of(network)
    return {
        "network": network,
        "seldom": getattr(form, "seldom", frozenset()),  # fields that stand folded away
        "setup": setup_page(package, get_language() or "en"),
        "quality": quality(package),
    }


def _filled(request: Any, saved: Mapping[str, Any]) -> QueryDict | None:
    """What was sent, with the saved secrets where a field of one was left empty."""
    if request.method != "POST":
        return None
    data: QueryDict = request.POST.copy()
    for name, value in saved.items():
        if not data.get(name):
            data[name] = value
    return data


def _write_lists(form: Any) -> None:
    """What a config holds as a list stands in its field as a person types it."""
    for name, value in form.initial.items():
        if isinstance(value, list) and name in form.fields:
            lines = isinstance(form.fields[name].widget, forms.Textarea)
            form.initial[name] = ("\n" if lines else " ").join(map(str, value))


def _hide(form: Any, network: Network, saved: Mapping[str, Any]) -> None:
    for name in network.secrets & form.fields.keys() & saved.keys():
        field = form.fields[name]
        field.initial, field.required = None, False
        field.widget = forms.PasswordInput(render_value=False, attrs={"autocomplete": "off"})
        field.help_text = _("Saved; leave empty to keep it.")


def _stored(request: Any, form: Any, store: Callable[[], Source | None]) -> Source | None:
    try:
        return store()
    except (ChannelError, ValidationError) as error:
        told = str(error) if isinstance(error, ChannelError) else error
        form.add_error(None, told)
        return None


def _is_free(request: Any, naming: forms.Form, but: Source | None = None) -> bool:
    taken = queries.named(request.workspace, naming.cleaned_data["source_name"])
    if taken is None or taken == but:
        return True
    naming.add_error("source_name", _("There is a source with this name."))
    return False


def _made(
    request: Any, network: Network, naming: forms.Form, form: Any, take_history: bool
) -> Source | None:
    if not _is_free(request, naming):
        return None
    return actions.configure_source(
        request.workspace,
        network.name,
        naming.cleaned_data["source_name"],
        form.config(),
        by=request.user,
        take_history=take_history,
    )


def _changed(request: Any, source: Source, naming: forms.Form, form: Any) -> Source | None:
    if not _is_free(request, naming, but=source):
        return None
    with transaction.atomic():
        # What the form does not show stays: the address of a web hook, what a command set.
        unshown = {name: source.config[name] for name in source.config.keys() - form.fields.keys()}
        actions.change_config(source, {**form.config(), **unshown}, by=request.user)
        if source.name != naming.cleaned_data["source_name"]:
            actions.rename(source, naming.cleaned_data["source_name"], by=request.user)
    return source
