from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from firebell.accounts.enums import Role, Theme


class UserManager(BaseUserManager["User"]):
    def create_user(self, *, email: str, name: str, password: str | None = None) -> User:
        """A new account; without a password nobody can sign in to it yet."""
        user = self.model(email=self.normalize_email(email).lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractUser):
    """Somebody who signs in. The e-mail address is the name they sign in with."""

    username = None
    first_name = None
    last_name = None
    email = models.EmailField(_("E-mail address"), unique=True)
    name = models.CharField(pgettext_lazy("person", "Name"), max_length=120)
    language = models.CharField(_("Language"), max_length=10, blank=True)
    theme = models.CharField(
        _("Appearance"), max_length=10, choices=Theme.choices, default=Theme.AUTO
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]
    objects: ClassVar = UserManager()

    def __str__(self) -> str:
        return self.name or self.email


class Workspace(models.Model):
    """One firm, or one brand of a firm, with its own sources, queries, people and cases."""

    name = models.CharField(_("Name"), max_length=120)
    slug = models.SlugField(_("Address"), max_length=60, unique=True)
    time_zone = models.CharField(_("Time zone"), max_length=60, default="UTC")
    # ISO 3166-1 alpha-2: whose public holidays are kept; empty for none.
    country = models.CharField(_("Country"), max_length=2, blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class OwnHoliday(models.Model):
    """A day that the firm keeps like a Sunday, beside the public holidays of its country."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="own_holidays")
    day = models.DateField(_("Day"))
    name = models.CharField(pgettext_lazy("day", "Name"), max_length=120)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "day"], name="one_own_holiday_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day}, {self.name}"


class Membership(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "user"], name="one_role_a_workspace"),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="membership_role_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"


class DutySpan(models.Model):
    """Somebody is on duty from `starts_at` until `ends_at`; no end means until they say so."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="duty_spans")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="duty_spans")
    starts_at = models.DateTimeField(_("From"))
    ends_at = models.DateTimeField(_("Until"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True)
                | models.Q(ends_at__gt=models.F("starts_at")),
                name="duty_ends_after_it_starts",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["workspace", "starts_at"], name="duty_by_start"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.starts_at:%F %R}"


class SetupLink(models.Model):
    """The first-run address. It works once, and only while nobody has an account."""

    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"setup link of {self.created_at:%F %R}"
