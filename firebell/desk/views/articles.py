"""Articles at the desk: putting one into an answer, and what is asked without one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from firebell.accounts.access import allow
from firebell.accounts.enums import ANSWERING, EVERYONE
from firebell.common import clock
from firebell.desk import articles
from firebell.desk.queries.gaps import gaps
from firebell.desk.views.answering import draft_of
from firebell.desk.views.case import found, show
from firebell.knowledge import queries as knowledge

LATELY = timedelta(days=30)
RATED = 100


@allow(ANSWERING)
@require_POST
def put_in(request: Any, number: int, article: int) -> HttpResponse:
    """The answer as it was written, with the article in it: for browsers without scripts."""
    page = found(request, number)
    chosen = knowledge.by_ids(request.workspace.pk, [article]) if article < 2**31 else {}
    if article not in chosen:
        raise Http404
    draft = draft_of(request)
    draft["text"] = articles.put_in(draft["text"], chosen[article], request.POST.get("insert", ""))
    used = articles.named(request.POST.getlist("used")) | {article}
    return show(request, page, draft=draft, used=used)


@allow(EVERYONE)
@require_safe
def missing(request: Any) -> HttpResponse:
    """Topics that were answered without an article, and how the articles that there are do."""
    workspace_id = request.workspace.pk
    rated = list(knowledge.articles(workspace_id).filter(published__isnull=False)[:RATED])
    rates = knowledge.rates(rated)
    shown = [(one, rates[one.pk]) for one in rated if rates[one.pk].suggested]
    context = {
        "gaps": gaps(workspace_id, clock.now() - LATELY)[:50],
        "rated": sorted(shown, key=lambda row: -row[1].suggested),
        "days": LATELY.days,
        "may_propose": request.role in ANSWERING,
    }
    return render(request, "desk/gaps.html", context)
