"""How good the readings are, as people found who read the same posts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from firebell.accounts.access import allow
from firebell.accounts.enums import ANSWERING, EVERYONE
from firebell.common import clock
from firebell.understanding import queries
from firebell.understanding.queries.labelling import monday

WEEKS = 26


@allow(EVERYONE)
@require_safe
def quality(request: Any) -> HttpResponse:
    since = monday(clock.now(), request.workspace.time_zone) - timedelta(weeks=WEEKS)
    context = {
        "missed": queries.missed_by_week(request.workspace.pk, since),
        "may_label": request.role in ANSWERING,
    }
    return render(request, "understanding/quality.html", context)
