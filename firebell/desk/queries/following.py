"""What to work on after a case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from firebell.accounts.models import User
from firebell.desk.models import Case, Presence
from firebell.desk.queries.presence import AWAY


def following(case: Case, user: User, now: datetime) -> Case | None:
    """The next by due time that waits and is theirs, or nobody's and nobody looks at it; after the
    last of them the first again. A case that waits no more is followed by what is due first. None:
    there is no other."""
    # One by one: each walks an index from its beginning.
    free = _waiting(case, None).exclude(pk__in=_looked_at(user, now))
    waiting = [_waiting(case, user), free]
    later = [_later(cases, case) for cases in waiting] if case.waiting_since else []
    return _earliest(later) or _earliest(waiting)


def _waiting(case: Case, owner: User | None) -> QuerySet[Case]:
    rows = Case.objects.filter(
        workspace_id=case.workspace_id, owner=owner, closed_at__isnull=True,
        waiting_since__isnull=False, snoozed_until__isnull=True,
    )  # fmt: skip
    return rows.exclude(pk=case.pk).order_by("due_at", "id")


def _looked_at(user: User, now: datetime) -> QuerySet[Presence]:
    """By somebody else, at this moment."""
    present = Presence.objects.filter(seen_at__gte=now - AWAY).exclude(user=user)
    return present.values("case_id")


def _later(cases: QuerySet[Case], than: Case) -> QuerySet[Case]:
    return cases.filter(Q(due_at__gt=than.due_at) | Q(id__gt=than.pk), due_at__gte=than.due_at)


def _earliest(lists: Iterable[QuerySet[Case]]) -> Case | None:
    firsts = [found for cases in lists if (found := cases.first()) is not None]
    return min(firsts, key=lambda one: (one.due_at, one.pk), default=None)
