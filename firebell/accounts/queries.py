from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet

from firebell.accounts import public_holidays
from firebell.accounts.models import DutySpan, Membership, OwnHoliday, User, Workspace
from firebell.core.triggers.calendar import Calendar


def membership(user: User, slug: str) -> Membership | None:
    """What `user` is in the workspace at this address, or None for a stranger."""
    return (
        Membership.objects.select_related("workspace")
        .filter(user=user, workspace__slug=slug, user__is_active=True)
        .first()
    )


def anybody_can_sign_in() -> bool:
    """False while every account is without a password, as that of a replay's desk is."""
    people = User.objects.filter(is_active=True)
    return people.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).exists()


def workspaces_of(user: User) -> QuerySet[Workspace]:
    return Workspace.objects.filter(memberships__user=user).order_by("name")


def members(workspace_id: int) -> QuerySet[Membership]:
    return (
        Membership.objects.filter(workspace_id=workspace_id)
        .select_related("user")
        .order_by("user__name", "user__email")
    )


def duty_spans_at(workspace_id: int, instant: datetime) -> QuerySet[DutySpan]:
    """Spans that cover `instant`: the start belongs to a span, the end does not."""
    return DutySpan.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=instant),
        workspace_id=workspace_id,
        starts_at__lte=instant,
        user__is_active=True,
    )


def on_duty(workspace_id: int, instant: datetime) -> QuerySet[User]:
    """Who is on duty at `instant`, by name."""
    spans = duty_spans_at(workspace_id, instant)
    return User.objects.filter(pk__in=spans.values("user_id")).order_by("name", "email")


def duty_plan(workspace_id: int, since: datetime) -> QuerySet[DutySpan]:
    """Spans that end after `since`, the earliest first."""
    return (
        DutySpan.objects.filter(
            Q(ends_at__isnull=True) | Q(ends_at__gt=since), workspace_id=workspace_id
        )
        .select_related("user")
        .order_by("starts_at", "id")
    )


def own_holidays(workspace_id: int) -> QuerySet[OwnHoliday]:
    return OwnHoliday.objects.filter(workspace_id=workspace_id).order_by("day")


def calendar_of(workspace_id: int) -> Calendar:
    """The clock on the workspace's wall, and the days that it keeps like Sundays: the public
    holidays of its country and its own."""
    found = Workspace.objects.filter(pk=workspace_id).values_list("time_zone", "country").first()
    zone, country = found or ("UTC", "")
    own = own_holidays(workspace_id).values_list("day", flat=True)
    return _calendar(zone, country, tuple(own))


@lru_cache(maxsize=64)
def _calendar(zone: str, country: str, own: tuple[date, ...]) -> Calendar:
    # Whoever asks it a thousand times an hour finds it the sooner when it is the very same.
    return Calendar(zone, public_holidays.days(country).union(own))
