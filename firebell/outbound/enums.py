from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from firebell.core.outbound import delivery_states as states


class ReplyState(models.TextChoices):
    """The states of `core.outbound.delivery_states`, with words for people; a test holds them
    equal."""

    HELD = "held", _("About to be sent")
    SENDING = "sending", _("Being sent")
    UNCERTAIN = "uncertain", _("Not known whether it arrived")
    SENT = "sent", _("Sent")
    DELIVERED = "delivered", _("Delivered")
    READ = "read", pgettext_lazy("reply", "Read")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")
    WITHDRAWN = "withdrawn", _("Withdrawn")


STANDING = tuple(state for state in ReplyState if state in states.STANDING)
ARRIVED = tuple(state for state in ReplyState if state in states.ARRIVED)
UNDERWAY = tuple(state for state in ReplyState if state in states.UNDERWAY)
# What a person should look at.
TROUBLED = (ReplyState.UNCERTAIN, ReplyState.FAILED)


class DeliveryKind(models.TextChoices):
    SEND = "send", _("Sending")
    FIND = "find", _("Asking whether it is there")


class DeliveryOutcome(models.TextChoices):
    TAKEN = "taken", _("Taken")
    PUT_OFF = "put_off", _("Not taken; tried again later")
    REFUSED = "refused", _("Refused")
    UNKNOWN = "unknown", _("Not known")
    FOUND = "found", _("It is there")
    NOT_THERE = "not_there", _("It is not there")


class GuardVerdict(models.TextChoices):
    """The guard's outcomes, from harmless to worst; the values are those of the core."""

    SEND = "send", _("Fine to send")
    WARN = "warn", _("Think again")
    APPROVE = "approve", _("Needs approval")
    BLOCK = "block", _("Blocked")
