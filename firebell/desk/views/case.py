"""One case: the whole conversation, and what can be done with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from firebell.accounts import queries as accounts
from firebell.accounts.access import allow
from firebell.accounts.enums import ANSWERING, EVERYONE
from firebell.common import clock
from firebell.core.outbound.contract import Outcome, Verdict
from firebell.desk import actions, queries, timeline
from firebell.desk.actions import Refused
from firebell.desk.forms import AnswerForm, AssignForm, DismissForm, SnoozeForm
from firebell.desk.models import Case
from firebell.desk.queries import CasePage
from firebell.outbound import actions as outbound
from firebell.outbound.actions import GuardBlocked
from firebell.outbound.enums import GuardVerdict
from firebell.outbound.messages import told

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
    return _page(request, _found(request, number))


def _found(request: Any, number: int) -> CasePage:
    page = queries.case_page(request.workspace.pk, number) if number < 2**31 else None
    if page is None:
        raise Http404
    return page


def _page(request: Any, page: CasePage, status: int = 200, **more: Any) -> HttpResponse:
    case = page.case
    context = {
        "page": page,
        "case": case,
        "story": timeline.story(page),
        "newest_pending": _newest_pending(page),
        "can_undo": timeline.can_undo(page.events),
        "may_answer": request.role in ANSWERING,
        "mine": case.owner_id == request.user.pk,
        "members": list(accounts.members(request.workspace.pk)[:300]),
        "on_duty": {user.pk for user in accounts.on_duty(request.workspace.pk, clock.now())},
        "snooze": SnoozeForm(),
        "reasons": REASONS,
        "now": clock.now(),
        "draft": {"public": True, "keep_open": False},
        "done": request.GET.get("done", ""),
    }
    return render(request, "desk/case.html", context | more, status=status)


def _newest_pending(page: CasePage) -> Any:
    pending = set(page.pending)
    return next((word for word in reversed(page.words) if word.pk in pending), None)


@allow(ANSWERING)
@require_POST
def check(request: Any, number: int) -> HttpResponse:
    """The guard's word on an answer as it is being written."""
    case = _case(request, number)
    profile = case.profile
    text = request.POST.get("text", "")[:20_000]
    context = {"text": text}
    if text.strip():
        verdict = outbound.check_draft(
            text,
            public="public" in request.POST,
            channel=case.channel,
            customer=(profile.name, profile.handle) if profile else (),
            agent=request.user.name,
        )
        context |= _verdict(verdict)
    return render(request, "desk/guard.html", context)


def _case(request: Any, number: int) -> Case:
    found = Case.objects.filter(workspace=request.workspace, number=number)
    case = found.select_related("profile").first() if number < 2**31 else None
    if case is None:
        raise Http404
    return case


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "verdict": GuardVerdict(verdict.verdict),
        "findings": [told(finding.message) for finding in verdict.reasons],
        "better": told(verdict.better) if verdict.better else "",
        "may_override": verdict.verdict == Outcome.WARN,
    }


@allow(ANSWERING)
@require_POST
def answer(request: Any, number: int) -> HttpResponse:
    """Record an answer; one that is refused comes back with what was written."""
    page = _found(request, number)
    form = AnswerForm(request.POST, pending=page.pending)
    if not form.is_valid():
        return _back(request, page, _("Write down what was answered."))
    data = form.cleaned_data
    try:
        actions.answer(
            page.case,
            data["text"],
            data["items"] or page.pending,
            request.user,
            public=data["public"],
            override_reason=data["override_reason"],
            keep_open=data["keep_open"],
        )
    except GuardBlocked as refused:
        return _back(request, page, str(refused), **_verdict(refused.verdict))
    except (Refused, outbound.Refused) as refused:
        return _back(request, page, str(refused))
    messages.success(request, _("Recorded as answered elsewhere."))
    return _to(request, number, "answer")


def _back(request: Any, page: CasePage, why: str, **more: Any) -> HttpResponse:
    draft = {
        "text": request.POST.get("text", "")[:20_000],
        "public": "public" in request.POST,
        "keep_open": "keep_open" in request.POST,
        "override_reason": request.POST.get("override_reason", "")[:500],
    }
    return _page(request, page, status=422, refused=why, draft=draft, **more)


def _to(request: Any, number: int, done: str = "") -> HttpResponse:
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
    pending = _found(request, case.number).pending
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


VERBS = {
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
    case = _case(request, number)
    try:
        messages.success(request, VERBS[verb](request, case))
    except Refused as refused:
        messages.error(request, str(refused))
        return _to(request, number)
    return _to(request, number, verb)
