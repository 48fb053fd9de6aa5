"""What a workspace has set for its desk, who sits at it, and whom it has told of a clock."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class HouseRules(models.Model):
    """One row a workspace. Empty JSON stands for what firebell begins with; else it is what
    `to_json` of the core's clocks, triage and routing wrote."""

    workspace = models.OneToOneField(
        "accounts.Workspace", models.CASCADE, primary_key=True, related_name="house_rules"
    )
    clocks = models.JSONField(default=dict)
    triage = models.JSONField(default=dict)
    routing = models.JSONField(default=dict)
    gives_out = models.BooleanField(_("Give new cases to somebody on duty"), default=False)
    takes_back = models.BooleanField(
        _("Put cases of people who are away back into the queue"), default=False
    )
    signs = models.BooleanField(
        _("Sign public answers with the writer's initials (^KN)"), default=False
    )
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"house rules of {self.workspace_id}"


class Seat(models.Model):
    """What somebody who answers can do, and how much at once."""

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, related_name="seats")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="seats")
    capacity = models.PositiveSmallIntegerField(_("Cases at once"), default=20)
    languages = models.JSONField(_("Languages"), default=list, blank=True)
    skills = models.JSONField(_("Skills"), default=list, blank=True)
    certified = models.JSONField(_("Certified for channels"), default=list, blank=True)
    senior = models.BooleanField(_("Senior"), default=False)
    queues = models.ManyToManyField("desk.Queue", related_name="seats", blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "user"], name="seat_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.workspace_id}"


class Notice(models.Model):
    """Somebody was told that a clock runs out, or has. `user` is null where nobody was there."""

    case = models.ForeignKey("desk.Case", models.CASCADE, related_name="told", db_index=False)
    clock = models.CharField(max_length=20)
    step = models.CharField(max_length=40)
    since = models.DateTimeField()  # the word whose clock it is
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="desk_notices"
    )
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "clock", "step", "since"], name="told_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.step}"
