"""Who is told, and what has been told."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from firebell.common import sealing
from firebell.triggers.enums import NotificationState
from firebell.triggers.models.alerts import Alert


class NotificationTarget(models.Model):
    """Somebody to tell, by an address that Apprise understands."""

    workspace = models.ForeignKey(
        "accounts.Workspace", models.CASCADE, related_name="notification_targets"
    )
    name = models.CharField(_("Name"), max_length=80)
    sealed = models.TextField()  # the address, which may hold a password
    min_severity = models.PositiveSmallIntegerField(_("From severity"), default=4)
    language = models.CharField(_("Language"), max_length=10, default="en")
    active = models.BooleanField(_("Active"), default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "name"], name="target_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """The address, opened. SealBrokenError if the sealing key is another by now."""
        return str(sealing.unseal(self.sealed).get("url", ""))

    @url.setter
    def url(self, address: str) -> None:
        self.sealed = sealing.seal({"url": address})


class Notification(models.Model):
    """One alert told to one target, at most once unless we died while sending."""

    alert = models.ForeignKey(Alert, models.CASCADE, related_name="notifications")
    target = models.ForeignKey(NotificationTarget, models.CASCADE, related_name="notifications")
    state = models.CharField(
        max_length=20, choices=NotificationState.choices, default=NotificationState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)
    due_at = models.DateTimeField()  # try not before; while sending: taken for lost after
    at = models.DateTimeField(null=True)  # when it was sent
    trigger = models.ForeignKey(
        "triggers.Trigger", models.SET_NULL, null=True, related_name="+"
    )  # by which it is told
    digest = models.BooleanField(default=False)  # one too many: told in one line with others

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["alert", "target"], name="notification_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "due_at"], name="notification_due")]

    def __str__(self) -> str:
        return f"{self.alert_id} to {self.target_id}: {self.state}"
