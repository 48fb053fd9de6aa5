"""The pool: questions that somebody may take who is not of the desk, a few at a time."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from firebell.accounts.access import allow
from firebell.accounts.enums import ANSWERING
from firebell.common import clock
from firebell.desk import actions, queries
from firebell.desk.queries.faces import faces


@allow(ANSWERING)
@require_safe
def pool(request: Any) -> HttpResponse:
    """What you may take, the most urgent first; and what you have."""
    workspace_id, now = request.workspace.pk, clock.now()
    cases = queries.for_me(workspace_id, request.user, now)
    shown = [case for case, _why in cases if _why is None]
    known = faces(shown)
    context = {
        "rows": [(case, known.get(case.pk)) for case in shown],
        "mine": list(queries.mine(workspace_id, request.user)),
        "sitting": queries.sitting_of(workspace_id, request.user),
        "refused": sorted({str(actions.WHY_NOT[why]) for _case, why in cases if why is not None}),
        "now": now,
    }
    return render(request, "desk/pool.html", context)
