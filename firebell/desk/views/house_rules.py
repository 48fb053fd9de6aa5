"""What the desk goes by: when answers are due, what is urgent, and who can do what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from firebell.accounts.access import allow
from firebell.accounts.enums import EVERYONE, LEADING
from firebell.common import clock
from firebell.common.templatetags.firebell import language_name
from firebell.core.desk import triage
from firebell.core.desk.clocks import from_json as clocks_read
from firebell.core.desk.given import SettingError
from firebell.core.desk.triage import Weights
from firebell.desk import actions, channel_rules, queries
from firebell.desk.house_forms import ClocksForm, SeatForm, WeightsForm
from firebell.desk.models import Seat
from firebell.desk.queries.staffing import CAPACITY
from firebell.desk.wording import setting_told, skill_told
from firebell.listening.queries import channels_heard

MONTH = timedelta(days=30)
SHOWN = 12
SWITCHES = ("gives_out", "takes_back", "signs")


@allow(EVERYONE)
@require_safe
def clocks(request: Any) -> HttpResponse:
    """Everybody may see by what the desk goes; leads change it."""
    policy = queries.policy_of(request.workspace.pk)
    rules = _kept_clocks(request).get("rules", [])
    return _clocks(
        request, ClocksForm(initial=ClocksForm.initial_of(policy)), _lines(request, rules)
    )


@allow(LEADING)
@require_POST
def set_clocks(request: Any) -> HttpResponse:
    workspace, kept = request.workspace, _kept_clocks(request)
    rules = kept.get("rules", [])
    form, lines = ClocksForm(request.POST), _lines(request, rules, request.POST)
    if not all([form.is_valid(), lines.is_valid() or not lines.is_bound]):
        return _clocks(request, form, lines, status=422)
    try:
        always = form.cleaned_data["round_the_clock"]
        for_channels = channel_rules.with_table(rules, lines, always)
        given = form.as_json(workspace.time_zone, kept, for_channels)
        actions.set_rules(workspace, "clocks", given, request.user)
    except SettingError as error:
        form.add_error(None, setting_told(error))
        return _clocks(request, form, lines, status=422)
    messages.success(request, _("Set. Open cases have their new due times."))
    return redirect("desk-clocks", workspace.slug)


def _kept_clocks(request: Any) -> Mapping[str, Any]:
    """As they are stored; nothing where they cannot be read any more."""
    kept = queries.house_rules(request.workspace.pk).clocks
    try:
        clocks_read(kept)
    except SettingError:
        return {}
    return kept


def _lines(request: Any, rules: Sequence[Mapping[str, Any]], data: Any = None) -> Any:
    return channel_rules.table(rules, channels_heard(request.workspace.pk), data)


def _clocks(request: Any, form: ClocksForm, lines: Any, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "lines": lines,
        "others": channel_rules.others_told(_kept_clocks(request).get("rules", [])),
        "tab": "clocks",
        "zone": request.workspace.time_zone,
    }
    return render(request, "desk/rules_clocks.html", context | _may(request), status=status)


def _may(request: Any) -> dict[str, Any]:
    return {"may_set": request.role in LEADING}


@allow(EVERYONE)
@require_safe
def weights(request: Any) -> HttpResponse:
    known = queries.triage_of(request.workspace.pk).weights
    return _weights(request, WeightsForm(initial=WeightsForm.initial_of(known)))


@allow(LEADING)
@require_POST
def set_weights(request: Any) -> HttpResponse:
    """Points, tried on last month or set live."""
    workspace = request.workspace
    settings = queries.triage_of(workspace.pk)
    form = WeightsForm(request.POST)
    if not form.is_valid():
        return _weights(request, form, status=422)
    try:
        kept = triage.to_json(settings)
        wanted = triage.from_json(kept | {"weights": kept["weights"] | form.as_json()})
    except SettingError as error:
        form.add_error(None, setting_told(error))
        return _weights(request, form, status=422)
    if "live" not in request.POST:
        return _weights(request, form, **_tried(workspace.pk, settings.weights, wanted.weights))
    actions.set_rules(workspace, "triage", triage.to_json(wanted), request.user)
    messages.success(request, _("Set. New words are weighed by it from now on."))
    return redirect("desk-weights", workspace.slug)


def _weights(request: Any, form: WeightsForm, status: int = 200, **more: Any) -> HttpResponse:
    context = {"form": form, "tab": "weights"} | _may(request) | more
    return render(request, "desk/rules_weights.html", context, status=status)


def _tried(workspace_id: int, now: Weights, then: Weights) -> dict[str, Any]:
    past = queries.past_facts(workspace_id, clock.now() - MONTH)
    found = triage.what_if(now, then, [facts for _case, facts in past])
    changed = [(past[one.index][0], one) for one in found.changes[:SHOWN]]
    return {"tried": found, "changed": changed, "cases": len(past)}


@allow(EVERYONE)
@require_safe
def team(request: Any) -> HttpResponse:
    """Who can do what, and what the desk does by itself."""
    workspace, now = request.workspace, clock.now()
    roster, load = queries.roster_of(workspace.pk, now), queries.load(workspace.pk)
    rules = queries.house_rules(workspace.pk)
    settings = queries.triage_of(workspace.pk, rules)
    context = {
        "tab": "team",
        "people": [
            (one, load[one.user.pk], roster.is_on_duty(one.user.pk, now))
            for one in queries.sitting(workspace.pk)
        ],
        "usual": CAPACITY,
        "departments": [(one, *_told(one)) for one in queries.departments(workspace.pk, settings)],
        "switches": [
            (name, rules._meta.get_field(name).verbose_name, getattr(rules, name))
            for name in SWITCHES
        ],
    }
    return render(request, "desk/rules_team.html", context | _may(request))


def _told(one: queries.Department) -> tuple[str, str]:
    """Its skills and languages in words; empty where it has none of its own."""
    if one.team is None:
        return "", ""
    skills = sorted(map(skill_told, one.team.skills), key=str.casefold)
    return ", ".join(skills), ", ".join(sorted(map(language_name, one.team.languages)))


@allow(LEADING)
@require_POST
def set_team(request: Any) -> HttpResponse:
    switches = {name: name in request.POST for name in SWITCHES}
    actions.set_switches(request.workspace, request.user, **switches)
    messages.success(request, _("Kept."))
    return redirect("desk-team", request.workspace.slug)


@allow(LEADING)
@require_http_methods(["GET", "HEAD", "POST"])
def seat(request: Any, user: int) -> HttpResponse:
    workspace = request.workspace
    found = [one for one in queries.sitting(workspace.pk) if one.user.pk == user]
    if not found:
        raise Http404
    sitting = found[0]
    kept = sitting.seat or Seat(workspace=workspace, user=sitting.user, capacity=CAPACITY)
    form = SeatForm(request.POST or None, instance=kept, workspace_id=workspace.pk)
    if request.method == "POST" and form.is_valid():
        changed = form.save(commit=False)
        actions.set_seat(changed, form.cleaned_data["queues"], request.user)
        messages.success(request, _("Kept."))
        return redirect("desk-team", workspace.slug)
    context = {"form": form, "sitting": sitting, "tab": "team"}
    return render(request, "desk/seat.html", context, status=422 if request.POST else 200)
