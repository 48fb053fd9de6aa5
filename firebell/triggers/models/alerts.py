"""What rang, and the posts behind it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from firebell.triggers.enums import AlertState, Feedback, TriggerKind


class Alert(models.Model):
    """What rang for a brand, a source or the workspace: one trouble, its worst, onset to end."""

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, related_name="alerts")
    brand = models.ForeignKey("listening.Brand", models.CASCADE, null=True, related_name="alerts")
    source = models.ForeignKey("channels.Source", models.CASCADE, null=True, related_name="alerts")
    kind = models.CharField(max_length=20, choices=TriggerKind.choices)
    channel = models.CharField(max_length=120, blank=True)
    topic = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=120, blank=True)
    onset = models.DateTimeField()  # when it seems to have begun
    at = models.DateTimeField()  # when it rang
    peak_at = models.DateTimeField()
    last_at = models.DateTimeField()  # when it was last above the threshold
    ended_at = models.DateTimeField(null=True)
    observed = models.FloatField()  # at the peak, in the window before it
    expected = models.FloatField()
    window = models.PositiveIntegerField()  # seconds
    severity = models.PositiveSmallIntegerField()  # 1 to 10
    headline = models.JSONField()  # see firebell.triggers.headlines
    # So much is seen for nothing once in so many weeks, where that is known of the peak.
    return_weeks = models.FloatField(null=True)
    trigger = models.ForeignKey(
        "triggers.Trigger", models.SET_NULL, null=True, related_name="alerts"
    )  # whose the worst is
    opened_by = models.ForeignKey(
        "triggers.Trigger", models.SET_NULL, null=True, related_name="opened"
    )
    joined = models.JSONField(default=list)  # ids of the other triggers that rang meanwhile
    lowered = models.PositiveSmallIntegerField(default=0)  # steps that the sector took off
    sector = models.JSONField(default=list)  # ids of other brands for which the same rang
    conditions = models.JSONField(default=list)  # rows of the trigger's conditions, as they held
    state = models.CharField(max_length=20, choices=AlertState.choices, default=AlertState.OPEN)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    acknowledged_at = models.DateTimeField(null=True)
    feedback = models.CharField(max_length=20, choices=Feedback.choices, blank=True)
    feedback_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    feedback_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workspace", "brand", "at"],
                condition=~models.Q(kind=TriggerKind.FACT),
                name="alert_once",
            ),
            models.CheckConstraint(
                condition=models.Q(severity__gte=1, severity__lte=10), name="alert_severity_1_to_10"
            ),
            models.CheckConstraint(
                condition=models.Q(brand__isnull=True) | models.Q(source__isnull=True),
                name="alert_not_about_a_brand_and_a_source",
            ),
            models.UniqueConstraint(
                fields=["source"],
                condition=models.Q(ended_at__isnull=True, source__isnull=False),
                name="one_alert_going_on_a_source",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["workspace", "-at"], name="alert_by_time"),
            models.Index(fields=["workspace", "state", "-at"], name="alert_by_state"),
            models.Index(fields=["trigger", "-at"], name="alert_by_trigger"),
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.kind} {self.at:%F %R}"

    @property
    def about(self) -> str:
        """The name of the brand, of the source, or of the workspace."""
        if self.brand and not self.brand.own:
            return _("Competitor %(name)s") % {"name": self.brand}
        return str(self.brand or self.source or self.workspace)


class AlertEvidence(models.Model):
    """A post behind an alert; `rank` 0 is the one to read first."""

    alert = models.ForeignKey(Alert, models.CASCADE, related_name="evidence")
    interaction = models.ForeignKey("listening.Interaction", models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["rank"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["alert", "interaction"], name="evidence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.alert_id}: {self.interaction_id}"
