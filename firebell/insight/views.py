from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from firebell.accounts import queries as accounts
from firebell.accounts.access import allow
from firebell.accounts.enums import ANSWERING, EVERYONE, LISTENING
from firebell.common import clock
from firebell.desk import queries as desk
from firebell.insight import queries
from firebell.triggers import queries as triggers
from firebell.triggers.headlines import headline

ALERTS = 6
SOURCES = 6
PEOPLE = 12
COUNTED = 5_000  # a longer line of people waiting is shown as "4,999+"


@allow(EVERYONE)
@require_safe
def bell(request: Any) -> HttpResponse:
    """Is something starting, is anybody waiting, do we hear everything, who is on duty?"""
    workspace_id, now = request.workspace.pk, clock.now()
    ringing = list(triggers.ringing_alerts(workspace_id)[: ALERTS + 1])
    ears = queries.ears(workspace_id)
    on_duty = list(accounts.on_duty(workspace_id, now)[:200])
    context = {
        "now": now,
        "alerts": [(alert, headline(alert.headline)) for alert in ringing[:ALERTS]],
        "more_alerts": len(ringing) > ALERTS,
        "heard": queries.heard(workspace_id, now),
        "waiting": desk.unattended(workspace_id, now, up_to=COUNTED),
        "unsent": desk.count_unsent(workspace_id, COUNTED),
        "counted": COUNTED,
        "answered": queries.answered(workspace_id),
        "next_due": queries.next_due(workspace_id, now),
        "ears": ears,
        "sources": ears.sources[:SOURCES],
        "on_duty": on_duty[:PEOPLE],
        "more_people": max(len(on_duty) - PEOPLE, 0),
        "i_am_on_duty": any(person.pk == request.user.pk for person in on_duty),
        "has_queries": queries.has_queries(workspace_id),
        "may_listen": request.role in LISTENING,
        "may_serve": request.role in ANSWERING,
    }
    return render(request, "insight/bell.html", context)
