"""The register of complaints: the list, one complaint, and all of it as a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from firebell.accounts.access import allow
from firebell.accounts.enums import ANSWERING, EVERYONE, LEADING, LISTENING
from firebell.common.spreadsheet import csv_lines
from firebell.common.streaming import download
from firebell.core.improve.complaint_states import TABLE, State, Verb, pressure
from firebell.desk import queries as desk
from firebell.desk.models import Case
from firebell.improve import actions, queries
from firebell.improve.actions import Refused
from firebell.improve.enums import DeadlineTold, Listed
from firebell.improve.exporting import exported, told
from firebell.improve.forms import ComplaintForm, ListForm, initial, number_of, today, view_of
from firebell.improve.models import Complaint

PAGE_SIZE = 25
EXPORT_PIECE = 500


@allow(EVERYONE)
@require_safe
def register(request: Any) -> HttpResponse:
    """One page of a view of the register."""
    workspace_id = request.workspace.pk
    form, view = ListForm(request.GET), view_of(request.GET.get("view", ""))
    counts = queries.counts(workspace_id)
    rows = queries.listed(workspace_id, view, form.category_wanted())
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    warn_days = queries.register(workspace_id).warn_days
    context = {
        "form": form,
        "view": view,
        "views": [(one, counts.get(one)) for one in Listed],
        "page": page,
        "rows": [(one, _stands(one, warn_days)) for one in page],
        "filtered": bool(form.category_wanted()),
        "may_export": request.role in LISTENING,
        "asked": queries.waiting_goodwill(workspace_id).count() if request.role in LEADING else 0,
    }
    return render(request, "improve/complaints.html", context)


def _stands(complaint: Complaint, warn_days: int) -> DeadlineTold:
    """How its deadline stands today; a closed one presses nobody."""
    if complaint.closed_at is not None:
        return DeadlineTold.NONE
    return DeadlineTold(pressure(complaint.deadline, today(), warn_days))


@allow(ANSWERING)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any) -> HttpResponse:
    """A complaint of the case that `case` names by its number."""
    case = _case(request)
    kept = queries.register(request.workspace.pk)
    form = ComplaintForm(
        request.POST or None,
        initial=initial(None, kept) | {"owner": request.user},
        workspace_id=request.workspace.pk,
    )
    if request.method == "POST" and form.is_valid():
        made = actions.register_complaint(case, form.told(), request.user)
        messages.success(request, _("Registered as complaint %s.") % made.number)
        return redirect("complaint", request.workspace.slug, made.number)
    status = 422 if form.errors else 200
    return render(
        request, "improve/complaint_new.html", {"form": form, "case": case}, status=status
    )


def _case(request: Any) -> Case:
    number = number_of(request.GET.get("case", ""))
    found = Case.objects.filter(workspace=request.workspace, number=number) if number else None
    case = found.select_related("profile").first() if found is not None else None
    if case is None:
        raise Http404
    return case


def found(request: Any, number: int) -> Complaint:
    complaint = queries.complaint(request.workspace.pk, number)
    if complaint is None:
        raise Http404
    return complaint


def _may_change(request: Any) -> bool:
    return request.role in ANSWERING


@allow(EVERYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def complaint(request: Any, complaint: int) -> HttpResponse:
    """All that is known of one; whoever answers people may add to it."""
    kept = found(request, complaint)
    if request.method == "POST" and not _may_change(request):
        raise Http404
    register = queries.register(request.workspace.pk)
    form = ComplaintForm(
        request.POST or None,
        initial=initial(kept, register),
        workspace_id=request.workspace.pk,
        complaint=kept,
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_complaint(kept, form.told(), request.user)
            messages.success(request, _("Saved."))
            return redirect("complaint", request.workspace.slug, kept.number)
        except Refused as refused:
            form.add_error(None, str(refused))
    context = {
        "complaint": kept,
        "form": form,
        "stands": _stands(kept, register.warn_days),
        "remaining": desk.remaining(kept.case),
        "verbs": set(map(str, TABLE[State(kept.state)])),
        "may_change": _may_change(request),
    }
    return render(request, "improve/complaint.html", context, status=422 if form.errors else 200)


@allow(ANSWERING)
@require_POST
def move(request: Any, complaint: int) -> HttpResponse:
    """Decide, close or open again, by the button."""
    kept, verb = found(request, complaint), request.POST.get("verb", "")
    if verb not in list(Verb):
        raise Http404
    try:
        moved = actions.move_complaint(kept, Verb(verb), request.user)
        messages.success(request, moved.get_state_display())
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("complaint", request.workspace.slug, kept.number)


@allow(LISTENING)
@require_safe
def as_csv(request: Any) -> StreamingHttpResponse:
    """The view as a file for spreadsheets and regulators."""
    found = _exported(request, "csv")
    rows = (["" if value is None else value for value in told(one).values()] for one in found)
    return download(
        request,
        csv_lines(_head(), rows),
        name=f"{request.workspace.slug}-complaints.csv",
        content_type="text/csv; charset=utf-8",
    )


@allow(LISTENING)
@require_safe
def as_json_lines(request: Any) -> StreamingHttpResponse:
    """The same, one JSON object a line; its keys stay what they are."""
    lines = (json.dumps(told(one), ensure_ascii=False) for one in _exported(request, "jsonl"))
    return download(
        request,
        (line + "\n" for line in lines),
        name=f"{request.workspace.slug}-complaints.jsonl",
        content_type="application/x-ndjson; charset=utf-8",
    )


def _exported(request: Any, form: str) -> Iterator[Complaint]:
    """Every complaint of the view, however many."""
    view, category = view_of(request.GET.get("view", "all")), ListForm(request.GET)
    rows = exported(request.workspace, request.user, view, category.category_wanted(), form)
    return rows.iterator(chunk_size=EXPORT_PIECE)


def _head() -> list[str]:
    return [
        _("Complaint"),
        _("State"),
        _("About"),
        _("Root cause"),
        _("What the person complains of"),
        _("What was found"),
        _("Remedy"),
        _("Cost, at least"),
        _("Cost, at most"),
        _("Currency"),
        _("Regulator or ombudsman"),
        _("To be answered by"),
        _("Case"),
        _("Channel"),
        _("Brand"),
        _("Handle"),
        _("Owner"),
        _("Registered"),
        pgettext("complaint", "Decided"),
        pgettext("complaint", "Closed"),
    ]
