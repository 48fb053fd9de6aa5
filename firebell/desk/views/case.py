"""One case: the whole conversation, and what can be done with it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from firebell.accounts import queries as accounts
from firebell.accounts.access import allow
from firebell.accounts.enums import ANSWERING, EVERYONE, Role
from firebell.accounts.models import User
from firebell.common import clock
from firebell.desk import actions, articles, panels, queries, timeline
from firebell.desk.actions import Refused
from firebell.desk.forms import AssignForm, DismissForm, SnoozeForm
from firebell.desk.models import Case
from firebell.desk.queries import CasePage
from firebell.desk.views import beside
from firebell.desk.wording import attacker_told, event_told
from firebell.outbound import queries as outbound
from firebell.outbound.enums import ReplyState

REASONS = (
    gettext_lazy("Not meant for us"),
    gettext_lazy("Spam"),
    gettext_lazy("Only a remark, nothing is asked"),
    gettext_lazy("Somebody else answered it well"),
    gettext_lazy("Baiting: an answer would feed it"),
)


@allow(EVERYONE)
@require_safe
def case(request: Any, number: int) -> HttpResponse:
    page = found(request, number)
    actions.see_pings(page.case, request.user)
    return show(request, page)


def found(request: Any, number: int) -> CasePage:
    page = queries.case_page(request.workspace.pk, number) if number < 2**31 else None
    if page is None:
        raise Http404
    return page


def show(request: Any, page: CasePage, status: int = 200, **more: Any) -> HttpResponse:
    case = page.case
    context = {
        "page": page,
        "case": case,
        "story": timeline.story(page),
        "attacker": attacker_told(queries.attacker_of(request.workspace.pk, case.profile_id)),
        "history": [(event, event_told(event)) for event in page.events],
        "can_undo": timeline.can_undo(page.events),
        "may_answer": request.role in ANSWERING,
        "volunteers": request.role == Role.VOLUNTEER,
        "mine": case.owner_id == request.user.pk,
        "members": list(accounts.members(request.workspace.pk)[:300]),
        "on_duty": {user.pk for user in accounts.on_duty(request.workspace.pk, clock.now())},
        "snooze": SnoozeForm(),
        "reasons": REASONS,
        "now": clock.now(),
        "moving": timeline.moving(page),
        "troubled": timeline.troubled(page),
        "done": request.GET.get("done", ""),
        "others": queries.others_at(case, request.user, clock.now()),
        "begun_by_others": queries.drafts_of_others(case, request.user),
        **beside.offered(request, case),
        "panels": panels.panels_of(request, page),
    }
    context |= _answering(page, request.user) | _articles(page, more.get("used", ()))
    return render(request, "desk/case.html", context | more, status=status)


def _answering(page: CasePage, writer: User) -> dict[str, Any]:
    """What the answering box offers: the ways out, and the words of an answer that failed or was
    begun."""
    word = _newest_free(page)
    ways = outbound.ways_out(word) if word is not None else []
    failed = timeline.troubled(page)
    again = failed if failed is not None and failed.state == ReplyState.FAILED else None
    return {
        "newest_pending": word,
        "ways": ways,
        "signature": actions.signature(page.case, writer) if ways else "",
        "draft": {
            "text": queries.draft_of(page.case, writer) or (again.text if again else ""),
            "public": ways[0].capabilities.reply_publicly if ways else True,
            "keep_open": False,
        },
    }


@allow(ANSWERING)
@require_safe
def following(request: Any, number: int) -> HttpResponse:
    """On to the next case without the way over the list."""
    case = queries.following(case_of(request, number), request.user, clock.now())
    if case is None:
        messages.success(request, _("Nobody else is waiting."))
        return redirect("inbox", request.workspace.slug)
    return back_to(request, case.number)


def _articles(page: CasePage, used: Collection[int]) -> dict[str, Any]:
    """Those that may help where something is to be answered, and those that went into answers."""
    articles.note_used(page.replies)
    today = timezone.localdate(clock.now())
    return {"articles": articles.beside(page, today, used) if page.free else []}


def _newest_free(page: CasePage) -> Any:
    free = set(page.free)
    return next((word for word in reversed(page.words) if word.pk in free), None)


def case_of(request: Any, number: int) -> Case:
    found = Case.objects.filter(workspace=request.workspace, number=number)
    case = found.select_related("profile").first() if number < 2**31 else None
    if case is None:
        raise Http404
    return case


def back_to(request: Any, number: int, done: str = "") -> HttpResponse:
    address = reverse("case", args=[request.workspace.slug, number])
    return redirect(f"{address}?done={done}" if done else address)


def _claim(request: Any, case: Case) -> str:
    actions.claim(case, request.user)
    return _("It is yours.")


def _release(request: Any, case: Case) -> str:
    actions.release(case, request.user)
    return _("Back in the queue.")


def _assign(request: Any, case: Case) -> str:
    form = AssignForm(request.POST, workspace_id=request.workspace.pk)
    if not form.is_valid():
        raise Refused(_("Choose a person of this workspace."))
    actions.assign(case, form.cleaned_data["to"], request.user)
    return _("Assigned to %s.") % form.cleaned_data["to"]


def _note(request: Any, case: Case) -> str:
    actions.note(case, request.POST.get("text", "")[:10_000], request.user)
    return _("Noted.")


def _snooze(request: Any, case: Case) -> str:
    form = SnoozeForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose how long it can wait."))
    actions.snooze(case, form.until(), request.user, form.cleaned_data["reason"])
    return _("Put aside. It comes back by itself.")


def _wake(request: Any, case: Case) -> str:
    actions.wake(case, request.user)
    return _("Taken up again.")


def _dismiss(request: Any, case: Case) -> str:
    pending = found(request, case.number).free
    form = DismissForm(request.POST, pending=pending)
    if not form.is_valid():
        raise Refused(_("Say why these need no answer."))
    data = form.cleaned_data
    actions.dismiss(case, data["items"] or pending, data["reason"], request.user)
    return _("Dismissed. Undo brings it back.")


def _close(request: Any, case: Case) -> str:
    actions.close(case, request.user)
    return _("Closed. A new word opens it again.")


def _undo(request: Any, case: Case) -> str:
    actions.undo(case, request.user)
    return _("Taken back.")


VERBS = beside.VERBS | {
    "claim": _claim,
    "release": _release,
    "assign": _assign,
    "note": _note,
    "snooze": _snooze,
    "wake": _wake,
    "dismiss": _dismiss,
    "close": _close,
    "undo": _undo,
}


@allow(ANSWERING)
@require_POST
def act(request: Any, number: int, verb: str) -> HttpResponse:
    """Everything else that can be done with a case, by the name of the verb."""
    if verb not in VERBS:
        raise Http404
    case = case_of(request, number)
    try:
        messages.success(request, VERBS[verb](request, case))
    except Refused as refused:
        messages.error(request, str(refused))
        return back_to(request, number)
    return back_to(request, number, verb)
