"""Writing articles, asking for a review, and reviewing them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from firebell.accounts.access import allow
from firebell.accounts.enums import ANSWERING, LEADING
from firebell.knowledge import actions
from firebell.knowledge.actions import Refused
from firebell.knowledge.forms import ArticleForm, ReviewForm, initial
from firebell.knowledge.models import Article
from firebell.knowledge.views.reading import found


@allow(ANSWERING)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any) -> HttpResponse:
    begun = {name: request.GET.get(name, "")[:160] for name in ("title", "language", "kind")}
    language = request.user.language or "en"
    form = ArticleForm(request.POST or None, initial={"language": language} | _some(begun))
    if request.method == "POST" and form.is_valid():
        article = actions.propose(request.workspace, form.text(), request.user)
        return _kept(request, article)
    return _form(request, form, None)


def _some(begun: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in begun.items() if value}


@allow(ANSWERING)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Any, article: int) -> HttpResponse:
    """The next version, written from the newest. What was written is kept where it is refused."""
    saved = found(request, article)
    assert saved.newest is not None
    form = ArticleForm(request.POST or None, initial=initial(saved.newest))
    if request.method == "POST" and form.is_valid():
        after = form.cleaned_data["after"] or 0
        try:
            actions.revise(saved, form.text(), request.user, after=after)
        except Refused as refused:
            form.add_error(None, str(refused))
            return _form(request, form, saved)
        return _kept(request, saved)
    return _form(request, form, saved)


def _form(request: Any, form: ArticleForm, article: Article | None) -> HttpResponse:
    context = {"form": form, "article": article}
    status = 422 if form.errors else 200
    return render(request, "knowledge/edit.html", context, status=status)


def _kept(request: Any, article: Article) -> HttpResponse:
    if "submit" in request.POST:
        actions.submit(article, request.user)
        messages.success(request, _("Kept. A lead is asked to review it."))
    else:
        messages.success(request, _("Kept as a draft."))
    return redirect("article", request.workspace.slug, article.pk)


@allow(ANSWERING)
@require_POST
def submit(request: Any, article: int) -> HttpResponse:
    """A draft that is ready."""
    asked = found(request, article)
    try:
        actions.submit(asked, request.user)
        messages.success(request, _("A lead is asked to review it."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("article", request.workspace.slug, asked.pk)


@allow(LEADING)
@require_POST
def review(request: Any, article: int) -> HttpResponse:
    """Publish, send back, renew or withdraw, by the button."""
    asked, verb = found(request, article), request.POST.get("verb", "")
    try:
        if told := _reviewed(request, asked, verb):
            messages.success(request, told)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("article", request.workspace.slug, asked.pk)


def _reviewed(request: Any, article: Article, verb: str) -> str:
    if verb == "return":
        actions.send_back(article, request.POST.get("why", ""), request.user)
        return _("Sent back to its author.")
    if verb == "withdraw":
        actions.withdraw(article, request.POST.get("why", ""), request.user)
        return _("Withdrawn. Nobody is offered it any more.")
    if verb not in ("publish", "renew"):
        return ""
    form = ReviewForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose the day until which it holds."))
    day = form.cleaned_data["review_by"]
    if verb == "renew":
        actions.renew(article, day, request.user)
        return _("It still holds.")
    number = request.POST.get("number", "")
    read = int(number) if number.isascii() and number.isdecimal() and len(number) < 9 else 0
    actions.publish(article, day, request.user, number=read)
    return _("Published. It is suggested from now on.")
