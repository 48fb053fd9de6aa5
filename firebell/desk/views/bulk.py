"""One verb for many cases of the inbox, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from firebell.accounts import queries as accounts
from firebell.accounts.access import allow
from firebell.accounts.enums import ANSWERING
from firebell.desk import actions, queries
from firebell.desk.actions import Refused
from firebell.desk.forms import AssignForm, SnoozeForm
from firebell.desk.models import Case

MOST = 200
Verb = Callable[[Any, Case], Any]


def _assign(request: Any, case: Case) -> None:
    form = AssignForm(request.POST, workspace_id=request.workspace.pk)
    if not form.is_valid():
        raise Refused(_("Choose a person of this workspace."))
    actions.assign(case, form.cleaned_data["to"], request.user)


def _snooze(request: Any, case: Case) -> None:
    form = SnoozeForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose how long it can wait."))
    actions.snooze(case, form.until(), request.user, form.cleaned_data["reason"])


def _dismiss(request: Any, case: Case) -> None:
    words = queries.free_words(case)
    actions.dismiss(case, words, request.POST.get("reason", "")[:2_000], request.user)


def _attach(request: Any, case: Case) -> None:
    said = request.POST.get("number", "").strip().lstrip("#")
    known = said.isascii() and said.isdecimal() and len(said) < 10
    parent = queries.case_numbered(request.workspace.pk, int(said)) if known else None
    if parent is None:
        raise Refused(_("Choose another case of this workspace."))
    actions.attach(case, parent, request.user)


VERBS: dict[str, Verb] = {
    "claim": lambda request, case: actions.claim(case, request.user),
    "release": lambda request, case: actions.release(case, request.user),
    "assign": _assign,
    "snooze": _snooze,
    "wake": lambda request, case: actions.wake(case, request.user),
    "tag": lambda request, case: actions.tag(case, request.POST.get("tag", ""), request.user),
    "untag": lambda request, case: actions.untag(case, request.POST.get("tag", ""), request.user),
    "dismiss": _dismiss,
    "undo": lambda request, case: actions.undo(case, request.user),
    "attach": _attach,
    "detach": lambda request, case: actions.detach(case, request.user),
}
# What takes a verb back; "assign" has none, since who had each case before differs.
BACK = {
    "claim": "release",
    "snooze": "wake",
    "tag": "untag",
    "dismiss": "undo",
    "attach": "detach",
}
CHOICES = (
    ("claim", gettext_lazy("Claim them")),
    ("assign", gettext_lazy("Give them to")),
    ("release", gettext_lazy("Back to the queue")),
    ("tag", gettext_lazy("Tag them")),
    ("snooze", gettext_lazy("Put them aside")),
    ("attach", gettext_lazy("Make them part of case")),
    ("dismiss", gettext_lazy("Dismiss them, because")),
)


def offered(request: Any) -> dict[str, Any]:
    """What the bar of the inbox needs."""
    if request.role not in ANSWERING:
        return {}
    return {
        "bulk": CHOICES,
        "snooze": SnoozeForm(),
        "members": list(accounts.members(request.workspace.pk)[:300]),
        "known_tags": queries.tags(request.workspace.pk),
        "undo": request.session.pop("bulk_undo", None),
    }


@allow(ANSWERING)
@require_POST
def bulk(request: Any) -> HttpResponse:
    """Each case in a transaction of its own: one that refuses keeps no other back."""
    verb = request.POST.get("verb", "")
    chosen = [int(one) for one in request.POST.getlist("case") if one.isdecimal()][:MOST]
    if verb not in VERBS or not chosen:
        messages.error(request, _("Choose cases first, and what to do with them."))
        return _back(request)
    done, refused = _each(request, VERBS[verb], chosen)
    if done:
        told = ngettext("Done for %s case.", "Done for %s cases.", len(done)) % len(done)
        messages.success(request, told)
    for number, why in refused[:10]:
        messages.error(request, _("Case %(number)s: %(why)s") % {"number": number, "why": why})
    if len(refused) > 10:
        messages.error(request, _("And %s more were refused.") % (len(refused) - 10))
    if done and verb in BACK:
        request.session["bulk_undo"] = {
            "verb": BACK[verb],
            "cases": done,
            "tag": request.POST.get("tag", ""),
        }
    return _back(request)


def _each(request: Any, verb: Verb, chosen: list[int]) -> tuple[list[int], list[tuple[int, str]]]:
    cases = Case.objects.filter(workspace=request.workspace, number__in=chosen)
    done, refused = [], []
    for case in cases.select_related("profile", "brand").order_by("due_at", "id"):
        try:
            verb(request, case)
            done.append(case.number)
        except (Refused, PermissionDenied) as error:
            refused.append((case.number, str(error)))
    return done, refused


def _back(request: Any) -> HttpResponse:
    """To the view one came from."""
    inbox = reverse("inbox", args=[request.workspace.slug])
    asked = request.POST.get("back", "")
    fine = url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith(inbox)
    return redirect(asked if fine else inbox)
