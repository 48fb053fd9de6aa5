"""What the team has at hand: tags to sort by, and texts to answer with."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from firebell.core.desk.clocks.policy import PRIORITIES

LONGEST_PROMISE = 30 * 24  # hours


class Tag(models.Model):
    """A word by which the team sorts its cases."""

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, related_name="tags")
    name = models.CharField(_("Tag"), max_length=40)
    cases = models.ManyToManyField("desk.Case", through="desk.CaseTag", related_name="tags")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "name"], name="tag_once"),
        ]

    def __str__(self) -> str:
        return self.name


class CaseTag(models.Model):
    case = models.ForeignKey("desk.Case", models.CASCADE, related_name="+", db_index=False)
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "tag"], name="case_tag_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.tag_id}"


class Macro(models.Model):
    """A text that is written often, and what is done with the case when it is put in;
    `core.desk.templates` fills its variables."""

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, related_name="macros")
    name = models.CharField(_("Name"), max_length=80)
    text = models.TextField(_("Text"), max_length=20_000)
    language = models.CharField(_("Language"), max_length=8, blank=True)
    tag = models.ForeignKey(
        Tag,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Adds the tag"),
    )
    takes = models.BooleanField(_("Takes the case"), default=False)
    priority = models.PositiveSmallIntegerField(
        _("Sets the priority"),
        null=True,
        blank=True,
        choices=[(number, str(number)) for number in PRIORITIES],
    )
    # The promise says what the text is called.
    promise_hours = models.PositiveSmallIntegerField(
        _("Notes a promise, to be kept within so many hours"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_PROMISE)],
    )
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    used = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "name"], name="macro_once"),
            models.CheckConstraint(
                condition=models.Q(priority__isnull=True) | models.Q(priority__range=(1, 5)),
                name="macro_priority_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name
