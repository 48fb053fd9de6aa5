from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from firebell.accounts.access import allow
from firebell.accounts.enums import EVERYONE, LISTENING
from firebell.common import audit
from firebell.core.query import QueryError
from firebell.core.understanding.topics import Topic
from firebell.listening import actions, queries
from firebell.listening.enums import QueryKind
from firebell.listening.forms import LONGEST_EXAMPLE, QueryForm
from firebell.listening.models import Query
from firebell.listening.preview import NEWEST, preview, preview_topic
from firebell.listening.wording import MarkedError


@allow(LISTENING)
@require_safe
def query_list(request: Any) -> HttpResponse:
    found = list(queries.queries_of(request.workspace.pk)[:1_000])
    return render(request, "listening/queries.html", {"queries": found})


@allow(LISTENING)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Any, query: int | None = None) -> HttpResponse:
    """A new or saved query; the button "try" shows the preview, "save" stores it."""
    saved = _query(request, query) if query else None
    form = QueryForm(
        request.POST or None,
        initial=_initial(request, saved),
        workspace_id=request.workspace.pk,
        query=saved,
    )
    context = {"form": form, "query": saved, "newest": NEWEST}
    if request.method == "POST" and "save" in request.POST and form.is_valid():
        if _saved(request, form, saved):
            return redirect("queries", request.workspace.slug)
    elif request.method != "POST" and saved is None and not form.initial.get("examples"):
        return render(request, "listening/query.html", context)
    context |= _tried(request, {name: form[name].value() or "" for name in _TRIED}, saved)
    return render(request, "listening/query.html", context, status=422 if form.errors else 200)


def _query(request: Any, key: int) -> Query:
    return get_object_or_404(queries.queries_of(request.workspace.pk), pk=key)


def _initial(request: Any, saved: Query | None) -> dict[str, Any]:
    if saved is None:
        return _suggested(request) or {"kind": QueryKind.BRAND}
    return {
        "name": saved.name,
        "kind": saved.kind,
        "brand": saved.brand_id,
        "text": saved.text,
        "description": saved.description,
        "examples": "\n".join(saved.examples),
    }


def _suggested(request: Any) -> dict[str, Any] | None:
    """A topic of words that were heard: `examples` are their ids, parted by commas."""
    asked = request.GET.get("examples", "")[:_LONGEST_IDS].split(",")
    ids = [int(one) for one in asked if one.isascii() and one.isdecimal() and len(one) < 19]
    texts = queries.texts_of(request.workspace.pk, ids[:MOST_SUGGESTED])
    if not texts:
        return None
    return {
        "kind": QueryKind.TOPIC,
        "name": request.GET.get("name", "")[:120],
        "examples": "\n".join(" ".join(text.split())[:LONGEST_EXAMPLE] for text in texts),
    }


_LONGEST = 200_000
_LONGEST_IDS = 1_000
MOST_SUGGESTED = 20
_TRIED = ("name", "text", "description", "examples")


def _tried(request: Any, told: Mapping[str, str], saved: Query | None) -> dict[str, Any]:
    """The preview, or the marked fault. A description is tried where no search is written."""
    text = told["text"].strip()
    examples = tuple(line for line in told["examples"].splitlines() if line.strip())
    if not text and (told["description"].strip() or examples):
        topic = Topic(saved.pk if saved else 0, told["name"], told["description"], examples)
        return {"preview": preview_topic(request.workspace.pk, topic)}
    try:
        return {"preview": preview(request.workspace.pk, text, saved.text if saved else "")}
    except QueryError as error:
        return {"fault": MarkedError.of(text, error)}


def _saved(request: Any, form: QueryForm, saved: Query | None) -> bool:
    data = form.cleaned_data
    try:
        with transaction.atomic():  # no brand is left behind by a query that was refused
            brand = data["brand"]
            if data["new_brand"]:
                own = data["kind"] != QueryKind.COMPETITOR
                brand = actions.ensure_brand(request.workspace.pk, data["new_brand"], own=own)
            actions.save_query(
                request.workspace,
                name=data["name"],
                kind=data["kind"],
                text=data["text"],
                brand=brand,
                by=request.user,
                query=saved,
                told=actions.Told(data["description"], tuple(data["examples"])),
            )
    except ValidationError as error:
        # The place in the text is marked beside the preview, in the person's language.
        faults = {name: found for name, found in error.message_dict.items() if name != "text"}
        if "text" in error.message_dict:
            form.add_error("text", _("This query cannot be read. The place is marked beside it."))
        form.add_error(None, ValidationError(faults))
        return False
    messages.success(request, _("Saved. It listens from the next batch on."))
    return True


@allow(LISTENING)
@require_POST
def try_query(request: Any) -> HttpResponse:
    """Only the preview, while somebody types."""
    key = request.POST.get("query", "")
    saved = _query(request, int(key[:18])) if key.isdecimal() else None
    told = {name: request.POST.get(name, "")[:_LONGEST] for name in _TRIED}
    told["text"] = told["text"][:10_000]
    context = _tried(request, told, saved)
    return render(request, "listening/preview.html", context | {"newest": NEWEST})


@allow(LISTENING)
@require_POST
def active(request: Any, query: int) -> HttpResponse:
    saved = _query(request, query)
    actions.set_query_active(saved, request.POST.get("active") == "1", by=request.user)
    messages.success(request, _("Listening.") if saved.active else _("Stopped."))
    return redirect("queries", request.workspace.slug)


@allow(EVERYONE)
@require_safe
def attachment(request: Any, attachment: int) -> HttpResponse:
    """A file that came with a word: to be saved, never to be shown by the browser."""
    found = queries.attachment(request.workspace.pk, min(attachment, 2**62))
    if found is None or found.content is None:
        raise Http404
    audit.record(
        "attachment_downloaded",
        actor=request.user,
        workspace_id=request.workspace.pk,
        about=found,
        data={"interaction": found.interaction_id, "size": found.size},
    )
    # Its sender's word for the type is worth nothing.
    response = HttpResponse(bytes(found.content), content_type="application/octet-stream")
    name = _file_name(found.name) or f"attachment-{found.pk}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _file_name(claimed: str) -> str:
    """The last part of the name, without what steers a terminal or the order of letters."""
    last = claimed.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable()).strip(". ")[:150]
