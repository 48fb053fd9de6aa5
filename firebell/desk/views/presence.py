"""Who else is at a case: said by each open page, and shown on it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from firebell.accounts.access import allow
from firebell.accounts.enums import EVERYONE
from firebell.common import clock
from firebell.desk import actions, queries
from firebell.desk.views.case import case_of


@allow(EVERYONE)
@require_POST
def here(request: Any, number: int) -> HttpResponse:
    """This page is open: who else is here?"""
    case = case_of(request, number)
    if "leave" in request.POST:
        actions.leave(case, request.user)
        return HttpResponse(status=204)
    actions.be_at(case, request.user)
    others = queries.others_at(case, request.user, clock.now())
    return render(request, "desk/here.html", {"others": others})
