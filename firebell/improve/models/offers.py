"""The catalogue of goodwill, and what was given from it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from firebell.core.improve.authority import Terms
from firebell.improve.enums import GoodwillState, OfferKind


class Offer(models.Model):
    """What may be given. `limits`: role -> what it may give alone; nobody gives more than `most`.

    Amounts are whole units of `currency`.
    """

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, db_index=False)
    name = models.CharField(pgettext_lazy("offer", "Name"), max_length=120)
    kind = models.CharField(_("Kind"), max_length=8, choices=OfferKind.choices)
    value = models.PositiveIntegerField(_("Usual value"))
    most = models.PositiveIntegerField(_("At most, whoever gives it"))
    currency = models.CharField(_("Currency"), max_length=3)
    limits = models.JSONField(default=dict)
    eligibility = models.TextField(_("Who may get it, and when"), max_length=2_000, blank=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "name"], name="offer_once"),
            models.CheckConstraint(
                condition=Q(value__gte=1, most__gte=F("value")), name="offer_usual_within_most"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def terms(self) -> Terms:
        return Terms(self.most, {role: int(limit) for role, limit in self.limits.items()})


class Goodwill(models.Model):
    """An offer for the person of one case: asked for, granted, and what came of it."""

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, db_index=False)
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="given", db_index=False)
    case = models.ForeignKey("desk.Case", models.PROTECT, related_name="goodwill")
    value = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=8, choices=GoodwillState.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True)
    why_not = models.CharField(max_length=500, blank=True)
    kept = models.BooleanField(null=True)  # the customer stayed, as far as is known
    outcome_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    outcome_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=GoodwillState.values), name="goodwill_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=GoodwillState.ASKED)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="goodwill_decided_by_somebody",
            ),
            models.CheckConstraint(condition=Q(value__gte=1), name="goodwill_is_something"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["workspace", "-at"], name="goodwill_by_time"),
            models.Index(fields=["offer", "state"], name="goodwill_by_offer"),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} for case {self.case_id}"
