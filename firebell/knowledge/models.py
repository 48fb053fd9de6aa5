from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from firebell.core.knowledge import standing as core
from firebell.knowledge.enums import ArticleKind, UseOutcome


class Article(models.Model):
    """What readers see is its `published` version; `newest` is the one that is worked on.

    `review_by` is the last day on which the published version holds; `reviewer` who said so.
    """

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, related_name="articles")
    newest = models.ForeignKey(
        "ArticleVersion", models.PROTECT, null=True, related_name="+", db_index=False
    )
    published = models.ForeignKey(
        "ArticleVersion", models.PROTECT, null=True, related_name="+", db_index=False
    )
    submitted_at = models.DateTimeField(null=True)  # the newest version waits for a reviewer
    returned = models.CharField(max_length=500, blank=True)  # why it came back from review
    review_by = models.DateField(null=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    reviewed_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(published__isnull=True)
                | Q(review_by__isnull=False, reviewer__isnull=False, reviewed_at__isnull=False),
                name="article_published_was_reviewed",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["workspace", "review_by"],
                condition=Q(published__isnull=False),
                name="article_by_review",
            ),
            models.Index(fields=["workspace", "-changed_at"], name="article_by_change"),
        ]

    def __str__(self) -> str:
        shown = self.shown
        return shown.title if shown else str(self.pk)

    @property
    def shown(self) -> ArticleVersion | None:
        """What a reader sees: the published version, or else the newest."""
        return self.published or self.newest

    @property
    def core(self) -> core.Article:
        return core.Article(
            newest=self.newest.number if self.newest else 0,
            published=self.published.number if self.published else None,
            submitted=self.submitted_at is not None,
            review_by=self.review_by,
        )


class ArticleVersion(models.Model):
    """The whole text as somebody left it. Only added to: an edit is the next version."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    kind = models.CharField(_("Kind"), max_length=8, choices=ArticleKind.choices)
    title = models.CharField(_("Title"), max_length=160)
    body = models.TextField(_("Text"), max_length=50_000)
    language = models.CharField(_("Language"), max_length=8)
    address = models.URLField(_("Public address"), max_length=500, blank=True)
    change = models.CharField(_("What changed"), max_length=300, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "number"], name="article_version_once"),
            models.CheckConstraint(
                condition=Q(kind__in=ArticleKind.values), name="article_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class ArticleUse(models.Model):
    """An article stood beside the box where an answer was written; `used`: it went into it.

    The answer and its case belong to rooms above, so they are named by their numbers.
    """

    workspace = models.ForeignKey("accounts.Workspace", models.CASCADE, db_index=False)
    article = models.ForeignKey(Article, models.CASCADE, related_name="uses", db_index=False)
    version = models.ForeignKey(ArticleVersion, models.PROTECT, related_name="+", db_index=False)
    case_number = models.PositiveIntegerField()
    reply_id = models.BigIntegerField()
    used = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    outcome = models.CharField(max_length=8, choices=UseOutcome.choices, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reply_id", "article"], name="article_use_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=UseOutcome.values), name="article_use_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(used=True) | Q(outcome=""), name="article_unused_solves_nothing"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["article", "at"], name="article_use_by_time"),
            models.Index(
                fields=["workspace", "case_number"],
                condition=Q(used=True),
                name="article_use_by_case",
            ),
            models.Index(
                fields=["workspace", "at"],
                condition=Q(used=True, outcome=""),
                name="article_use_to_judge",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} in reply {self.reply_id}"
