"""The departments of the house, and which cases come to each: queues, with teams of their names."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from firebell.accounts.models import User, Workspace
from firebell.common import audit, turns
from firebell.core.desk.triage import Settings, Team
from firebell.core.desk.triage import to_json as settings_json
from firebell.desk import queries
from firebell.desk.actions.house_rules import set_rules
from firebell.desk.actions.places import default_queue
from firebell.desk.actions.refusals import Refused
from firebell.desk.models import Queue


@transaction.atomic
def keep_queue(workspace: Workspace, name: str, by: User, queue: Queue | None = None) -> Queue:
    """A new department, or another name of one: what comes to it comes to it as before."""
    turns.one_at_a_time(workspace.pk)
    kept = queue or Queue(workspace=workspace)
    before = Queue.objects.filter(pk=kept.pk).values_list("name", flat=True).first()
    wanted = " ".join(name.split())
    if not wanted:
        raise Refused(_("Write a name first."))
    same = Queue.objects.filter(workspace=workspace, name=wanted).exclude(pk=kept.pk)
    if same.exists():
        raise Refused(_("There is a queue of this name already."))
    kept.name = wanted
    kept.save()
    data = {"name": kept.name}
    audit.record("queue_kept", actor=by, workspace_id=workspace.pk, about=kept, data=data)
    if before is not None and before != kept.name:
        _rename_team(workspace, before, kept.name, by)
    return kept


@transaction.atomic
def set_department(
    workspace: Workspace,
    queue: Queue | None,
    name: str,
    skills: Collection[str],
    languages: Collection[str],
    by: User,
) -> Queue:
    """Keep a department, and for which cases it is; SettingError where the triage that is stored
    cannot be read. Without skills and languages only what is handed over comes to it, save for the
    first one, to which comes what no other is for."""
    turns.one_at_a_time(workspace.pk)
    first = default_queue(workspace.pk)  # a new one is never the first by chance
    kept = keep_queue(workspace, name, by, queue)
    first = kept if first.pk == kept.pk else first
    teams = queries.triage_of(workspace.pk).teams
    wanted = Team(kept.name, frozenset(skills), frozenset(languages))
    changed = _with(teams, wanted, first.name)
    if changed != list(teams):
        _set_teams(workspace, changed, by)
    return kept


def _with(teams: Sequence[Team], wanted: Team, first: str) -> list[Team]:
    """The teams with one of them as it is wanted; the others as they are and in their order."""
    known = [one.name for one in teams]
    found = [wanted if one.name == wanted.name else one for one in teams]
    if wanted.name not in known:
        found.append(wanted)
    if all(one.name != first for one in found):
        found.insert(0, Team(first))
    if wanted.name != first and _is_general(wanted) and wanted not in teams:
        found.remove(wanted)
    return [] if found == [Team(first)] else found


def _is_general(team: Team) -> bool:
    return not (team.skills or team.languages)


def _rename_team(workspace: Workspace, before: str, after: str, by: User) -> None:
    """Queues and teams belong together by their names."""
    teams = queries.triage_of(workspace.pk).teams
    known = {one.name for one in teams}
    if before not in known:
        return
    if after in known:
        raise Refused(_("There is a team of this name already."))
    renamed = [replace(one, name=after) if one.name == before else one for one in teams]
    _set_teams(workspace, renamed, by)


def _set_teams(workspace: Workspace, teams: Sequence[Team], by: User) -> None:
    kept = queries.house_rules(workspace.pk).triage
    told = settings_json(Settings(teams=tuple(teams)))["teams"]
    set_rules(workspace, "triage", {**kept, "teams": told}, by)
