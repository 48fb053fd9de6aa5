from __future__ import annotations

from typing import ClassVar

from django.db import models


class LedgerFact(models.Model):
    """A small typed fact that one room appends and any room may read. Never changed."""

    workspace_id = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    at = models.DateTimeField()  # when it became true (event time)
    recorded_at = models.DateTimeField()
    data = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["workspace_id", "kind", "id"], name="ledger_by_kind"),
            models.Index(
                fields=["workspace_id", "subject_type", "subject_id", "id"],
                name="ledger_by_subject",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_type}:{self.subject_id}"


class AuditEntry(models.Model):
    """Who did what, in a chain of hashes: a changed or missing entry is found by `check`."""

    workspace_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)  # as it was then; "system" for the worker
    action = models.CharField(max_length=80)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=60, blank=True)
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["workspace_id", "-id"], name="audit_by_workspace"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_name}: {self.action}"


class Pulse(models.Model):
    """One counter a workspace and topic; a screen whose number is old asks again."""

    workspace_id = models.BigIntegerField()
    topic = models.CharField(max_length=30)
    revision = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace_id", "topic"], name="pulse_once"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.revision}"
