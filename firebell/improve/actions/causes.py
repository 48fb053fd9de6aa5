"""The workspace's own list of root causes, and how its register is kept."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from firebell.accounts.models import User, Workspace
from firebell.common import audit, clock, turns
from firebell.improve import queries
from firebell.improve.actions.steps import Refused, record, take
from firebell.improve.models import Register, RootCause

MOST = 200


@transaction.atomic
def add_cause(workspace: Workspace, name: str, by: User) -> RootCause:
    """A new root cause; one of this name that was retired comes back."""
    turns.one_at_a_time(workspace.pk)
    known = _named(workspace.pk, name)
    if known is not None:
        return _again(known, by)
    if RootCause.objects.filter(workspace=workspace, retired_at__isnull=True).count() >= MOST:
        raise Refused(_("Too many root causes tell nothing. Retire some first."))
    cause = RootCause.objects.create(workspace=workspace, name=_told(name))
    record("root_cause_added", cause, by, {"name": cause.name})
    return cause


def _again(cause: RootCause, by: User) -> RootCause:
    if cause.retired_at is None:
        raise Refused(_("There is a root cause of this name."))
    cause.retired_at = None
    cause.save(update_fields=["retired_at"])
    record("root_cause_added", cause, by, {"name": cause.name})
    return cause


@transaction.atomic
def rename_cause(cause: RootCause, name: str, by: User) -> RootCause:
    """The same cause by a better name."""
    fresh = take(cause)
    other = _named(fresh.workspace_id, name)
    if other is not None and other != fresh:
        raise Refused(_("There is a root cause of this name."))
    before, fresh.name = fresh.name, _told(name)
    fresh.save(update_fields=["name"])
    record("root_cause_renamed", fresh, by, {"before": before, "after": fresh.name})
    return fresh


@transaction.atomic
def retire_cause(cause: RootCause, by: User) -> RootCause:
    """Offered no more; complaints that name it keep it."""
    fresh = take(cause)
    fresh.retired_at = fresh.retired_at or clock.now()
    fresh.save(update_fields=["retired_at"])
    record("root_cause_retired", fresh, by, {"name": fresh.name})
    return fresh


def _named(workspace_id: int, name: str) -> RootCause | None:
    """In any case of its letters, whatever the store thinks of letters beyond ASCII."""
    wanted = _told(name).casefold()
    found = RootCause.objects.filter(workspace_id=workspace_id)
    return next((one for one in found if one.name.casefold() == wanted), None)


def _told(name: str) -> str:
    told = " ".join(name.split())[:120]
    if not told:
        raise Refused(_("Name it first."))
    return told


@transaction.atomic
def keep_register(workspace: Workspace, changes: dict[str, object], by: User) -> Register:
    """How many days count as coming back, how early deadlines are warned of, in which currency."""
    turns.one_at_a_time(workspace.pk)
    kept = queries.register(workspace.pk)
    for name, value in changes.items():
        setattr(kept, name, value)
    kept.save()
    audit.record("register_kept", actor=by, workspace_id=workspace.pk, about=kept, data=changes)
    return kept
