from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Presence(models.Model):
    """Somebody has a case's page open, and perhaps writes an answer; short-lived."""

    case = models.ForeignKey("desk.Case", models.CASCADE, related_name="presences", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    came_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)
    writing_since = models.DateTimeField(null=True)
    wrote_at = models.DateTimeField(null=True)  # the last letter

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "user"], name="presence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.case_id}"


class Draft(models.Model):
    """An answer that somebody began, kept until it is sent or thrown away."""

    case = models.ForeignKey("desk.Case", models.CASCADE, related_name="drafts", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.TextField(max_length=20_000)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "user"], name="draft_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.case_id}: {self.text[:60]}"
