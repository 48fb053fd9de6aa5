"""All that a search finds, as a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from firebell.accounts.access import allow
from firebell.accounts.enums import LISTENING
from firebell.common import audit, clock
from firebell.common.spreadsheet import csv_lines
from firebell.common.streaming import download
from firebell.core.query import QueryError
from firebell.desk.queries import searching
from firebell.desk.queries.searching import Found, Wanted

WHOLE_TEXT = 1 << 20  # letters; a row holds no more


@allow(LISTENING)
@require_safe
def export(request: Any) -> StreamingHttpResponse:
    """Every hit as CSV, the newest first, however many."""
    workspace, text = request.workspace, request.GET.get("q", "").strip()
    try:
        wanted = searching.understood(workspace.pk, text, request.user, clock.now())
    except QueryError as error:
        raise Http404 from error
    told = {"q": text}
    audit.record("search_exported", actor=request.user, workspace_id=workspace.pk, data=told)
    page = request.build_absolute_uri(reverse("search", args=[workspace.slug]))
    return download(
        request,
        csv_lines(_head(), _rows(wanted, page.removesuffix("search/") + "cases/")),
        name=f"{workspace.slug}-search.csv",
        content_type="text/csv; charset=utf-8",
    )


def _head() -> list[str]:
    return [
        pgettext("search export", "At"),
        _("Channel"),
        _("Handle"),
        _("Text"),
        _("Sentiment"),
        _("Ours"),
        _("Note"),
        _("Case"),
        _("State"),
        _("Owner"),
        _("Address"),
    ]


def _rows(wanted: Wanted, cases: str) -> Iterator[list[Any]]:
    for places in searching.everything(wanted):
        for one in searching.found_at(
            wanted.workspace_id, places, wanted.terms, letters=WHOLE_TEXT
        ):
            yield _cells(one, cases)


def _cells(one: Found, cases: str) -> list[Any]:
    case = one.case
    return [
        one.at.isoformat(),
        one.channel,
        one.who,
        one.text,
        one.mood,
        int(one.ours),
        int(one.note),
        case.number if case else "",
        case.get_state_display() if case else "",
        case.owner.name if case and case.owner else "",
        f"{cases}{case.number}/" if case else "",
    ]
