"""A text is put into an answer, and what it does with the case is done: all of it, or nothing."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from firebell.accounts.models import User
from firebell.common import clock as wall
from firebell.core.desk import templates
from firebell.desk.actions import steps
from firebell.desk.actions.holding import claim
from firebell.desk.actions.promising import promise
from firebell.desk.actions.sorting import tag, variables
from firebell.desk.actions.urgency import set_priority
from firebell.desk.models import Case, Macro, Promise


@transaction.atomic
def use(macro: Macro, case: Case, by: User) -> templates.Filled:
    """The text for this case by this agent; counts that it was used.

    Raises Refused, or AlreadyClaimed, where a step of it cannot be taken; then none is.
    """
    fresh = steps.take(case, by)
    Macro.objects.filter(pk=macro.pk).update(used=F("used") + 1)
    filled = templates.fill(macro.text, variables(fresh, by))
    if macro.takes and fresh.owner_id != by.pk:
        claim(fresh, by)
    if macro.tag is not None:
        tag(fresh, macro.tag.name, by)
    if macro.priority and macro.priority != fresh.priority:
        set_priority(fresh, macro.priority, by, _("By the text “%s”.") % macro.name)
    if macro.promise_hours and not _is_promised(macro, fresh):
        due = wall.now() + timedelta(hours=macro.promise_hours)
        promise(fresh, macro.name, due, by)
    return filled


def _is_promised(macro: Macro, case: Case) -> bool:
    """Whoever puts it in twice promises once."""
    return Promise.objects.filter(case=case, text=macro.name, kept_at=None).exists()
