"""Is anybody waiting, and is somebody there for them? What the first screen and the worker ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Min, QuerySet

from firebell.accounts import queries as accounts
from firebell.desk.models import Case


@dataclass(frozen=True, slots=True)
class Unattended:
    """Counts of cases that hold a word without an answer. `oldest` is how long it has waited."""

    unanswered: int
    past_due: int
    oldest: timedelta | None
    owner_absent: int  # their owner is not on duty
    in_queue: int  # nobody has taken them
    on_duty: int  # people

    @property
    def queue_unattended(self) -> int:
        """Cases in a queue that nobody on duty looks after."""
        return 0 if self.on_duty else self.in_queue

    @property
    def calm(self) -> bool:
        return not (self.past_due or self.owner_absent or self.queue_unattended)


def unattended(workspace_id: int, now: datetime, up_to: int | None = None) -> Unattended:
    """The measure of the promise, in six queries whatever the numbers.

    `up_to`: stop each count there, for a screen that must be quick with any backlog.
    """
    unsettled = _unsettled(workspace_id)
    present = set(accounts.on_duty(workspace_id, now).values_list("pk", flat=True))
    absent = unsettled.filter(owner__isnull=False).exclude(owner__in=present)
    since = unsettled.aggregate(Min("waiting_since"))["waiting_since__min"]
    return Unattended(
        unanswered=_count(unsettled, up_to),
        past_due=_count(unsettled.filter(due_at__lt=now), up_to),
        oldest=max(now - since, timedelta(0)) if since else None,
        owner_absent=_count(absent, up_to),
        in_queue=_count(unsettled.filter(owner__isnull=True), up_to),
        on_duty=len(present),
    )


def _count(cases: QuerySet[Case], up_to: int | None) -> int:
    return cases.order_by().values("pk")[:up_to].count()


def absent_owners(workspace_id: int, now: datetime) -> QuerySet[Case]:
    """Open cases whose owner is not on duty, the earliest due first."""
    present = accounts.on_duty(workspace_id, now).values("pk")
    return (
        Case.objects.filter(workspace_id=workspace_id, closed_at__isnull=True, owner__isnull=False)
        .exclude(owner__in=present)
        .order_by("due_at", "id")
    )


def to_wake(workspace_id: int, now: datetime) -> QuerySet[Case]:
    return Case.objects.filter(
        workspace_id=workspace_id, snoozed_until__isnull=False, snoozed_until__lte=now
    ).order_by("snoozed_until", "id")


def newly_overdue(workspace_id: int, now: datetime) -> QuerySet[Case]:
    """Cases past their due time that have not been announced as such."""
    return (
        _unsettled(workspace_id)
        .filter(overdue_noted_at__isnull=True, due_at__lte=now)
        .order_by("due_at")
    )


def _unsettled(workspace_id: int) -> QuerySet[Case]:
    return Case.objects.filter(workspace_id=workspace_id, waiting_since__isnull=False)
