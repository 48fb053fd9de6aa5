"""What rang, and what people say of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from firebell.accounts.access import allow
from firebell.accounts.enums import ANSWERING, EVERYONE, LISTENING
from firebell.triggers import actions, charts, passed_on, queries
from firebell.triggers.enums import AlertState
from firebell.triggers.headlines import headline
from firebell.triggers.models import Alert
from firebell.triggers.wording.spans import in_the_last
from firebell.triggers.wording.why import why
from firebell.understanding.judged import mood

PAGE_SIZE = 40


@allow(EVERYONE)
@require_safe
def alerts(request: Any) -> HttpResponse:
    """What rang, the newest first; `before` is the key of the last alert on the page before."""
    found = queries.alerts_of(request.workspace.pk)
    only_open = request.GET.get("state") == "open"
    if only_open:
        found = found.exclude(state=AlertState.CLOSED)
    page = list(queries.alerts_before(found, request.GET.get("before", ""))[: PAGE_SIZE + 1])
    context = {
        "alerts": [(alert, headline(alert.headline)) for alert in page[:PAGE_SIZE]],
        "older": queries.alert_key(page[PAGE_SIZE - 1]) if len(page) > PAGE_SIZE else "",
        "only_open": only_open,
    }
    return render(request, "triggers/alerts.html", context)


@allow(EVERYONE)
@require_safe
def alert(request: Any, alert: int) -> HttpResponse:
    found = _found(request, alert)
    points = charts.points(found)
    context = {
        "alert": found,
        "headline": headline(found.headline),
        "chart": charts.chart(found, points),
        "points": charts.table(points),
        "evidence": [(one, mood(one.interaction)) for one in queries.evidence_of(found)],
        "span": in_the_last(found.window),
        "why": why(found),
        "joined": queries.joined(found),
        "passed_on": passed_on.around(found),
        "told": list(queries.notifications_of(found)),
        "may_judge": request.role in ANSWERING | LISTENING,
    }
    return render(request, "triggers/alert.html", context)


def _found(request: Any, key: int) -> Alert:
    return get_object_or_404(queries.alerts_of(request.workspace.pk), pk=min(key, 2**62))


@allow(ANSWERING | LISTENING)
@require_POST
def judge(request: Any, alert: int) -> HttpResponse:
    """Seen, useful or not useful, by the name of the button."""
    found = _found(request, alert)
    verdict = request.POST.get("verdict", "")
    if verdict == "seen":
        actions.acknowledge(found, by=request.user)
        messages.success(request, _("Seen by you."))
    elif verdict in ("useful", "not_useful"):
        actions.mark_useful(found, verdict == "useful", by=request.user)
        messages.success(request, _("Thank you: it is kept with the alert."))
    return redirect("alert", request.workspace.slug, found.pk)
