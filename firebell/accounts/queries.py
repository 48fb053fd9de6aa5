from __future__ import annotations

from datetime import datetime

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet

from firebell.accounts.models import DutySpan, Membership, User, Workspace


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
