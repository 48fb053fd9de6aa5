"""People are told before a promise is broken, and when it is: whoever has the case, or a lead on
duty, and never in the quiet hours unless the priority says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from firebell.accounts import queries as accounts
from firebell.accounts.enums import LEADING
from firebell.common import ledger, pulse, turns
from firebell.core.desk.clocks import (
    LEAD,
    OWNER,
    Clock,
    ClockKind,
    Notice,
    Policy,
    clocks,
    notices,
)
from firebell.core.desk.clocks import Event as Happened
from firebell.core.desk.clocks import EventKind as Happens
from firebell.desk import models, queries
from firebell.desk.models import Case

AHEAD = timedelta(days=2)  # how long before it is due anybody may have to be told
AT_ONCE = 500
LATE = "late"  # the last step of the policy
HIGH_STAKES = 2  # this urgent or more


@transaction.atomic
def tell_of_clocks(workspace_id: int, now: datetime) -> int:
    """Tell what is to be told by now and was not; how many notices that were."""
    turns.one_at_a_time(workspace_id)
    cases = _to_look_at(workspace_id, now)
    if not cases:
        return 0
    policy, roster = queries.policy_of(workspace_id), queries.roster_of(workspace_id, now)
    leads = [member.user_id for member in accounts.members(workspace_id) if member.role in LEADING]
    told = set(
        models.Notice.objects.filter(case__in=cases).values_list(
            "case_id", "clock", "step", "since"
        )
    )
    fresh = []
    for case in cases:
        roles = {LEAD: leads, OWNER: [case.owner_id] if case.owner_id else []}
        for one in notices(_clock(case, policy), policy, roles, roster):
            key = (case.pk, str(one.clock), one.step, case.waiting_since)
            if one.at <= now and key not in told:
                fresh.append((case, one))
    _store(workspace_id, fresh, now)
    return len(fresh)


def _to_look_at(workspace_id: int, now: datetime) -> list[Case]:
    """Cases that will soon be late, and those that are; each has room of its own, and of what is
    late only what nobody was told of, so that a backlog keeps no warning from anybody."""
    awake = Case.objects.filter(
        workspace_id=workspace_id, waiting_since__isnull=False, snoozed_until__isnull=True
    ).order_by("due_at", "id")
    told = models.Notice.objects.filter(
        case=OuterRef("pk"), since=OuterRef("waiting_since"), step=LATE
    )
    soon = awake.filter(due_at__gt=now, due_at__lte=now + AHEAD)[:AT_ONCE]
    late = awake.filter(due_at__lte=now).exclude(Exists(told))[:AT_ONCE]
    return [*late, *soon]


def _clock(case: Case, policy: Policy) -> Clock:
    """The clock of the oldest open word, due when the case says."""
    assert case.waiting_since is not None
    first = Happened(case.waiting_since, Happens.WORD, case.priority, case.channel)
    again = case.first_answer_at is not None
    kind = ClockKind.NEXT_RESPONSE if again else ClockKind.FIRST_RESPONSE
    found = clocks([first], policy, case.waiting_since).latest(ClockKind.FIRST_RESPONSE)
    assert found is not None
    return replace(found, kind=kind, due=case.due_at)


def _is_late(case: Case, now: datetime) -> bool:
    """Then it is too late to warn of it: nobody looked in time."""
    return case.due_at is not None and case.due_at <= now


def _store(workspace_id: int, fresh: list[tuple[Case, Notice]], now: datetime) -> None:
    if not fresh:
        return
    models.Notice.objects.bulk_create(
        models.Notice(
            case=case,
            clock=str(one.clock),
            step=one.step,
            since=case.waiting_since,
            user_id=one.person,
            at=now,
        )
        for case, one in fresh
    )
    ledger.append_all(
        ledger.NewFact(
            workspace_id,
            "case_soon_unattended",
            Case._meta.label_lower,
            case.pk,
            now,
            {
                "case": case.number,
                "priority": case.priority,
                "owner": case.owner_id,
                "due": case.due_at.isoformat() if case.due_at else "",
                "told": one.person,
            },
        )
        for case, one in fresh
        if one.step == "warn" and case.priority <= HIGH_STAKES and not _is_late(case, now)
    )
    pulse.touch(workspace_id, "cases")
