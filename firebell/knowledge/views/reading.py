"""Reading what the house knows: the list, an article, and what it said before."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from firebell.accounts.access import allow
from firebell.accounts.enums import ANSWERING, EVERYONE, LEADING
from firebell.core.knowledge.blocks import blocks
from firebell.core.knowledge.standing import coming, days_left, standing
from firebell.knowledge import queries
from firebell.knowledge.enums import ArticleStanding, Shown
from firebell.knowledge.forms import FilterForm, ReviewForm, shown_of, today
from firebell.knowledge.models import Article

PAGE_SIZE = 25


@allow(EVERYONE)
@require_safe
def articles(request: Any) -> HttpResponse:
    """One page of a view, or what a search finds."""
    workspace_id, day = request.workspace.pk, today()
    form = FilterForm(request.GET, workspace_id=workspace_id)
    shown, q = shown_of(request.GET.get("view", "")), request.GET.get("q", "")[:200]
    counts = queries.counts(workspace_id, day)
    context: dict[str, Any] = {
        "form": form,
        "view": shown,
        "views": [(one, counts.get(one)) for one in Shown],
        "q": q,
        "filtered": any(request.GET.get(name) for name in form.fields),
        "may_propose": request.role in ANSWERING,
    }
    if q.strip():
        found = queries.search(workspace_id, q)
    else:
        rows = queries.listed(workspace_id, shown, day, form.filters())
        context["page"] = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
        found = list(context["page"])
    context["rows"] = [(one, told(one)) for one in found]
    return render(request, "knowledge/articles.html", context)


def told(article: Article) -> dict[str, Any]:
    """How an article stands, in words and days."""
    day, stands = today(), article.core
    comes = coming(stands)
    return {
        "standing": ArticleStanding(standing(stands, day)),
        "coming": ArticleStanding(comes) if comes else None,
        "days_left": days_left(stands, day),
    }


@allow(EVERYONE)
@require_safe
def article(request: Any, article: int) -> HttpResponse:
    return show(request, found(request, article))


def found(request: Any, key: int) -> Article:
    article = queries.article(request.workspace.pk, key)
    if article is None:
        raise Http404
    return article


def show(request: Any, article: Article, status: int = 200, **more: Any) -> HttpResponse:
    """What readers see, and beside it the version that is on its way."""
    shown, newest = article.shown, article.newest
    assert shown is not None
    assert newest is not None
    context = {
        "article": article,
        "shown": shown,
        "blocks": blocks(shown.body),
        "newest": newest,
        "changed": article.published is not None and newest != shown,
        "versions": list(queries.versions(article)[:100]),
        "rates": queries.rates([article])[article.pk],
        "may_propose": request.role in ANSWERING,
        "may_review": request.role in LEADING,
        "wrote_newest": newest.author_id == request.user.pk,
        "wrote_published": shown.author_id == request.user.pk,
        "review": ReviewForm.offered(),
        **told(article),
    }
    return render(request, "knowledge/article.html", context | more, status=status)


@allow(EVERYONE)
@require_safe
def version(request: Any, article: int, number: int) -> HttpResponse:
    """One version as it was left."""
    of = found(request, article)
    asked = queries.versions(of).filter(number=number).first() if number < 2**31 else None
    if asked is None:
        raise Http404
    context = {
        "article": of,
        "version": asked,
        "blocks": blocks(asked.body),
        "is_published": asked == of.published,
        "may_review": request.role in LEADING,
    }
    return render(request, "knowledge/version.html", context)
