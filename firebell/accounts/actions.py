from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from firebell.accounts import queries
from firebell.accounts.enums import Role
from firebell.accounts.models import DutySpan, Membership, OwnHoliday, SetupLink, User, Workspace
from firebell.accounts.signals import duty_changed, workspace_opened
from firebell.common import audit, clock, pulse


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_setup_link() -> str | None:
    """A fresh first-run token, or None once anybody can sign in. Older ones stop working."""
    if queries.anybody_can_sign_in():
        return None
    SetupLink.objects.filter(used_at__isnull=True).delete()
    token = secrets.token_urlsafe(24)
    SetupLink.objects.create(token_hash=_digest(token), created_at=clock.now())
    return token


def setup_link_works(token: str) -> bool:
    link = SetupLink.objects.filter(token_hash=_digest(token), used_at__isnull=True)
    return link.exists() and not queries.anybody_can_sign_in()


@transaction.atomic
def become_administrator(
    token: str, *, name: str, email: str, password: str, workspace_name: str
) -> tuple[User, Workspace]:
    """Use the first-run link: the first account, administrator of the first workspace."""
    # Held, so that of two who use it at once one finds it used.
    link = (
        SetupLink.objects.select_for_update()
        .filter(token_hash=_digest(token), used_at__isnull=True)
        .first()
    )
    if link is None or queries.anybody_can_sign_in():
        raise ValidationError(_("This link has been used. Ask your administrator for an account."))
    link.used_at = clock.now()
    link.save(update_fields=["used_at"])
    user = User.objects.create_user(email=email, name=name, password=password)
    workspace = open_workspace(workspace_name)
    join(workspace, user, Role.ADMINISTRATOR, by=user)
    for earlier in Workspace.objects.exclude(pk=workspace.pk):
        # Made from the command line before anybody had an account.
        join(earlier, user, Role.ADMINISTRATOR, by=user)
    audit.record("first_administrator", actor=user, workspace_id=workspace.pk, about=user)
    return user, workspace


@transaction.atomic
def open_workspace(name: str, *, time_zone: str = "UTC") -> Workspace:
    """A new workspace with an address of its own, made from its name."""
    known_time_zone(time_zone)
    stem = slugify(name)[:50] or "workspace"
    slug, number = stem, 1
    while Workspace.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    workspace = Workspace.objects.create(name=name, slug=slug, time_zone=time_zone)
    workspace_opened.send(Workspace, workspace_id=workspace.pk)
    return workspace


def known_time_zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValidationError(_("Unknown time zone: %s") % name) from error


def admit_administrators(workspace: Workspace) -> None:
    """Whoever administers another workspace administers this one, made without a visitor, too."""
    for user in User.objects.filter(memberships__role=Role.ADMINISTRATOR).distinct():
        join(workspace, user, Role.ADMINISTRATOR, by=None)


@transaction.atomic
def add_person(
    workspace: Workspace, *, name: str, email: str, role: str, password: str | None, by: User | None
) -> User:
    """A new account, or an existing one (by e-mail), with a role in this workspace."""
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = User.objects.create_user(email=email, name=name, password=password)
    join(workspace, user, role, by=by)
    return user


@transaction.atomic
def join(workspace: Workspace, user: User, role: str, *, by: User | None) -> Membership:
    """Give `user` this role. The last administrator of a workspace cannot lose theirs."""
    if role not in Role.values:
        raise ValidationError({"role": _("There is no such role.")})
    if role != Role.ADMINISTRATOR:
        _keep_an_administrator(workspace, user)
    member, _new = Membership.objects.update_or_create(
        workspace=workspace, user=user, defaults={"role": role}
    )
    audit.record(
        "role_given", actor=by, workspace_id=workspace.pk, about=user, data={"role": str(role)}
    )
    pulse.touch(workspace.pk, "people")
    return member


@transaction.atomic
def leave(workspace: Workspace, user: User, *, by: User) -> None:
    """Take `user` out of the workspace. Whoever belongs to none any more is signed out at once, on
    every device."""
    _keep_an_administrator(workspace, user)
    go_off_duty(workspace, user, by=by)
    DutySpan.objects.filter(workspace=workspace, user=user, starts_at__gt=clock.now()).delete()
    Membership.objects.filter(workspace=workspace, user=user).delete()
    audit.record("membership_ended", actor=by, workspace_id=workspace.pk, about=user)
    if not Membership.objects.filter(user=user).exists():
        _end_sessions(user)
    # Every page that is open looks anew, theirs among them.
    pulse.touch(workspace.pk, "people", "cases")


def _end_sessions(user: User) -> None:
    """A session does not say whose it is until it is opened; there are few, one a device."""
    running = Session.objects.filter(expire_date__gt=clock.wall())
    theirs = [
        session.pk
        for session in running.iterator()
        if session.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]
    Session.objects.filter(pk__in=theirs).delete()


def _keep_an_administrator(workspace: Workspace, user: User) -> None:
    administrators = Membership.objects.filter(workspace=workspace, role=Role.ADMINISTRATOR)
    mine = administrators.filter(user=user).exists()
    others = administrators.exclude(user=user).filter(user__is_active=True)
    if mine and not others.exists():
        raise ValidationError(_("Somebody must stay administrator: make another one first."))


@transaction.atomic
def go_on_duty(workspace: Workspace, user: User, *, by: User | None) -> None:
    """On duty from now until they say otherwise; does nothing if they are already."""
    _require_member(workspace, user)
    now = clock.now()
    if queries.duty_spans_at(workspace.pk, now).filter(user=user).exists():
        return
    DutySpan.objects.create(workspace=workspace, user=user, starts_at=now)
    _announce_duty(workspace, user, by, on_duty=True)


@transaction.atomic
def go_off_duty(workspace: Workspace, user: User, *, by: User | None) -> None:
    now = clock.now()
    current = queries.duty_spans_at(workspace.pk, now).filter(user=user)
    # A span that begins at this very instant cannot end at it too.
    just_begun, _by_table = current.filter(starts_at=now).delete()
    if current.update(ends_at=now) or just_begun:
        _announce_duty(workspace, user, by, on_duty=False)


@transaction.atomic
def plan_duty(
    workspace: Workspace, user: User, starts_at: datetime, ends_at: datetime, *, by: User
) -> DutySpan:
    """Put a span into the roster. It must end after it starts."""
    _require_member(workspace, user)
    if ends_at <= starts_at:
        raise ValidationError({"ends_at": _("The end must be later than the start.")})
    span = DutySpan.objects.create(
        workspace=workspace, user=user, starts_at=starts_at, ends_at=ends_at
    )
    _record_span("duty_planned", span, by)
    pulse.touch(workspace.pk, "people")
    return span


@transaction.atomic
def cancel_duty(workspace: Workspace, span: DutySpan, *, by: User) -> None:
    if span.workspace_id != workspace.pk:
        raise ValueError("the span belongs to another workspace")
    _record_span("duty_cancelled", span, by)
    span.delete()
    pulse.touch(workspace.pk, "people")


def _record_span(action: str, span: DutySpan, by: User) -> None:
    until = span.ends_at.isoformat() if span.ends_at else ""
    data = {"who": str(span.user), "from": span.starts_at.isoformat(), "until": until}
    audit.record(action, actor=by, workspace_id=span.workspace_id, about=span, data=data)


def _require_member(workspace: Workspace, user: User) -> None:
    if not Membership.objects.filter(workspace=workspace, user=user).exists():
        raise ValidationError(_("%(name)s is not a member here.") % {"name": user})


def _announce_duty(workspace: Workspace, user: User, by: User | None, *, on_duty: bool) -> None:
    action = "duty_started" if on_duty else "duty_ended"
    audit.record(action, actor=by, workspace_id=workspace.pk, about=user)
    pulse.touch(workspace.pk, "people", "cases")
    duty_changed.send(sender=DutySpan, workspace_id=workspace.pk, user_id=user.pk, on_duty=on_duty)


@transaction.atomic
def change_workspace(workspace: Workspace, *, name: str, time_zone: str, by: User) -> Workspace:
    """Another name or time zone; the address stays, so that links keep working."""
    known_time_zone(time_zone)
    before = {"name": workspace.name, "time_zone": workspace.time_zone}
    workspace.name, workspace.time_zone = name, time_zone
    workspace.save(update_fields=["name", "time_zone"])
    audit.record(
        "workspace_changed", actor=by, workspace_id=workspace.pk, about=workspace, data=before
    )
    return workspace


@transaction.atomic
def keep_holidays_of(workspace: Workspace, country: str, *, by: User) -> None:
    """Keep the public holidays of this country (ISO 3166-1 alpha-2), or of none if it is empty."""
    before = {"country": workspace.country}
    workspace.country = country
    workspace.save(update_fields=["country"])
    audit.record(
        "holidays_changed", actor=by, workspace_id=workspace.pk, about=workspace, data=before
    )


@transaction.atomic
def add_holiday(workspace: Workspace, day: date, name: str, *, by: User) -> OwnHoliday:
    """Keep this day like a Sunday. Errors: ValidationError for a day that is kept as their own."""
    added, new = OwnHoliday.objects.get_or_create(
        workspace=workspace, day=day, defaults={"name": name}
    )
    if not new:
        raise ValidationError({"day": _("This day is on the list already.")})
    _record_holiday("holiday_added", added, by)
    return added


@transaction.atomic
def remove_holiday(holiday: OwnHoliday, *, by: User) -> None:
    _record_holiday("holiday_removed", holiday, by)
    holiday.delete()


def _record_holiday(action: str, holiday: OwnHoliday, by: User) -> None:
    data = {"day": holiday.day.isoformat(), "name": holiday.name}
    audit.record(action, actor=by, workspace_id=holiday.workspace_id, about=holiday, data=data)


def change_profile(user: User, *, name: str, language: str, theme: str) -> User:
    """What a person may change about themselves."""
    user.name, user.language, user.theme = name, language, theme
    user.save(update_fields=["name", "language", "theme"])
    return user
