from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from firebell.outbound.enums import GuardVerdict, ReplyState


class Reply(models.Model):
    """An answer to one interaction, as the guard judged it at the time.

    The database itself refuses a second standing answer to a post, an answer that the guard
    blocked, and a warning that nobody gave a reason for overriding.
    """

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, related_name="replies")
    interaction = models.ForeignKey("listening.Interaction", models.PROTECT, related_name="replies")
    case_number = models.BigIntegerField(null=True)  # the desk's number; no key points upward
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="replies")
    text = models.TextField()
    public = models.BooleanField()
    elsewhere = models.BooleanField()  # given in the network's own app, only recorded here
    state = models.CharField(max_length=12, choices=ReplyState.choices)
    verdict = models.CharField(max_length=8, choices=GuardVerdict.choices)
    reasons = models.JSONField(default=list)  # [{rule, span, code, params, verdict}]
    overridden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="overridden_replies"
    )
    override_reason = models.TextField(blank=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["interaction"],
                condition=~Q(state=ReplyState.WITHDRAWN),
                name="reply_one_answer_a_post",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=[GuardVerdict.SEND, GuardVerdict.WARN]),
                name="reply_passed_the_guard",
            ),
            models.CheckConstraint(
                condition=Q(verdict=GuardVerdict.SEND)
                | (Q(overridden_by__isnull=False) & ~Q(override_reason="")),
                name="reply_warning_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReplyState.SENT) | Q(sent_at__isnull=False),
                name="reply_sent_has_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["workspace", "-created_at"], name="reply_by_time"),
            models.Index(fields=["workspace", "case_number"], name="reply_by_case"),
        ]

    def __str__(self) -> str:
        return f"{self.author}: {self.text[:40]}"
