from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from firebell.api.enums import CallState, Told


class Hook(models.Model):
    """Another program that is told of facts. `kinds` are values of `enums.Told`."""

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, related_name="hooks")
    name = models.CharField(_("Name"), max_length=80)
    url = models.CharField(_("Address"), max_length=1_000)
    sealed = models.TextField()  # the secret that signs
    kinds = models.JSONField(default=list)
    active = models.BooleanField(_("Active"), default=True)
    stopped_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "name"], name="hook_once"),
        ]

    def __str__(self) -> str:
        return self.name


class HookCall(models.Model):
    """One fact for one hook. `body` is what is signed and sent, the same at every attempt."""

    hook = models.ForeignKey(Hook, models.CASCADE, related_name="calls")
    call_id = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=60)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=CallState.choices, default=CallState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()  # try not before; while sending: taken for lost after
    created_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(state__in=[CallState.WAITING, CallState.SENDING]),
                name="hook_call_due",
            ),
            models.Index(fields=["hook", "-id"], name="hook_call_by_hook"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.hook_id}: {self.state}"

    @property
    def kind_label(self) -> str:
        """What it tells, in words; the bare kind where this release knows no words for it."""
        return str(Told(self.kind).label) if self.kind in Told.values else self.kind


class HookAttempt(models.Model):
    """One try at one call: when, and what the other side said."""

    call = models.ForeignKey(HookCall, models.CASCADE, related_name="log")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(null=True)  # of HTTP; None: no answer
    said = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.call_id} {self.number}: {self.status}"
