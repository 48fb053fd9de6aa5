"""Texts to answer with, and the queues of the house."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from firebell.accounts.access import allow
from firebell.accounts.enums import ANSWERING, LEADING
from firebell.core.desk import templates
from firebell.desk import actions, queries
from firebell.desk.actions import Refused
from firebell.desk.forms import MacroForm, QueueForm
from firebell.desk.models import Macro, Queue
from firebell.desk.views.case import found, show


@allow(ANSWERING)
@require_http_methods(["GET", "HEAD", "POST"])
def texts(request: Any) -> HttpResponse:
    """All texts, and a new one."""
    form = MacroForm(request.POST or None, workspace_id=request.workspace.pk)
    if request.method == "POST" and form.is_valid() and _kept(request, form):
        messages.success(request, _("Kept."))
        return redirect("texts", request.workspace.slug)
    context = {
        "texts": queries.macros(request.workspace.pk),
        "form": form,
        "variables": ["{{ " + name + " }}" for name in templates.VARIABLES],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/texts.html", context, status=status)


@allow(ANSWERING)
@require_http_methods(["GET", "HEAD", "POST"])
def text(request: Any, text: int) -> HttpResponse:
    """One text: another wording, or away with it."""
    macro = Macro.objects.filter(workspace=request.workspace, pk=text).first()
    if macro is None or text >= 2**31:
        raise Http404
    if request.method == "POST" and "drop" in request.POST:
        actions.drop_macro(macro, request.user)
        messages.success(request, _("The text is gone."))
        return redirect("texts", request.workspace.slug)
    form = MacroForm(request.POST or None, instance=macro, workspace_id=request.workspace.pk)
    if request.method == "POST" and form.is_valid() and _kept(request, form, macro):
        messages.success(request, _("Kept."))
        return redirect("texts", request.workspace.slug)
    context = {
        "text": macro,
        "form": form,
        "variables": ["{{ " + name + " }}" for name in templates.VARIABLES],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/text.html", context, status=status)


def _kept(request: Any, form: MacroForm, macro: Macro | None = None) -> bool:
    try:
        actions.keep_macro(request.workspace, request.user, macro=macro, **form.as_kept())
    except Refused as refused:
        form.add_error("text", str(refused))
        return False
    return True


@allow(ANSWERING)
@require_POST
def insert(request: Any, number: int) -> HttpResponse:
    """Put a text into the answer that is being written."""
    page = found(request, number)
    said = request.POST.get("macro", "")
    known = Macro.objects.filter(workspace=request.workspace)
    macro = known.filter(pk=int(said)).first() if said.isdecimal() and len(said) < 19 else None
    written = request.POST.get("text", "")[:20_000]
    draft = {
        "text": written,
        "public": "public" in request.POST,
        "keep_open": "keep_open" in request.POST,
        "source": request.POST.get("source", ""),
    }
    if macro is None:
        return show(request, page, refused=_("Choose a text first."), draft=draft)
    try:
        filled = actions.use(macro, page.case, request.user)
    except Refused as refused:
        return show(request, page, refused=str(refused), draft=draft)
    draft["text"] = f"{written.rstrip()}\n\n{filled.text}" if written.strip() else filled.text
    actions.keep_draft(page.case, draft["text"], request.user)
    page = found(request, number)  # as it is by now
    return show(request, page, draft=draft, missing=filled.missing, put_in=True)


@allow(LEADING)
@require_http_methods(["GET", "HEAD", "POST"])
def queues(request: Any) -> HttpResponse:
    """The departments of the house: where cases wait."""
    chosen = request.POST.get("queue", "")
    of_here = Queue.objects.filter(workspace=request.workspace)
    known = of_here.filter(pk=int(chosen)).first() if chosen.isdecimal() else None
    form = QueueForm(request.POST or None, instance=known or Queue(workspace=request.workspace))
    if request.method == "POST" and form.is_valid():
        try:
            name = form.cleaned_data["name"]
            actions.keep_queue(request.workspace, name, request.user, known)
        except Refused as refused:
            form.add_error("name", str(refused))
        else:
            messages.success(request, _("Kept."))
            return redirect("queues", request.workspace.slug)
    context = {"queues": queries.queues(request.workspace.pk), "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/queues.html", context, status=status)
