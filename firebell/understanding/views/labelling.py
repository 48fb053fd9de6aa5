"""One post after another, read by a person with two keys."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from firebell.accounts.access import allow
from firebell.accounts.enums import ANSWERING
from firebell.understanding import actions, queries
from firebell.understanding.enums import Field
from firebell.understanding.fields import FIELDS
from firebell.understanding.judged import Judged, asked_choices
from firebell.understanding.models import Asked
from firebell.understanding.queries.labelling import fields_asked

KEYS = {"negative": "1", "neutral": "2", "positive": "3", "yes": "y", "no": "n"}


@allow(ANSWERING)
@require_http_methods(["GET", "HEAD", "POST"])
def label(request: Any) -> HttpResponse:
    if request.method == "POST":
        return _take(request)
    asked = _chosen(request) or _next(request)
    last = queries.last_done(request.workspace.pk, request.user)
    context = {
        "asked": asked,
        "questions": _questions(asked) if asked else [],
        "keys": KEYS,
        "may_undo": last is not None,
        "left": queries.open_by_chance(request.workspace.pk),
    }
    return render(request, "understanding/label.html", context)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def _chosen(request: Any) -> Asked | None:
    """The post named in the address, while it is still asked about."""
    found = queries.one_asked(request.workspace.pk, _number(request.GET.get("asked", "")))
    return found if found is not None and found.done_at is None else None


def _next(request: Any) -> Asked | None:
    if not queries.useful_open(request.workspace.pk):
        actions.ask_for_useful(request.workspace)
    return queries.next_asked(request.workspace.pk, request.user)


def _questions(asked: Asked) -> list[tuple[Judged, list[tuple[Any, str]]]]:
    """What is asked, each choice with its key. The reader's own opinion is not shown: it would
    lead the person who is to judge it."""
    said = queries.corrections_of([asked.interaction_id]).get(asked.interaction_id, {})
    questions = [asked_choices(field, said.get(field)) for field in fields_asked(asked.why)]
    return [(one, [(choice, KEYS[choice.value]) for choice in one.choices]) for one in questions]


def _take(request: Any) -> HttpResponse:
    """`asked` with a `field` and what it `says`, or `skip`; or `undo`, of this post or the last."""
    workspace_id = request.workspace.pk
    asked = queries.one_asked(workspace_id, _number(request.POST.get("asked", "")))
    if "undo" in request.POST:
        return _undo(request, asked)
    if asked is None:
        raise Http404
    if "skip" in request.POST:
        actions.skip(asked, request.user)
        return redirect("reading-label", request.workspace.slug)
    field, says = request.POST.get("field", ""), request.POST.get("says", "")
    if field not in fields_asked(asked.why) or says not in FIELDS[field].values:
        raise Http404
    try:
        done = actions.label(asked, Field(field), says, request.user)
    except actions.NotRead:
        raise Http404 from None
    return _to(request, None if done else asked)


def _undo(request: Any, asked: Asked | None) -> HttpResponse:
    begun = asked is not None and asked.done_at is None and _has_begun(request, asked)
    last = asked if begun else queries.last_done(request.workspace.pk, request.user)
    if last is not None:
        actions.unlabel(last, request.user)
    return _to(request, last)


def _has_begun(request: Any, asked: Asked) -> bool:
    said = queries.corrections_of([asked.interaction_id]).get(asked.interaction_id, {})
    return any(one.by_id == request.user.pk for one in said.values())


def _to(request: Any, asked: Asked | None) -> HttpResponse:
    address = reverse("reading-label", args=[request.workspace.slug])
    return redirect(f"{address}?asked={asked.pk}" if asked else address)
