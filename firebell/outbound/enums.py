from django.db import models
from django.utils.translation import gettext_lazy as _


class ReplyState(models.TextChoices):
    """What can be true of a reply today; the states of sending come with channels that send."""

    SENT = "sent", _("Sent")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class GuardVerdict(models.TextChoices):
    """The guard's outcomes, from harmless to worst; the values are those of the core."""

    SEND = "send", _("Fine to send")
    WARN = "warn", _("Think again")
    APPROVE = "approve", _("Needs approval")
    BLOCK = "block", _("Blocked")
