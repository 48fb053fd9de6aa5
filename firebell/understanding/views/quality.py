"""How good the readings are, as people found who read the same posts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from firebell.accounts.access import allow
from firebell.accounts.enums import ANSWERING, EVERYONE, LEADING
from firebell.common import clock
from firebell.core.understanding.learning import FEWEST_HELD
from firebell.understanding import figures, queries
from firebell.understanding.enums import Field, LayerState
from firebell.understanding.queries.labelling import monday, newest_at

WEEKS = 26


@allow(EVERYONE)
@require_safe
def quality(request: Any) -> HttpResponse:
    """The last half year, counted from the newest post: a recording is judged in its own time."""
    workspace = request.workspace
    newest = newest_at(workspace.pk, clock.now()) or clock.now()
    since = monday(newest, workspace.time_zone) - timedelta(weeks=WEEKS)
    labelled = queries.labelled(workspace.pk, since)
    weeks = figures.by_week(Field.SENTIMENT, labelled)
    found = (figures.field_figures(f, labelled) for f in (Field.SENTIMENT, Field.NEEDS_ANSWER))
    layers = queries.layers(workspace.pk)
    context = {
        "missed": queries.missed_by_week(workspace.pk, since)[:WEEKS],
        "figures": [one for one in found if one is not None],
        "weeks": weeks,
        "chart": figures.chart(weeks),
        "twice": queries.read_twice(workspace.pk),
        "layers": layers,
        "live": next((one for one in layers if one.state == LayerState.LIVE), None),
        "fewest": FEWEST_HELD,
        "may_label": request.role in ANSWERING,
        "may_lead": request.role in LEADING,
    }
    return render(request, "understanding/quality.html", context)
