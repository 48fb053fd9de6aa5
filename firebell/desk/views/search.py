"""Search over everything that was heard and noted, and the searches that people keep."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from firebell.accounts.access import allow
from firebell.accounts.enums import EVERYONE, LISTENING
from firebell.common import clock
from firebell.common.said import Mark
from firebell.core.query import QueryError
from firebell.desk import actions, queries
from firebell.desk.actions import Refused
from firebell.desk.actions.saved_searches import SHARING
from firebell.desk.forms import SavedSearchForm
from firebell.desk.narrowing import chips, offers
from firebell.desk.queries import searching
from firebell.desk.queries.searching import Count, Page, Wanted
from firebell.desk.teaching import EXAMPLES, LANGUAGE
from firebell.listening.full_text import first_at, minute_of
from firebell.listening.queries import channels_heard
from firebell.listening.wording import MarkedError

_CASE = re.compile(r"#?([1-9]\d{0,8})", re.ASCII)


@allow(EVERYONE)
@require_safe
def search(request: Any) -> HttpResponse:
    """What a search finds, a page at a time; without one, how to write it."""
    text = request.GET.get("q", "").strip()
    context = _around(request, text)
    if not text:
        return render(request, "desk/search.html", context)
    try:
        wanted = searching.understood(request.workspace.pk, text, request.user, clock.now())
    except QueryError as error:
        context["fault"] = MarkedError.of(text, error)
        return render(request, "desk/search.html", context)
    return render(request, "desk/search.html", context | _results(request, wanted))


@allow(EVERYONE)
@require_safe
def count(request: Any) -> HttpResponse:
    """How many hits there are, counted exactly, or a step further; a part of the page."""
    text = request.GET.get("q", "").strip()
    try:
        wanted = searching.understood(request.workspace.pk, text, request.user, clock.now())
    except QueryError as error:
        raise Http404 from error
    first = _number(request, "first", 2**63 - 1)
    if searching.at_once(wanted):
        counted = searching.exact_count(wanted, first)
    else:
        counted = searching.count_on(wanted)
    shown = _number(request, "shown", searching.PAGE_SIZE) or 0
    context = {"q": text, "count": counted, "first": first, "shown": shown}
    return render(request, "desk/search_count.html", context | _told(counted, shown))


def _around(request: Any, text: str) -> dict[str, Any]:
    """What stands around the results."""
    saved = list(queries.saved_searches(request.workspace.pk, request.user))
    return {
        "q": text,
        "longest": searching.LONGEST,
        "saved": saved,
        "current": next((one for one in saved if one.text == text), None),
        "may_export": request.role in LISTENING,
        "may_share": request.role in SHARING,
        "may_drop": {one.pk for one in saved if queries.may_drop(one, request.user, request.role)},
        "form": SavedSearchForm(initial={"text": text}),
        "case": _case_named(request, text),
        "today": timezone.localdate(clock.now()),
        "examples": EXAMPLES,
        "conditions": LANGUAGE,
    }


def _case_named(request: Any, text: str) -> Any:
    named = _CASE.fullmatch(text)
    return queries.case_numbered(request.workspace.pk, int(named[1])) if named else None


def _results(request: Any, wanted: Wanted) -> dict[str, Any]:
    workspace_id = request.workspace.pk
    asked = _asked(request)
    page = _page(wanted, asked)
    context = {
        "chips": chips(wanted.node),
        "offers": offers(wanted.node, channels_heard(workspace_id)),
        "whole_word": wanted.whole_word,
        "asked": asked,
        "page": page,
    }
    if page is None:
        return context | {"pending": searching.count_on(wanted, up_to=0)}
    if request.GET.get("count"):
        searching.count_on(wanted)
    counted = searching.count_of(wanted, page)
    rows = searching.found_at(workspace_id, page.places, wanted.terms)
    return context | {
        "rows": [(one, [Mark(*at, "hit", "") for at in one.marks]) for one in rows],
        "count": counted,
        "first": page.places[0] if page.places else None,
        "shown": len(page.places),
        "number": asked.number or (None if asked.moved else 1),
        "may_count": counted.more or (asked.moved and searching.at_once(wanted)),
        "by_itself": searching.at_once(wanted),
        "reached": minute_of(page.reached) if page.reached is not None else None,
        **_told(counted, len(page.places), asked),
    }


@dataclass(frozen=True, slots=True)
class Asked:
    """Which page: of this number, or before or after a place; none of these: the first."""

    number: int | None = None
    before: int | None = None
    after: int | None = None
    day: date | None = None

    @property
    def moved(self) -> bool:
        return self.before is not None or self.after is not None


def _asked(request: Any) -> Asked:
    """What is not understood of it asks for nothing."""
    if number := _number(request, "page", searching.LAST_PAGE):
        return Asked(number=number)
    if day := _day(request.GET.get("day", "")):
        end = datetime.combine(day + timedelta(days=1), time())
        return Asked(before=first_at(timezone.make_aware(end)), day=day)
    before = _number(request, "before", 2**63 - 1)
    after = _number(request, "after", 2**63 - 1) if before is None else None
    return Asked(before=before, after=after)


def _number(request: Any, name: str, most: int) -> int | None:
    written = request.GET.get(name, "")
    if not (written.isascii() and written.isdecimal() and len(written) < 20):
        return None
    return int(written) if 0 < int(written) <= most else None


def _day(written: str) -> date | None:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if 1900 <= day.year < 9999 else None


def _page(wanted: Wanted, asked: Asked) -> Page | None:
    """None where the page of that number has to be counted first."""
    if asked.number is not None:
        page = searching.numbered_page(wanted, asked.number)
        if page is None:
            searching.count_on(wanted, asked.number * searching.PAGE_SIZE)
            page = searching.numbered_page(wanted, asked.number)
        return page
    if asked.after is not None:
        return searching.newer_page(wanted, asked.after)
    return searching.older_page(wanted, asked.before)


def _told(counted: Count, shown: int, asked: Asked | None = None) -> dict[str, Any]:
    """Which hits are shown, where that is known: the first and the last by their numbers."""
    above = counted.above
    if above is None and asked is not None and not asked.moved:
        above = ((asked.number or 1) - 1) * searching.PAGE_SIZE
    if above is None or not shown:
        return {"from_hit": None}
    page, rest = divmod(above, searching.PAGE_SIZE)
    return {
        "from_hit": above + 1,
        "to_hit": above + shown,
        "on_page": page + 1 if rest == 0 else None,
    }


@allow(EVERYONE)
@require_POST
def keep(request: Any) -> HttpResponse:
    """Keep a search under a name, for oneself or the team."""
    form = SavedSearchForm(request.POST)
    text = request.POST.get("text", "").strip()[: searching.LONGEST]
    if form.is_valid():
        try:
            searching.understood(request.workspace.pk, text, request.user, clock.now())
            actions.keep_search(request.workspace, request.user, **form.cleaned_data)
            messages.success(request, _("Kept."))
        except QueryError:
            messages.error(request, _("A search that cannot be read is not kept."))
        except Refused as refused:
            messages.error(request, str(refused))
    else:
        messages.error(request, _("Give the search a name of at most 60 characters."))
    return redirect(_address(request, text))


@allow(EVERYONE)
@require_POST
def drop(request: Any, saved: int) -> HttpResponse:
    """Away with a search that was kept."""
    mine = queries.saved_searches(request.workspace.pk, request.user)
    found = mine.filter(pk=saved).first() if saved < 2**63 else None
    if found is None:
        raise Http404
    actions.drop_search(found, request.user)
    messages.success(request, _("The search is no longer kept."))
    return redirect(_address(request, found.text))


def _address(request: Any, text: str) -> str:
    page = reverse("search", args=[request.workspace.slug])
    return f"{page}?{urlencode({'q': text})}" if text else page
