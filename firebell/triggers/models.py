from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from firebell.common import sealing
from firebell.triggers.cascade_models import Cascade, ViralThreshold  # noqa: F401
from firebell.triggers.enums import AlertState, Feedback, NotificationState, TriggerKind


class BrandSeries(models.Model):
    """What every row about one series of a brand has in common."""

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE)
    brand = models.ForeignKey("listening.Brand", models.CASCADE)

    class Meta:
        abstract = True


class MinuteCount(BrandSeries):
    """What was heard in one minute of the posts' own time."""

    dimension = models.CharField(max_length=10)
    key = models.CharField(max_length=120, blank=True)
    minute = models.DateTimeField()
    total = models.IntegerField()
    negative = models.IntegerField()
    needs_answer = models.IntegerField()
    # In thousandths of a post: the sum of the probabilities that each is negative.
    negativity = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workspace", "brand", "minute", "dimension", "key"],
                name="minute_count_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.brand_id} {self.dimension} {self.key} {self.minute:%F %R}"


class Judged(BrandSeries):
    """Every bucket of a brand that ends at or before `through` has been judged."""

    through = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "brand"], name="judged_once"),
        ]

    def __str__(self) -> str:
        return f"{self.brand_id} through {self.through:%F %R}"


class SeriesState(BrandSeries):
    """The memory of one detector about one series; bytes that only the detector reads."""

    dimension = models.CharField(max_length=10)
    key = models.CharField(max_length=120, blank=True)
    measure = models.CharField(max_length=10)
    detector = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    state = models.BinaryField()
    through = models.DateTimeField()
    judges = models.BooleanField()  # has heard enough to ring

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workspace", "brand", "dimension", "key", "measure"],
                name="series_state_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.brand_id} {self.dimension} {self.key} {self.measure}"


class SeriesPoint(BrandSeries):
    """Observed beside expected in the hour before `at`, for a brand as a whole."""

    measure = models.CharField(max_length=10)
    at = models.DateTimeField()
    observed = models.FloatField()
    expected = models.FloatField()
    lower = models.FloatField()
    upper = models.FloatField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["workspace", "brand", "measure", "at"], name="series_point_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.brand_id} {self.measure} {self.at:%F %R}"


class Alert(models.Model):
    """What rang for a brand or a source: one trouble, its worst, from onset to end."""

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
    state = models.CharField(max_length=20, choices=AlertState.choices, default=AlertState.OPEN)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    acknowledged_at = models.DateTimeField(null=True)
    feedback = models.CharField(max_length=20, choices=Feedback.choices, blank=True)
    feedback_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "brand", "at"], name="alert_once"),
            models.CheckConstraint(
                condition=models.Q(severity__gte=1, severity__lte=10), name="alert_severity_1_to_10"
            ),
            models.CheckConstraint(
                condition=models.Q(brand__isnull=False) ^ models.Q(source__isnull=False),
                name="alert_about_a_brand_or_a_source",
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
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.kind} {self.at:%F %R}"

    @property
    def about(self) -> str:
        """The name of the brand, or of the source."""
        return str(self.brand or self.source)


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


class NotificationTarget(models.Model):
    """Somebody to tell, by an address that Apprise understands."""

    workspace = models.ForeignKey(
        "accounts.Workspace", models.CASCADE, related_name="notification_targets"
    )
    name = models.CharField(_("Name"), max_length=80)
    sealed = models.TextField()  # the address, which may hold a password
    min_severity = models.PositiveSmallIntegerField(_("From severity"), default=4)
    language = models.CharField(_("Language"), max_length=10, default="en")
    active = models.BooleanField(_("Active"), default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "name"], name="target_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def url(self) -> str:
        """The address, opened. SealBrokenError if the sealing key is another by now."""
        return str(sealing.unseal(self.sealed).get("url", ""))

    @url.setter
    def url(self, address: str) -> None:
        self.sealed = sealing.seal({"url": address})


class Notification(models.Model):
    """One alert told to one target, at most once unless we died while sending."""

    alert = models.ForeignKey(Alert, models.CASCADE, related_name="notifications")
    target = models.ForeignKey(NotificationTarget, models.CASCADE, related_name="notifications")
    state = models.CharField(
        max_length=20, choices=NotificationState.choices, default=NotificationState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)
    due_at = models.DateTimeField()  # try not before; while sending: taken for lost after
    at = models.DateTimeField(null=True)  # when it was sent

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["alert", "target"], name="notification_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "due_at"], name="notification_due")]

    def __str__(self) -> str:
        return f"{self.alert_id} to {self.target_id}: {self.state}"
