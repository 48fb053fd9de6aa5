from django.db import models
from django.utils.translation import gettext_lazy as _


class QueryKind(models.TextChoices):
    BRAND = "brand", _("Brand")
    PRODUCT = "product", _("Product")
    PERSON = "person", _("Person")
    COMPETITOR = "competitor", _("Competitor")
    TOPIC = "topic", _("Topic")


class InteractionKind(models.TextChoices):
    POST = "post", _("Post")
    COMMENT = "comment", _("Comment")
    REPLY = "reply", _("Reply")
    REPOST = "repost", _("Repost")
    REVIEW = "review", _("Review")
    DIRECT_MESSAGE = "direct_message", _("Direct message")
    EMAIL = "email", _("E-mail")
    CALL = "call", _("Call")
    CHAT = "chat", _("Chat")
    TEXT_MESSAGE = "text_message", _("Text message")
    SURVEY_ANSWER = "survey_answer", _("Survey answer")
    PURCHASE = "purchase", _("Purchase")
    CANCELLATION = "cancellation", _("Cancellation")
    VISIT = "visit", _("Visit")


class ChangeKind(models.TextChoices):
    """What became of something at its source; the values are those of the channels' contract."""

    EDITED = "edited", _("Edited")
    DELETED = "deleted", _("Deleted")
