"""Saying on the case page what the reading of a word should have been."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from firebell.accounts.access import allow
from firebell.accounts.enums import ANSWERING
from firebell.desk import queries
from firebell.desk.views.case import back_to, case_of
from firebell.understanding import actions
from firebell.understanding.enums import Field, YesNo
from firebell.understanding.fields import FIELDS
from firebell.understanding.judged import ASKED


@allow(ANSWERING)
@require_POST
def correct(request: Any, number: int, word: int) -> HttpResponse:
    """`field` and what it `says`, or `undo`. Works as a plain form and for htmx."""
    case = case_of(request, number)
    found = queries.word_of(case, word)
    field = request.POST.get("field", "")
    says = request.POST.get("says", "")
    undo = "undo" in request.POST
    if found is None or field not in ASKED or not (undo or says in FIELDS[field].values):
        raise Http404
    try:
        if undo:
            actions.take_back(found, Field(field), request.user)
        else:
            actions.correct(found, Field(field), says, request.user)
    except actions.NotRead:
        raise Http404 from None
    if field == Field.NEEDS_ANSWER:
        messages.success(request, _told(undo, says))
    return back_to(request, number)


def _told(undo: bool, says: str) -> str:
    if undo:
        return _("Taken back: the reading counts again.")
    if says == YesNo.YES:
        return _("It needs an answer, as you say.")
    return _("It needs no answer, as you say. Undo takes that back.")
