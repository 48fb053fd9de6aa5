"""An open case becomes more or less urgent: somebody knows better, or its word goes viral."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from firebell.accounts.models import User
from firebell.common import clock as wall
from firebell.common import turns
from firebell.core.desk.clocks.policy import PRIORITIES
from firebell.core.desk.triage import score
from firebell.desk import queries
from firebell.desk.actions import steps
from firebell.desk.actions.dues import Dues
from firebell.desk.actions.refusals import Refused
from firebell.desk.enums import EventKind
from firebell.desk.models import Case
from firebell.desk.queries.going_viral import Rising
from firebell.triggers import queries as triggers

AT_ONCE = 50  # cases looked at in one turn


@transaction.atomic
def set_priority(case: Case, priority: int, by: User, why: str) -> Case:
    """Somebody knows better than the weights, and says why."""
    fresh = steps.take(case, by)
    if priority not in PRIORITIES:
        raise Refused(_("Choose a priority from 1 to 5."))
    if not why.strip():
        raise Refused(_("Say why it is more or less urgent."))
    before = fresh.priority
    if priority == before:
        raise Refused(_("It has this priority already."))
    _become(fresh, priority, Dues.of(fresh.workspace_id), wall.now())
    data = {"from": before, "to": priority, "why": why.strip()}
    steps.finish(fresh, EventKind.URGENCY, by, data)
    return fresh


def raise_viral(workspace_id: int, now: datetime) -> int:
    """Open cases with a word that many pass on become as urgent as all that is known of them makes
    them, never less; how many did.

    Once a post is as loud as it was, its case is left alone; so is one to which a person has
    given another priority since.
    """
    loud = triggers.loud_posts(workspace_id, now)
    return _raise(workspace_id, loud, now) if loud else 0


@transaction.atomic
def _raise(workspace_id: int, loud: Mapping[int, float], now: datetime) -> int:
    turns.one_at_a_time(workspace_id)
    dues = Dues.of(workspace_id)
    if not dues.triage.weights.virality:
        return 0
    rising = queries.rising(workspace_id, loud, AT_ONCE)
    return sum(_becomes_more_urgent(one, dues, now) for one in rising)


def _becomes_more_urgent(one: Rising, dues: Dues, now: datetime) -> bool:
    case, before = one.case, one.case.priority
    facts = replace(queries.facts_for_many(case, now), virality=one.loudness)
    found = score(facts, dues.triage.weights).priority
    if found >= before:
        return False
    _become(case, found, dues, now)
    data = {"from": before, "to": found, "interaction": one.word, "loudness": one.loudness}
    steps.finish(case, EventKind.URGENCY, None, data)
    return True


def _become(case: Case, priority: int, dues: Dues, now: datetime) -> None:
    """More urgent counts from now on and is never due later than before; less urgent counts from
    the word, as `core.desk.clocks` has it."""
    before, was = case.priority, case.due_at
    case.priority = priority
    if case.waiting_since is None or was is None:
        return
    again = case.first_answer_at is not None
    due = dues.at(case.waiting_since, priority, case.channel, again=again)
    if priority < before:
        due = max(due, min(was, dues.at(now, priority, case.channel, again=again)))
        due = min(due, was)
    case.due_at = max(filter(None, (due, case.snoozed_until)))
    case.overdue_noted_at = None if case.due_at > now else case.overdue_noted_at
