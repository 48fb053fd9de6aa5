from django.db import models
from django.utils.translation import gettext_lazy as _


class ArticleKind(models.TextChoices):
    ARTICLE = "article", _("Article")
    POLICY = "policy", _("Policy")


class ArticleStanding(models.TextChoices):
    """The states of `core.knowledge.standing`, with words for people; a test holds them equal."""

    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", _("Published")
    EXPIRED = "expired", _("Out of date")


class UseOutcome(models.TextChoices):
    """As `core.knowledge.outcome`."""

    UNKNOWN = "", _("Not known yet")
    SOLVED = "solved", _("Solved")
    BACK = "back", _("The person came back")


class Shown(models.TextChoices):
    """The standing views of the list, in the order of the screen."""

    PUBLISHED = "published", _("Published")
    REVIEW = "review", _("To be reviewed")
    DRAFTS = "drafts", _("Drafts")
    ALL = "all", _("All")
