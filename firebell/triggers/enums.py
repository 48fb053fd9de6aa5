from django.db import models
from django.utils.translation import gettext_lazy as _


class TriggerKind(models.TextChoices):
    NEGATIVE = "negative", _("Spike in negativity")
    SHARE = "share", _("Mood has turned")
    VOLUME = "volume", _("Unprecedented buzz")
    SOURCE = "source", _("A source is not heard")
    VIRAL = "viral", _("A post goes viral")


class AlertState(models.TextChoices):
    OPEN = "open", _("Open")
    ACKNOWLEDGED = "acknowledged", _("Seen")
    CLOSED = "closed", _("Over")


class Feedback(models.TextChoices):
    USEFUL = "useful", _("Useful")
    NOT_USEFUL = "not_useful", _("Not useful")


class NotificationState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Given up")
