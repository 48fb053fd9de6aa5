"""Tags on cases, and the texts that are written often."""

from __future__ import annotations

from dataclasses import dataclass, fields

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from firebell.accounts.models import User, Workspace
from firebell.common import audit
from firebell.common import clock as wall
from firebell.core.desk import templates
from firebell.desk.actions import steps
from firebell.desk.actions.refusals import Refused
from firebell.desk.enums import EventKind
from firebell.desk.models import Case, CaseTag, Macro, Tag

LONGEST_TAG = 40


@dataclass(frozen=True, slots=True)
class Steps:
    """What is done with a case when a text is put in: put on a tag, take it, give it a priority (1
    to 5), note a promise that is due in so many hours."""

    tag: Tag | None = None
    takes: bool = False
    priority: int | None = None
    promise_hours: int | None = None


NOTHING = Steps()


@transaction.atomic
def tag(case: Case, name: str, by: User) -> Tag:
    """Put a tag on the case; one that the workspace does not know yet is made."""
    fresh = steps.take(case, by)
    wanted = " ".join(name.split())[:LONGEST_TAG]
    if not wanted:
        raise Refused(_("Write a tag first."))
    known = Tag.objects.filter(workspace_id=fresh.workspace_id, name__iexact=wanted).first()
    chosen = known or Tag.objects.create(workspace_id=fresh.workspace_id, name=wanted)
    if CaseTag.objects.get_or_create(case=fresh, tag=chosen)[1]:
        steps.finish(fresh, EventKind.TAGGED, by, {"tag": chosen.name})
    return chosen


@transaction.atomic
def untag(case: Case, name: str, by: User) -> None:
    fresh = steps.take(case, by)
    gone = CaseTag.objects.filter(case=fresh, tag__name=name)
    if gone.delete()[0]:
        steps.finish(fresh, EventKind.TAGGED, by, {"tag": name, "off": True})


@transaction.atomic
def keep_macro(
    workspace: Workspace,
    by: User,
    *,
    name: str,
    text: str,
    language: str = "",
    does: Steps = NOTHING,
    macro: Macro | None = None,
) -> Macro:
    """A new text, or another wording of one. Raises Refused where a variable is none."""
    steps.require_member(workspace.pk, by)
    try:
        templates.check(text)
    except templates.TemplateError as error:
        told = {"place": error.place + 1, "found": error.found}
        known = ", ".join("{{ " + one + " }}" for one in templates.VARIABLES)
        raise Refused(
            _("At character %(place)s stands %(found)s.") % told
            + " "
            + _("There are these variables: %s.") % known
        ) from error
    kept = macro or Macro(workspace=workspace, written_by=by)
    if Macro.objects.filter(workspace=workspace, name=name).exclude(pk=kept.pk).exists():
        raise Refused(_("There is a text of this name already."))
    kept.name, kept.text, kept.language = name, text, language
    for step in fields(Steps):
        setattr(kept, step.name, getattr(does, step.name))
    kept.changed_at = wall.now()
    kept.save()
    audit.record("macro_kept", actor=by, workspace_id=workspace.pk, about=kept)
    return kept


@transaction.atomic
def drop_macro(macro: Macro, by: User) -> None:
    steps.require_member(macro.workspace_id, by)
    audit.record("macro_dropped", actor=by, workspace_id=macro.workspace_id, about=macro)
    macro.delete()


def variables(case: Case, by: User) -> dict[str, str]:
    """What a template may say of a case. Only what the person shows in this very place: nothing
    from another network."""
    profile, brand = case.profile, case.brand
    return {
        "customer": (profile.name or profile.handle) if profile else "",
        "handle": profile.handle if profile else "",
        "agent": by.name,
        "brand": brand.name if brand else "",
        "case": str(case.number),
        "channel": case.channel,
    }
