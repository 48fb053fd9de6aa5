"""What colleagues ask of each other, and what the house has promised a person."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Promise(models.Model):
    """Something is to be done for a person by a stated time: a follow-up that nobody forgets."""

    case = models.ForeignKey("desk.Case", models.CASCADE, related_name="promises")
    text = models.CharField(_("What was promised"), max_length=300)
    due_at = models.DateTimeField(_("By when"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    broken_noted_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["due_at"], condition=Q(kept_at__isnull=True), name="promise_open_by_due"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.text[:60]}"


class Ping(models.Model):
    """A colleague is named in a note ("@Kari") and is to look."""

    note = models.ForeignKey("desk.Note", models.CASCADE, related_name="pings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="pings")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["note", "user"], name="ping_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["user"], condition=Q(seen_at__isnull=True), name="ping_unseen_by_user"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.note_id}"
