"""Ideas: the list, one idea with those who asked, and what they can be told."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from firebell.accounts.access import allow
from firebell.accounts.enums import ANSWERING, EVERYONE, LEADING
from firebell.core.improve import idea_states as states
from firebell.core.improve.idea_states import Verb
from firebell.desk import queries as desk
from firebell.improve import actions, queries
from firebell.improve.actions import Refused
from firebell.improve.enums import IdeaState, Telling
from firebell.improve.forms import IdeaForm, IdeaOwnerForm, number_of
from firebell.improve.models import Idea, IdeaAsk
from firebell.improve.views.goodwill import case_of

PAGE_SIZE = 25


@allow(EVERYONE)
@require_safe
def ideas(request: Any) -> HttpResponse:
    """One page of them, most asked for first."""
    state = request.GET.get("state", "")
    state = state if state in IdeaState.values else ""
    rows = queries.ideas(request.workspace.pk, state)
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "state": state,
        "states": list(IdeaState),
        "may_propose": request.role in ANSWERING,
    }
    return render(request, "improve/ideas.html", context)


@allow(ANSWERING)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any) -> HttpResponse:
    """An idea, of the person of a case where `case` names one."""
    number = number_of(request.GET.get("case", ""))
    case = case_of(request, number) if number else None
    form = IdeaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        what = (form.cleaned_data["title"], form.cleaned_data["text"], request.user)
        made = actions.propose_idea(request.workspace, *what, case=case)
        messages.success(request, _("Kept. A lead decides it; whoever asked can be told then."))
        return redirect("idea", request.workspace.slug, made.number)
    context = {"form": form, "case": case}
    return render(request, "improve/idea_new.html", context, status=422 if form.errors else 200)


def found(request: Any, number: int) -> Idea:
    idea = queries.idea(request.workspace.pk, number)
    if idea is None:
        raise Http404
    return idea


@allow(EVERYONE)
@require_safe
def idea(request: Any, idea: int) -> HttpResponse:
    return _shown(request, found(request, idea))


def _shown(request: Any, kept: Idea, status: int = 200, **more: Any) -> HttpResponse:
    asks = queries.asks_of(kept)
    untold = [one for one in asks if one.telling in (Telling.NONE, Telling.PREPARED)]
    context = {
        "idea": kept,
        "asks": asks,
        "verbs": set(map(str, states.TABLE[states.State(kept.state)])),
        "tellable": states.State(kept.state) in states.TELLABLE,
        "languages": sorted({one.case.language for one in untold}),
        "form": IdeaOwnerForm(idea=kept),
        "may_change": request.role in ANSWERING,
        "may_decide": request.role in LEADING,
        "texts": {},
    }
    return render(request, "improve/idea.html", context | more, status=status)


@allow(ANSWERING)
@require_POST
def edit(request: Any, idea: int) -> HttpResponse:
    kept = found(request, idea)
    form = IdeaOwnerForm(request.POST, idea=kept)
    if not form.is_valid():
        return _shown(request, kept, 422, form=form)
    data = form.cleaned_data
    what = (data["title"], data["text"], request.user)
    actions.change_idea(kept, *what, owner=data["owner"], due=data["due"])
    messages.success(request, _("Saved."))
    return redirect("idea", request.workspace.slug, kept.number)


@allow(LEADING)
@require_POST
def decide(request: Any, idea: int) -> HttpResponse:
    kept, verb = found(request, idea), request.POST.get("verb", "")
    if verb not in list(Verb):
        raise Http404
    try:
        decision = request.POST.get("decision", "")
        decided = actions.decide_idea(kept, Verb(verb), decision, request.user)
        messages.success(request, decided.get_state_display())
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("idea", request.workspace.slug, kept.number)


@allow(ANSWERING)
@require_POST
def ask_too(request: Any, number: int) -> HttpResponse:
    """At a case: its person asked for an idea that is there."""
    case, chosen = case_of(request, number), number_of(request.POST.get("idea", ""))
    kept = found(request, chosen or 0)
    actions.ask_too(kept, case, request.user)
    messages.success(request, _("Noted: this person asked for it too."))
    return redirect("case", request.workspace.slug, case.number)


@allow(ANSWERING)
@require_POST
def prepare(request: Any, idea: int) -> HttpResponse:
    """Messages to those who asked, by language; what is refused comes back as it was written."""
    kept = found(request, idea)
    prefix = "text-"
    texts = {
        name.removeprefix(prefix): value[:4_000]
        for name, value in request.POST.items()
        if name.startswith(prefix)
    }
    try:
        number = actions.prepare_messages(kept, texts, request.user)
    except Refused as refused:
        return _shown(request, kept, 422, refused=str(refused), texts=texts)
    told = _("Prepared: %s. Each waits at its case until a person sends it.")
    messages.success(request, told % number)
    return redirect("idea", request.workspace.slug, kept.number)


TELLINGS = {
    "told": Telling.TOLD,
    "left_out": Telling.LEFT_OUT,
    "undo": Telling.PREPARED,
}


@allow(ANSWERING)
@require_POST
def tell(request: Any, idea: int, ask: int) -> HttpResponse:
    """Told, left out, taken back, or other words, by the button."""
    kept = found(request, idea)
    rows = IdeaAsk.objects.filter(idea=kept, pk=ask) if ask < 2**62 else None
    one = rows.select_related("idea").first() if rows is not None else None
    verb = request.POST.get("verb", "")
    if one is None or verb not in (*TELLINGS, "reword"):
        raise Http404
    try:
        if verb == "reword":
            actions.reword(one, request.POST.get("message", ""), request.user)
            messages.success(request, _("Saved."))
        else:
            actions.note_telling(one, TELLINGS[verb], request.user)
            messages.success(request, _("Noted."))
    except Refused as refused:
        messages.error(request, str(refused))
    if "case" in request.POST:
        return redirect("case", request.workspace.slug, desk.remaining(one.case).number)
    return redirect("idea", request.workspace.slug, kept.number)
