"""Triggers changed by people; each change is in the audit log, with what was and what is."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.forms.models import model_to_dict

from firebell.accounts.models import User
from firebell.common import audit, clock, pulse
from firebell.core.triggers.rules.shipped import shipped
from firebell.core.triggers.rules.trigger import checked
from firebell.triggers.models import Trigger
from firebell.triggers.rows import as_trigger, shipped_fields

LONGEST_NAME = 80


@transaction.atomic
def save_trigger(trigger: Trigger, *, by: User) -> Trigger:
    """Keep it, new or changed. RuleError for one that could never ring, or not be read again."""
    checked(as_trigger(trigger))
    was = _as_kept(trigger.pk)
    trigger.save()
    _note("trigger_saved", trigger, by, was)
    return trigger


@transaction.atomic
def switch_trigger(trigger: Trigger, active: bool, *, by: User) -> None:
    was = _as_kept(trigger.pk)
    trigger.active = active
    trigger.save(update_fields=["active"])
    _note("trigger_saved", trigger, by, was)


@transaction.atomic
def duplicate_trigger(trigger: Trigger, *, by: User) -> Trigger:
    """A copy of its own name, switched off until somebody has looked at it."""
    copy = Trigger.objects.get(pk=trigger.pk)
    copy.pk, copy.shipped, copy.active = None, False, False
    copy._state.adding = True
    copy.tuned, copy.tuned_since = 1.0, None
    copy.name = _free_name(trigger)
    copy.save()
    _note("trigger_saved", copy, by, {})
    return copy


def _free_name(trigger: Trigger) -> str:
    taken = set(
        Trigger.objects.filter(workspace_id=trigger.workspace_id).values_list("name", flat=True)
    )
    number = 1
    while True:
        number += 1
        name = f"{str(trigger)[: LONGEST_NAME - 10]} ({number})"
        if name not in taken:
            return name


@transaction.atomic
def delete_trigger(trigger: Trigger, *, by: User) -> bool:
    """Its alerts stay. What is shipped cannot be deleted, only switched off: was it?"""
    if trigger.shipped:
        return False
    was, key = _as_kept(trigger.pk), trigger.pk
    audit.record(
        "trigger_deleted", actor=by, workspace_id=trigger.workspace_id, about=trigger,
        data={"was": was},
    )  # fmt: skip
    Trigger.objects.filter(pk=key).delete()
    pulse.touch(trigger.workspace_id, "alerts")
    return True


@transaction.atomic
def reset_trigger(trigger: Trigger, *, by: User) -> bool:
    """Back to the form in which its kind is shipped; its name and switch stay. Is there one?"""
    form = shipped(trigger.kind)
    if form is None:
        return False
    was = _as_kept(trigger.pk)
    for name, value in shipped_fields(form).items():
        setattr(trigger, name, value)
    trigger.tuned_since = clock.now()
    trigger.save()
    _note("trigger_saved", trigger, by, was)
    return True


@transaction.atomic
def forget_answers(trigger: Trigger, *, by: User) -> None:
    """The threshold is that of the budget again; answers given before count no longer."""
    was = _as_kept(trigger.pk)
    trigger.tuned, trigger.tuned_since = 1.0, clock.now()
    trigger.save(update_fields=["tuned", "tuned_since"])
    _note("trigger_saved", trigger, by, was)


def _as_kept(key: int | None) -> dict[str, Any]:
    row = Trigger.objects.select_for_update().filter(pk=key).first() if key else None
    return {name: _plain(value) for name, value in model_to_dict(row).items()} if row else {}


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool | list | dict | None) else str(value)


def _note(action: str, trigger: Trigger, by: User, was: dict[str, Any]) -> None:
    now = _as_kept(trigger.pk)
    changed = [name for name in now if was.get(name) != now[name]]
    audit.record(
        action, actor=by, workspace_id=trigger.workspace_id, about=trigger,
        data={
            "name": str(trigger),
            "was": {name: was[name] for name in changed if name in was},
            "is": {name: now[name] for name in changed},
        },
    )  # fmt: skip
    pulse.touch(trigger.workspace_id, "alerts")
