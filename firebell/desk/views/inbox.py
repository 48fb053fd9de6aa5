"""The inbox: views, filters, and all of it as a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from firebell.accounts.access import allow
from firebell.accounts.enums import ANSWERING, EVERYONE, LEADING, LISTENING
from firebell.common import audit, clock
from firebell.common.spreadsheet import csv_lines
from firebell.common.streaming import download
from firebell.desk import queries
from firebell.desk.enums import View
from firebell.desk.forms import FilterForm, view_of
from firebell.desk.models import Case
from firebell.desk.queries import BadCursorError, Filters
from firebell.desk.queries.faces import Face, faces
from firebell.desk.views import bulk
from firebell.listening.queries import channels_heard
from firebell.outbound.enums import ReplyState

PAGE_SIZE = 25  # two screens of a laptop; each row costs three look-ups on a cold disk
EXPORT_PAGE = 500


@allow(EVERYONE)
@require_safe
def inbox(request: Any) -> HttpResponse:
    """One page of a view."""
    workspace_id, now = request.workspace.pk, clock.now()
    form = _filter_form(request)
    if request.GET.get("q", "").strip():
        return redirect(_searched(request))
    context = {
        "form": form,
        "views": _views(request, now),
        "view": view_of(request.GET.get("view", "")),
        "now": now,
        "may_export": request.role in LISTENING,
        "may_enter": request.role in ANSWERING,
        "may_lead": request.role in LEADING,
        "pinned": queries.pinned_searches(workspace_id, request.user),
        "filtered": any(request.GET.get(name) for name in form.fields),
        **bulk.offered(request),
    }
    try:
        page = queries.inbox(
            workspace_id,
            context["view"],
            request.user,
            now,
            form.filters(),
            request.GET.get("cursor", ""),
            size=PAGE_SIZE,
        )
    except BadCursorError:
        return redirect("inbox", request.workspace.slug)
    context |= {"rows": _rows(page.cases), "next": page.next}
    states = queries.unsent_cases(workspace_id, page.cases)
    context["unsent"] = states.keys()
    context["failed"] = {case for case, state in states.items() if state == ReplyState.FAILED}
    return render(request, "desk/inbox.html", context)


def _searched(request: Any) -> str:
    """Where a search is answered; older bookmarks ask the inbox."""
    page = reverse("search", args=[request.workspace.slug])
    return f"{page}?{urlencode({'q': request.GET['q']})}"


def _filter_form(request: Any) -> FilterForm:
    workspace_id = request.workspace.pk
    channels = channels_heard(workspace_id)
    return FilterForm(
        request.GET,
        workspace_id=workspace_id,
        channels=channels,
        tags=queries.tags(workspace_id),
        queues=queries.queues(workspace_id),
    )


def _views(request: Any, now: Any) -> list[tuple[View, str]]:
    """Every view with how many cases it holds, in words that fit a tab; none is told by none."""
    counts = queries.inbox_counts(request.workspace.pk, request.user, now)
    limit = queries.COUNT_LIMIT
    shown = {view: f"{limit - 1}+" if n >= limit else str(n or "") for view, n in counts.items()}
    return [(view, shown.get(view, "")) for view in View]


def _rows(cases: list[Case]) -> list[tuple[Case, Face | None]]:
    known = faces(cases)
    return [(case, known.get(case.pk)) for case in cases]


@allow(LISTENING)
@require_safe
def export(request: Any) -> StreamingHttpResponse:
    """Every case of the view as CSV, however many."""
    view = view_of(request.GET.get("view", ""))
    filters = _filter_form(request).filters()
    audit.record(
        "cases_exported",
        actor=request.user,
        workspace_id=request.workspace.pk,
        data={"view": str(view)},
    )
    address = request.build_absolute_uri(reverse("inbox", args=[request.workspace.slug]))
    base = address.removesuffix("inbox/") + "cases/"
    rows = _exported(request.workspace.pk, view, request.user, filters, base)
    return download(
        request,
        csv_lines(_head(), rows),
        name=f"{request.workspace.slug}-{view}.csv",
        content_type="text/csv; charset=utf-8",
    )


def _head() -> list[str]:
    return [
        _("Case"),
        _("State"),
        _("Priority"),
        _("Channel"),
        _("Language"),
        _("Brand"),
        _("Handle"),
        pgettext("person", "Name"),
        _("Newest word"),
        _("Sentiment"),
        _("Owner"),
        _("Opened"),
        _("Due"),
        _("Closed"),
        _("Address"),
    ]


def _exported(
    workspace_id: int, view: View, user: Any, filters: Filters, base: str
) -> Iterator[list[Any]]:
    now, cursor = clock.now(), ""
    while True:
        page = queries.inbox(workspace_id, view, user, now, filters, cursor, size=EXPORT_PAGE)
        for case, face in _rows(page.cases):
            yield _cells(case, face, base)
        cursor = page.next
        if not cursor:
            return


def _told(case: Case, face: Face | None) -> str:
    if face and face.hidden:
        return ""
    return face.text if face else case.title


def _cells(case: Case, face: Face | None, base: str) -> list[Any]:
    profile, brand = case.profile, case.brand
    instants = (case.opened_at, case.due_at, case.closed_at)
    return [
        case.number,
        case.get_state_display(),
        case.priority,
        case.channel,
        case.language,
        brand.name if brand else "",
        profile.handle if profile else "",
        profile.name if profile else "",
        _told(case, face),
        face.sentiment if face else "",
        str(case.owner or ""),
        *(at.isoformat(timespec="seconds") if at else "" for at in instants),
        f"{base}{case.number}/",
    ]
