"""The register of complaints."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from firebell.improve.enums import Category, ComplaintState, DeadlineTold, Finding


class Register(models.Model):
    """How a workspace keeps its complaints."""

    workspace = models.OneToOneField("accounts.Workspace", models.CASCADE, primary_key=True)
    recurrence_days = models.PositiveSmallIntegerField(
        _("Days in which the same root cause counts as coming back"),
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(730)],
    )
    warn_days = models.PositiveSmallIntegerField(
        _("Days before a deadline in which it is warned of"),
        default=14,
        validators=[MaxValueValidator(365)],
    )
    currency = models.CharField(_("Currency"), max_length=3, default="EUR")

    def __str__(self) -> str:
        return f"register of {self.workspace_id}"


class RootCause(models.Model):
    """Why something goes wrong, in the workspace's own words. Retired, never deleted."""

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, db_index=False)
    name = models.CharField(_("Root cause"), max_length=120)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "name"], name="root_cause_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Complaint(models.Model):
    """What somebody complained of in a case, what was found, and what it costs.

    Costs are an estimate from `cost_low` to `cost_high`, in whole units of `currency`.
    """

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, db_index=False)
    number = models.PositiveIntegerField()  # the workspace's own
    case = models.ForeignKey("desk.Case", models.PROTECT, related_name="complaints")
    category = models.CharField(_("About"), max_length=12, choices=Category.choices)
    summary = models.TextField(_("What the person complains of"), max_length=4_000)
    cause = models.ForeignKey(
        RootCause, models.PROTECT, null=True, blank=True, related_name="complaints", db_index=False
    )
    finding = models.CharField(
        _("What was found"), max_length=8, choices=Finding.choices, blank=True
    )
    remedy = models.TextField(_("Remedy"), max_length=4_000, blank=True)
    cost_low = models.PositiveBigIntegerField(_("Cost, at least"), null=True, blank=True)
    cost_high = models.PositiveBigIntegerField(_("Cost, at most"), null=True, blank=True)
    currency = models.CharField(_("Currency"), max_length=3, blank=True)
    regulator = models.CharField(_("Regulator or ombudsman"), max_length=120, blank=True)
    deadline = models.DateField(_("To be answered by"), null=True, blank=True)
    deadline_told = models.CharField(max_length=8, choices=DeadlineTold.choices, blank=True)
    state = models.CharField(
        max_length=8, choices=ComplaintState.choices, default=ComplaintState.OPEN
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    registered_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "number"], name="complaint_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=ComplaintState.values), name="complaint_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=ComplaintState.CLOSED, closed_at__isnull=False)
                | (~Q(state=ComplaintState.CLOSED) & Q(closed_at__isnull=True)),
                name="complaint_closed_at_when_closed",
            ),
            models.CheckConstraint(
                condition=~Q(state=ComplaintState.CLOSED)
                | (Q(cause__isnull=False) & ~Q(finding="") & ~Q(remedy="")),
                name="complaint_closed_is_known",
            ),
            models.CheckConstraint(
                condition=Q(cost_low__isnull=True, cost_high__isnull=True)
                | (Q(cost_low__isnull=False, cost_high__gte=F("cost_low")) & ~Q(currency="")),
                name="complaint_cost_is_a_range",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["workspace", "deadline"],
                condition=Q(closed_at__isnull=True, deadline__isnull=False),
                name="complaint_by_deadline",
            ),
            models.Index(fields=["workspace", "-registered_at"], name="complaint_by_time"),
            models.Index(
                fields=["cause", "registered_at"],
                condition=Q(cause__isnull=False),
                name="complaint_by_cause",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.summary[:60]}"
