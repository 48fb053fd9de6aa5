"""What a trigger would have rung on stored history: read by everybody, stores nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from firebell.accounts.access import allow
from firebell.accounts.enums import EVERYONE, LEADING
from firebell.core.triggers.backtest import can_be_tried
from firebell.core.triggers.rules.fields import RuleError
from firebell.core.triggers.rules.trigger import Trigger, checked
from firebell.triggers import queries
from firebell.triggers.editing import Editing
from firebell.triggers.forms import HistoryForm
from firebell.triggers.models import Trigger as Row
from firebell.triggers.rows import as_trigger
from firebell.triggers.trying import in_scope, try_out
from firebell.triggers.wording import in_weeks, said_error

OURS = ("csrfmiddlewaretoken", "brand", "period", "weeks_tried", "save", "preview", "add", "remove")


@allow(EVERYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def history(request: Any, trigger: int) -> HttpResponse:
    """As it is stored and, where its form was sent along, as that has it. Nothing is kept."""
    row = queries.trigger(request.workspace.pk, trigger)
    if row is None:
        raise Http404
    now = as_trigger(row)
    edited, error = _edited(request, row) if request.method == "POST" else (now, "")
    names = queries.brand_names(request.workspace.pk)
    mine = in_scope(edited, request.workspace.pk)
    sent = request.POST if request.method == "POST" else request.GET
    form = HistoryForm(sent, [(one, names[one]) for one in mine if one in names])
    if not can_be_tried(edited):
        error = error or _("What it hears is not counted by the minute, so it cannot be tried.")
    trying = None
    if form.is_valid() and not error:
        then, headings = _asked(form, now, edited)
        brand, weeks = form.chosen_brand, form.chosen_period
        trying = try_out(request.workspace.pk, now, then, headings, brand, weeks)
    context = {
        "row": row,
        "form": form,
        "error": error,
        "trying": trying,
        "kept": _kept(request),
        "may_change": request.role in LEADING,
    }
    return render(request, "triggers/history.html", context)


def _edited(request: Any, row: Row) -> tuple[Trigger, str]:
    """The trigger as the form has it, and why it cannot be."""
    editing = Editing(row, request.POST)
    try:
        then = checked(as_trigger(row))
    except RuleError as error:
        return as_trigger(row), said_error(error)
    return then, "" if editing.valid else _("The form has something that cannot be: go back to it.")


def _asked(form: HistoryForm, now: Trigger, edited: Trigger) -> tuple[Trigger, tuple[str, str]]:
    weeks, as_now = form.chosen_weeks, _("As it is now")
    if weeks is None:
        return edited, (as_now, _("As edited"))
    said = _("At most one false alert in %(span)s") % {"span": in_weeks(weeks)}
    return replace(edited, budget=1 / weeks), (as_now, said)


def _kept(request: Any) -> list[tuple[str, str]]:
    """What was sent of the trigger's own form, to be sent again with the next choice."""
    if request.method != "POST":
        return []
    sent = request.POST.lists()
    return [(name, one) for name, values in sent if name not in OURS for one in values][:500]
