"""What people ask for, and what became of it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from firebell.improve.enums import IdeaState, Telling


class Idea(models.Model):
    """A change that somebody asked for. `due`: the day by which it is to be done."""

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, db_index=False)
    number = models.PositiveIntegerField()  # the workspace's own
    title = models.CharField(_("Idea"), max_length=160)
    text = models.TextField(_("What would be better"), max_length=4_000, blank=True)
    state = models.CharField(max_length=8, choices=IdeaState.choices, default=IdeaState.NEW)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    due = models.DateField(_("To be done by"), null=True, blank=True)
    decision = models.TextField(_("Decision"), max_length=2_000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "number"], name="idea_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=IdeaState.values), name="idea_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=IdeaState.NEW)
                | (Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(decision="")),
                name="idea_decided_by_somebody_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class IdeaAsk(models.Model):
    """The person of a case asked for it. `message`: what they could be told, by a person."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="asks", db_index=False)
    case = models.ForeignKey("desk.Case", models.PROTECT, related_name="idea_asks")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    telling = models.CharField(max_length=8, choices=Telling.choices, blank=True)
    message = models.TextField(max_length=4_000, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["idea", "case"], name="idea_asked_once_a_case"),
            models.CheckConstraint(
                condition=~Q(telling=Telling.PREPARED) | ~Q(message=""),
                name="idea_prepared_has_a_message",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.idea_id} by case {self.case_id}"
