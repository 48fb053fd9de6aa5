"""Triggers as people own them: rows of conditions and effects."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from firebell.core.triggers.rules.trigger import DAY, HOUR
from firebell.triggers.enums import TriggerKind


class Trigger(models.Model):
    """What makes it ring. Rows are those of `core.triggers.rules`; `kind` says what it is for."""

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, related_name="triggers")
    kind = models.CharField(max_length=20, choices=TriggerKind.choices)
    # Given to every workspace: it can be changed and switched off, not deleted.
    shipped = models.BooleanField(default=False)
    name = models.CharField(_("Name"), max_length=80, blank=True)  # empty: that of its kind
    active = models.BooleanField(_("Active"), default=True)
    scope = models.JSONField(default=dict)  # brands, chosen, channels, topics, languages
    conditions = models.JSONField(default=list)
    effects = models.JSONField(default=list)
    budget = models.FloatField(default=1.0)  # false alerts a week
    hold = models.FloatField(default=2 / 3)  # it lasts while at least this part of it is heard
    cool_down = models.PositiveIntegerField(default=DAY)  # seconds
    quiet_since = models.PositiveSmallIntegerField(null=True)  # minutes since midnight
    quiet_until = models.PositiveSmallIntegerField(null=True)
    quiet_zone = models.CharField(max_length=60, blank=True)
    quiet_severity = models.PositiveSmallIntegerField(default=8)  # from here on they do not hold
    tell_most = models.PositiveIntegerField(null=True)  # alerts that one target is told of ...
    tell_seconds = models.PositiveIntegerField(default=HOUR)  # ... in so long
    tuned = models.FloatField(default=1.0)  # what people's answers made of the threshold
    tuned_since = models.DateTimeField(null=True)  # answers before this count no longer

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workspace", "kind"],
                condition=models.Q(shipped=True),
                name="trigger_shipped_once",
            ),
            models.UniqueConstraint(
                fields=["workspace", "name"],
                condition=~models.Q(name=""),
                name="trigger_name_once",
            ),
            models.CheckConstraint(
                condition=models.Q(tuned__gte=1, tuned__lte=8), name="trigger_tuned_within"
            ),
            models.CheckConstraint(condition=models.Q(budget__gt=0), name="trigger_has_a_budget"),
        ]

    def __str__(self) -> str:
        return self.name or str(self.get_kind_display())
