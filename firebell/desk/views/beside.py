"""What can be done with a case beside answering it: tags, promises, merging, parts, departments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from firebell.accounts.access import allow
from firebell.accounts.enums import EVERYONE
from firebell.common import clock
from firebell.desk import actions, queries
from firebell.desk.actions import Refused
from firebell.desk.forms import PromiseForm
from firebell.desk.models import Case, Promise, Queue
from firebell.desk.wording_why import standing_told, why_told


def offered(request: Any, case: Case) -> dict[str, Any]:
    """What the page needs for these verbs."""
    workspace_id = request.workspace.pk
    return {
        "known_tags": queries.tags(workspace_id),
        "promise_form": PromiseForm(),
        "children": list(queries.children(case)[:100]),
        "texts": queries.macros(workspace_id, case.language)[:100],
        "other_queues": [one for one in queries.queues(workspace_id) if one.pk != case.queue_id],
        "handed": actions.handed(case),
    }


@allow(EVERYONE)
@require_safe
def why(request: Any, number: int) -> HttpResponse:
    """Why the case is as urgent as it is, where to answer, and how each clock got its value."""
    case = queries.case_numbered(request.workspace.pk, number)
    if case is None:
        raise Http404
    workspace_id, now = request.workspace.pk, clock.now()
    rules = queries.house_rules(workspace_id)
    settings = queries.triage_of(workspace_id, rules)
    found = queries.decided(case, settings, now)
    history = list(case.events.select_related("actor").order_by("id"))
    clocks = queries.clocks_of(case, history, queries.policy_of(workspace_id, rules), now)
    return render(
        request,
        "desk/why.html",
        {
            "case": case,
            "why": why_told(found, settings, clocks),
            "standing": standing_told(case, found, history),
        },
    )


def _tag(request: Any, case: Case) -> str:
    if name := request.POST.get("off", ""):
        actions.untag(case, name, request.user)
        return _("Tag taken off.")
    return _("Tagged: %s.") % actions.tag(case, request.POST.get("tag", ""), request.user)


def _promise(request: Any, case: Case) -> str:
    form = PromiseForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Write down what was promised, and by when."))
    data = form.cleaned_data
    actions.promise(case, data["text"], data["due_at"], request.user)
    return _("Noted. It is on the list of promises until somebody marks it as kept.")


def _keep(request: Any, case: Case) -> str:
    number = request.POST.get("promise", "")
    known = Promise.objects.filter(case=case, pk=int(number)) if number.isdecimal() else None
    made = known.first() if known is not None and len(number) < 19 else None
    if made is None:
        raise Refused(_("There is no such promise."))
    actions.keep(made, request.user)
    return _("Kept.")


def _merge(request: Any, case: Case) -> str:
    into = _other(request)
    actions.merge(case, into, request.user)
    return _("Merged into case %s. It can be taken apart again here.") % into.number


def _apart(request: Any, case: Case) -> str:
    actions.take_apart(case, request.user)
    return _("Two cases again.")


def _split(request: Any, case: Case) -> str:
    chosen = [int(one) for one in request.POST.getlist("conversations") if one.isdecimal()]
    new = actions.split(case, chosen, request.user)
    return _("That is case %s now.") % new.number


def _attach(request: Any, case: Case) -> str:
    parent = _other(request)
    actions.attach(case, parent, request.user)
    return _("Part of case %s now.") % parent.number


def _detach(request: Any, case: Case) -> str:
    actions.detach(case, request.user)
    return _("On its own again.")


def _hand(request: Any, case: Case) -> str:
    chosen = request.POST.get("queue", "")
    of_here = Queue.objects.filter(workspace=request.workspace)
    queue = of_here.filter(pk=int(chosen)).first() if _is_key(chosen) else None
    if queue is None:
        raise Refused(_("Choose another queue of this workspace."))
    actions.hand_over(case, queue, request.user, request.POST.get("why", "")[:10_000])
    return _("Handed over to %s, with all that was said.") % queue


def _hand_back(request: Any, case: Case) -> str:
    actions.hand_back(case, request.user, request.POST.get("what", "")[:10_000])
    return _("Handed back.")


def _other(request: Any) -> Case:
    said = request.POST.get("number", "").strip().lstrip("#")
    found = queries.case_numbered(request.workspace.pk, int(said)) if _is_key(said) else None
    if found is None:
        raise Refused(_("Choose another case of this workspace."))
    return found


def _is_key(said: str) -> bool:
    return said.isascii() and said.isdecimal() and len(said) < 19


def _priority(request: Any, case: Case) -> str:
    said = request.POST.get("priority", "")
    wanted = int(said) if _is_key(said) else 0
    actions.set_priority(case, wanted, request.user, request.POST.get("why", "")[:500])
    return _("Priority %s now.") % wanted


VERBS: dict[str, Callable[[Any, Case], str]] = {
    "tag": _tag,
    "priority": _priority,
    "promise": _promise,
    "keep": _keep,
    "merge": _merge,
    "apart": _apart,
    "split": _split,
    "attach": _attach,
    "detach": _detach,
    "hand": _hand,
    "hand-back": _hand_back,
}
