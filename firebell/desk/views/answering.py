"""Answering: the guard's word while one writes, sending, and what became of what was sent."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from firebell.accounts.access import allow
from firebell.accounts.enums import ANSWERING
from firebell.channels.models import Source
from firebell.common import clock
from firebell.core.outbound.contract import Outcome, Verdict
from firebell.desk import actions, articles
from firebell.desk.actions import Refused, SomebodyWrites
from firebell.desk.forms import AnswerForm
from firebell.desk.queries import CasePage
from firebell.desk.views.case import back_to, case_of, found, show
from firebell.outbound import actions as outbound
from firebell.outbound import ways
from firebell.outbound.actions import GuardBlocked
from firebell.outbound.enums import GuardVerdict
from firebell.outbound.messages import told
from firebell.outbound.models import Reply


@allow(ANSWERING)
@require_POST
def check(request: Any, number: int) -> HttpResponse:
    """The guard's word on an answer as it is being written, and whether the network takes it. What
    is written is kept, and colleagues see that somebody writes."""
    case = case_of(request, number)
    profile = case.profile
    text = request.POST.get("text", "")[:20_000]
    public = "public" in request.POST
    source = _source(request)
    way = ways.way(source, None) if source is not None else None
    sent = actions.signed(case, text, request.user) if public and way and text.strip() else text
    context: dict[str, Any] = {"text": text, "way": way, "length": len(sent)}
    actions.keep_draft(case, text, request.user)
    if text.strip():
        verdict = outbound.check_draft(
            text,
            public=public,
            channel=case.channel,
            customer=(profile.name, profile.handle) if profile else (),
            agent=request.user.name,
        )
        context |= _verdict(verdict)
        context["objection"] = way.objection(sent, public=public, now=clock.now()) if way else ""
    return render(request, "desk/guard.html", context)


def _source(request: Any) -> Source | None:
    """The account that the writer chose, only if it is this workspace's."""
    chosen = request.POST.get("source", "")
    if not (chosen.isascii() and chosen.isdecimal() and len(chosen) < 19):
        return None
    return Source.objects.filter(workspace=request.workspace, pk=int(chosen)).first()


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
    """Send an answer, or record one; what is refused comes back with what was written."""
    page = found(request, number)
    form = AnswerForm(request.POST, pending=page.free)
    # What the form was for, unless the other button was pressed: the keyboard presses none.
    sends = request.POST.get("how") == "send" and "elsewhere" not in request.POST
    if not form.is_valid():
        why = _("Write the answer first.") if sends else _("Write down what was answered.")
        return _back(request, page, why)
    try:
        if "also" not in request.POST:
            actions.refuse_if_another_writes(page.case, request.user)
        _answer(request, page, form.cleaned_data, sends=sends)
    except GuardBlocked as refused:
        return _back(request, page, str(refused), **_verdict(refused.verdict))
    except SomebodyWrites as refused:
        return _back(request, page, str(refused), may_also=True)
    except (Refused, outbound.Refused) as refused:
        return _back(request, page, str(refused))
    return back_to(request, number, "answer")


def _answer(request: Any, page: CasePage, data: dict[str, Any], *, sends: bool) -> None:
    what = (page.case, data["text"], data["items"] or page.free, request.user)
    how = {name: data[name] for name in ("public", "override_reason", "keep_open")}
    if sends:
        reply = actions.send_answer(*what, **how, source=_source(request))
        messages.success(request, _("It leaves in a moment. Until then it can be cancelled."))
    else:
        reply = actions.answer(*what, **how)
        messages.success(request, _("Recorded as answered elsewhere."))
    shown = articles.named(request.POST.getlist("beside"))
    used = articles.named(request.POST.getlist("used"))
    articles.keep(page.case, reply, request.user, shown=shown, used=used)


def _back(request: Any, page: CasePage, why: str, **more: Any) -> HttpResponse:
    used = articles.named(request.POST.getlist("used"))
    told = {"refused": why, "draft": draft_of(request), "used": used}
    return show(request, page, status=422, **told, **more)


def draft_of(request: Any) -> dict[str, Any]:
    """What was written, so that it is not lost."""
    return {
        "text": request.POST.get("text", "")[:20_000],
        "public": "public" in request.POST,
        "keep_open": "keep_open" in request.POST,
        "override_reason": request.POST.get("override_reason", "")[:500],
        "source": request.POST.get("source", ""),
    }


def _cancel(request: Any, reply: Reply) -> str:
    outbound.cancel(reply, request.user)
    return _("Cancelled: nothing was sent.")


def _there(request: Any, reply: Reply) -> str:
    outbound.confirm_sent(reply, request.user, request.POST.get("url", "").strip()[:2_000])
    return _("Written down: it is there.")


def _not_there(request: Any, reply: Reply) -> str:
    outbound.confirm_not_sent(reply, request.user)
    return _("It is sent again.")


VERBS = {"cancel": _cancel, "there": _there, "not-there": _not_there}


@allow(ANSWERING)
@require_POST
def reply(request: Any, number: int, reply: int, verb: str) -> HttpResponse:
    """What a person can do about an answer that is on its way."""
    if verb not in VERBS or reply >= 2**31:
        raise Http404
    case = case_of(request, number)
    asked = Reply.objects.filter(
        workspace=request.workspace, case_number=case.number, pk=reply, elsewhere=False
    ).first()
    if asked is None:
        raise Http404
    try:
        messages.success(request, VERBS[verb](request, asked))
    except outbound.Refused as refused:
        messages.error(request, str(refused))
    return back_to(request, number)
