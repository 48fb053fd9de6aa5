from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from firebell.api.enums import Scope


class Token(models.Model):
    """What a program shows to act in a person's name. Of the token itself only a digest is kept.

    `scopes` are values of `enums.Scope`; whatever they say, a program may never do more than the
    person's role in the workspace allows at that moment.
    """

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, related_name="tokens")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField(_("Name"), max_length=80)
    scopes = models.JSONField(default=list)
    digest = models.CharField(max_length=64, unique=True)  # SHA-256, in hexadecimal
    beginning = models.CharField(max_length=12)  # of the token, to tell one from another
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)  # null: until it is revoked
    last_used_at = models.DateTimeField(null=True)  # to the minute
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workspace", "name"],
                condition=models.Q(revoked_at__isnull=True),
                name="token_name_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def works_at(self, now: datetime) -> bool:
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)

    @property
    def scope_labels(self) -> list[str]:
        """What it may do, in words; a bare name where this release knows no words for it."""
        return [str(Scope(one).label) if one in Scope.values else one for one in self.scopes]


class KeptAnswer(models.Model):
    """What a call was answered with, so that the same call is never carried out twice.

    The row is stored before the call is carried out, in the same transaction: of two that come at
    once, the unique constraint lets one in and the other waits for its answer.
    """

    token = models.ForeignKey(Token, models.CASCADE, related_name="answers", db_index=False)
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)  # of method, address and body
    at = models.DateTimeField(db_index=True)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["token", "key"], name="kept_answer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.token_id} {self.key}: {self.status}"
