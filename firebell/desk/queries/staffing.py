"""Who sits at the desk, what each can do and has, and what a case asks of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet

from firebell.accounts import queries as accounts
from firebell.accounts.enums import ANSWERING, LEADING, Role
from firebell.accounts.models import User
from firebell.core.desk.queueing import Waiting, place, turn
from firebell.core.desk.roster import Roster, Stretch, roster
from firebell.core.desk.routing import Needs, Person
from firebell.desk.models import Case, Seat

CAPACITY = 20  # cases at once, of somebody of whom nothing is set
AHEAD = timedelta(days=30)
LOOKED_AT = 1_000  # cases, for those that come first


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody who answers. Where nothing is set for them they speak every language, answer on
    every channel and for every queue; a volunteer only where they are certified."""

    user: User
    role: Role
    seat: Seat | None
    queues: frozenset[str]

    def person(self, needs: Needs) -> Person:
        """As routing sees them beside a case."""
        seat = self.seat or Seat(capacity=CAPACITY)
        volunteer = self.role == Role.VOLUNTEER
        anywhere = frozenset() if volunteer else frozenset({needs.channel})
        return Person(
            id=self.user.pk,
            capacity=seat.capacity,
            languages=frozenset(seat.languages or [needs.language]),
            skills=frozenset(seat.skills),
            certified=frozenset(seat.certified) or anywhere,
            teams=self.queues or frozenset({needs.team}),
            senior=seat.senior or self.role in LEADING,
            volunteer=volunteer,
        )


def sitting(workspace_id: int) -> list[Sitting]:
    """Everybody who may answer, by name."""
    seats = {
        seat.user_id: seat
        for seat in Seat.objects.filter(workspace_id=workspace_id).prefetch_related("queues")
    }
    return [
        Sitting(
            member.user,
            Role(member.role),
            seat := seats.get(member.user_id),
            frozenset(queue.name for queue in seat.queues.all()) if seat else frozenset(),
        )
        for member in accounts.members(workspace_id)
        if member.role in ANSWERING and member.user.is_active
    ]


def sitting_of(workspace_id: int, user: User) -> Sitting | None:
    return next((one for one in sitting(workspace_id) if one.user == user), None)


def roster_of(workspace_id: int, now: datetime) -> Roster:
    """Duty as it is planned, from now on."""
    spans = accounts.duty_plan(workspace_id, now).filter(starts_at__lt=now + AHEAD)
    return roster(Stretch(one.user_id, one.starts_at, one.ends_at) for one in spans)


def load(workspace_id: int) -> Counter[int]:
    """User -> cases with an open word on their desk."""
    unsettled = Case.objects.filter(
        workspace_id=workspace_id, waiting_since__isnull=False, owner__isnull=False
    )
    return Counter(dict(unsettled.order_by().values_list("owner_id").annotate(Count("pk"))))


def to_give_out(workspace_id: int, most: int) -> list[Case]:
    """The first `most` cases that nobody has, in the order of `core.desk.queueing`.

    A turn is never before the due time, so whatever may come before the last of those that are due
    first is due by its turn; of them a thousand are looked at.
    """
    waiting = _of_nobody(workspace_id)
    found = list(waiting[:most])
    if len(found) == most:
        latest = max(turn(_waiting(case)) for case in found)
        found = list(waiting.filter(due_at__lte=latest)[:LOOKED_AT])
    return sorted(found, key=lambda case: place(_waiting(case)))[:most]


def _of_nobody(workspace_id: int) -> QuerySet[Case]:
    waiting = Case.objects.filter(
        workspace_id=workspace_id,
        waiting_since__isnull=False,
        owner__isnull=True,
        snoozed_until__isnull=True,
    )
    return waiting.select_related("queue", "profile", "brand").order_by("due_at", "id")


def _waiting(case: Case) -> Waiting:
    assert case.due_at is not None
    assert case.waiting_since is not None
    return Waiting(case.pk, case.priority, case.due_at, case.waiting_since)


def who_knows(cases: Iterable[Case]) -> dict[int, int]:
    """Case -> who had the newest earlier case of the same person."""
    of = {case.profile_id: case.pk for case in cases if case.profile_id is not None}
    earlier = Case.objects.filter(profile_id__in=of, owner__isnull=False).order_by("opened_at")
    known = dict(earlier.values_list("profile_id", "owner_id"))
    return {of[profile]: owner for profile, owner in known.items()}


def open_of(case: Case) -> QuerySet[Case]:
    """Other cases of the same person that hold an open word; none where nobody is known."""
    if case.profile_id is None:
        return Case.objects.none()
    others = Case.objects.filter(profile_id=case.profile_id, waiting_since__isnull=False)
    return others.filter(workspace_id=case.workspace_id).exclude(pk=case.pk)
