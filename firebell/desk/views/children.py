"""One cause, many cases: what hangs on a case, and answering all of them with care for each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from firebell.accounts.access import allow
from firebell.accounts.enums import ANSWERING
from firebell.core.desk import templates
from firebell.desk import actions, queries
from firebell.desk.models import Case
from firebell.desk.views.case import case_of

LONGEST = 20_000


@allow(ANSWERING)
@require_http_methods(["GET", "HEAD", "POST"])
def parts(request: Any, number: int) -> HttpResponse:
    """Write once, look over each, then send: three steps on one page."""
    case = case_of(request, number)
    template = request.POST.get("template", "")[:LONGEST]
    context = {
        "case": case,
        "children": list(queries.children(case)[:500]),
        "waiting": queries.children_waiting(case).count(),
        "template": template,
        "variables": ["{{ " + name + " }}" for name in templates.VARIABLES],
        "public": "public" in request.POST or request.method != "POST",
    }
    if request.method == "POST" and "send" in request.POST:
        return _send(request, case, context)
    if request.method == "POST":
        try:
            templates.check(template)
        except templates.TemplateError as error:
            told = {"place": error.place + 1, "found": error.found}
            context["refused"] = _("At character %(place)s stands %(found)s.") % told
        else:
            context["prepared"] = actions.prepare(case, template, request.user)
    return render(request, "desk/parts.html", context)


def _send(request: Any, case: Case, context: dict[str, Any]) -> HttpResponse:
    texts = {
        int(name.removeprefix("text-")): text[:LONGEST]
        for name, text in request.POST.items()
        if name.startswith("text-") and name.removeprefix("text-").isdecimal()
    }
    wanted = {int(one) for one in request.POST.getlist("answer") if one.isdecimal()}
    texts = {number: text for number, text in texts.items() if number in wanted}
    outcomes = actions.answer_each(case, texts, request.user, public=context["public"])
    refused = [one for one in outcomes if one.refused]
    done = len(outcomes) - len(refused)
    if done:
        told = ngettext("%s case is answered.", "%s cases are answered.", done) % done
        messages.success(request, told)
    if not refused:
        if not done:
            messages.error(request, _("Choose cases first, and what to do with them."))
        return redirect("case-parts", request.workspace.slug, case.number)
    # What was refused comes back with its words and the reason.
    left = {one.case.number: one for one in refused}
    context["prepared"] = [
        actions.Prepared(one.case, texts[number], (), tuple(queries.free_words(one.case)))
        for number, one in left.items()
    ]
    context["why"] = {number: one.refused for number, one in left.items()}
    context["waiting"] = queries.children_waiting(case).count()
    return render(request, "desk/parts.html", context, status=422)
